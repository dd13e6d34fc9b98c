// Work is done a few at a time: who waits is dropped when stopped, and nobody is forgotten.
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AbortedError, WaitingLine } from '../../../runtime/core/index.js';

describe('a waiting line', () => {
  it('lets in as many at a time as there are places, in the order of asking, also past failures and stops', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.constantFrom('starts', 'fails', 'is stopped'), { maxLength: 20 }),
        async (places, kinds) => {
          const line = new WaitingLine(places);
          const begun: number[] = [];
          let now = 0;
          let most = 0;
          const ends = kinds.map(async (kind, index) => {
            const stop = new AbortController();
            const end = line.run(async () => {
              begun.push(index);
              most = Math.max(most, ++now);
              await nextTurn();
              now--;
              if (kind === 'fails') throw new TypeError('no engine');
              return kind;
            }, stop.signal);
            if (kind === 'is stopped') stop.abort();
            return end;
          });
          const settled = await Promise.allSettled(ends);
          expect(most).toBeLessThanOrEqual(places);
          expect(begun).toEqual(begun.toSorted((a, b) => a - b));
          for (const [index, kind] of kinds.entries()) {
            const end = settled[index];
            const ran = begun.includes(index);
            if (kind === 'starts') expect(end).toEqual({ status: 'fulfilled', value: 'starts' });
            if (kind === 'fails') expect(end?.status === 'rejected' && ran).toBe(true);
            // Whoever has begun is not heard of again; whoever waits is never begun.
            if (kind === 'is stopped' && !ran)
              expect(end?.status === 'rejected' && end.reason).toBeInstanceOf(AbortedError);
          }
          expect(await line.run(async () => 'free again')).toBe('free again');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('begins nothing for a signal that has fired already', async () => {
    const line = new WaitingLine(1);
    let begun = false;
    const start = async (): Promise<void> => {
      begun = true;
    };
    await expect(line.run(start, AbortSignal.abort())).rejects.toThrow(AbortedError);
    expect(begun).toBe(false);
  });
});
