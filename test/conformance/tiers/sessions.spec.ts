// Conversations in the state of any tier: every event once and in order, whoever wrote it, also over snapshots.
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../runtime/core/index.js';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import { SessionMissingError } from '../../../runtime/ports/index.js';
import { SessionFormatError, TierSessionManager } from '../../../runtime/storage/index.js';
import type { Tier } from '../../../runtime/tiers/index.js';
import { EVENT_KINDS, sampleEvent } from '../../support/sample-events.js';
import { type Harness, HOSTILE_NAMES, useNamespace } from './support.js';

const started = (turnId: string): RunEvent => sampleEvent('turn.started', turnId);
const ended = (turnId: string): RunEvent => sampleEvent('turn.ended', turnId);
const step = (turnId: string, text: string): RunEvent => ({
  type: 'answer.completed',
  at: 1,
  turnId,
  text,
  citations: [],
});
const textsOf = (events: readonly RunEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'answer.completed' ? [event.text] : []));

export function sessionsSpec(harness: Harness): void {
  describe(`sessions, ${harness.name}`, () => {
    const { tier, another } = useNamespace(harness);
    const manager = (at: Tier, snapshotAfter = 128) =>
      new TierSessionManager({
        open: () => Promise.resolve(at.state),
        clock: systemClock,
        ids: createIds(),
        logger: silentLogger,
        partialMs: 5,
        snapshotAfter,
      });
    let sessions: TierSessionManager;
    beforeEach(() => {
      sessions = manager(tier());
    });
    const keysOf = async (): Promise<readonly string[]> =>
      (await tier().state.list('memfun.session.')).map(({ key }) => key);

    test('an event of every kind comes back as it was, in order', async () => {
      const { sessionId } = await sessions.create('All kinds');
      const kinds = EVENT_KINDS.filter((kind) => !kind.startsWith('answer.'));
      const events = [
        started('t'),
        ...kinds.filter((kind) => !kind.startsWith('turn.')).map((kind) => sampleEvent(kind, 't')),
        ended('t'),
      ];
      for (const event of events) await sessions.append(sessionId, event);
      const { info, events: found } = await manager(tier()).load(sessionId);
      expect(found).toEqual(events);
      expect(info).toMatchObject({ sessionId, title: 'All kinds', turns: 1 });
    });

    test('the list shows the newest first, with new titles; what is deleted leaves nothing', async () => {
      const first = await sessions.create('First');
      const second = await sessions.create('Second');
      await sessions.append(first.sessionId, { ...started('t'), at: Date.now() + 5_000 });
      await sessions.rename(second.sessionId, 'Other');
      expect((await sessions.list()).map(({ title, turns }) => [title, turns])).toEqual([
        ['First', 1],
        ['Other', 0],
      ]);
      for (const { sessionId } of [first, second]) await sessions.delete(sessionId);
      expect(await sessions.list()).toEqual([]);
      expect(await keysOf()).toEqual([]);
    });

    test('what is missing is a clear error, whatever its name, and is not made by writing', async () => {
      const { sessionId } = await sessions.create('x');
      const other = manager(tier());
      await other.append(sessionId, started('t'));
      await sessions.delete(sessionId);
      const pieces: RunEvent = { type: 'answer.delta', at: 1, turnId: 't', text: 'x' };
      for (const id of [sessionId, ...HOSTILE_NAMES]) {
        await expect(sessions.load(id)).rejects.toThrow(SessionMissingError);
        await expect(sessions.append(id, pieces)).rejects.toThrow(SessionMissingError);
        await expect(sessions.rename(id, 'y')).rejects.toThrow(SessionMissingError);
      }
      await expect(other.append(sessionId, ended('t'))).rejects.toThrow(SessionMissingError);
      expect(await keysOf()).toEqual([]);
    });

    test('snapshots take the place of entries, and nothing of the conversation changes', async () => {
      const small = manager(tier(), 4);
      const { sessionId } = await small.create('Long');
      const texts = Array.from(
        { length: 23 },
        (_, i) => `${i} ${'x'.repeat(i === 9 ? 300_000 : 9)}`,
      );
      for (const text of texts) await small.append(sessionId, step('t', text));
      expect(textsOf((await manager(tier()).load(sessionId)).events)).toEqual(texts);
      expect((await keysOf()).filter((key) => key.includes('.log.')).length).toBeLessThan(4);
    });

    test('a streamed answer is kept within its time, and folded; its turn was interrupted', async () => {
      const { sessionId } = await sessions.create('x');
      await sessions.append(sessionId, started('t'));
      for (const text of ['Be', 'cause'])
        await sessions.append(sessionId, { type: 'answer.delta', at: 2, turnId: 't', text });
      await sessions.close();
      const { events } = await manager(tier()).load(sessionId);
      expect(events).toMatchObject([
        { type: 'turn.started' },
        { type: 'answer.delta', text: 'Because' },
        { type: 'turn.ended', stopReason: 'interrupted' },
      ]);
    });

    test('a damaged entry yields everything before it', async () => {
      const { sessionId } = await sessions.create('x');
      for (const text of ['a', 'b', 'c']) await sessions.append(sessionId, step('t', text));
      const entries = await tier().state.list('memfun.session.log.');
      const second = entries.find(({ value }) => JSON.stringify(value).includes('"text":"b"'));
      await tier().state.put(second?.key ?? '', 'garbage');
      const { events } = await manager(tier()).load(sessionId);
      expect(textsOf(events)).toEqual(['a']);
    });

    test('what a newer version wrote is refused and left alone', async () => {
      const { sessionId } = await sessions.create('x');
      const [head = ''] = await keysOf();
      const value = (await tier().state.get(head))?.value;
      await tier().state.put(head, { ...(value as object), schema: 2 });
      const late = manager(tier());
      await expect(late.load(sessionId)).rejects.toThrow(SessionFormatError);
      await expect(late.append(sessionId, started('t'))).rejects.toThrow(SessionFormatError);
    });

    test('property: of hosts that write at the same time every event is there once, each host’s in order', async () => {
      const reaches = harness.capabilities.reach !== 'process';
      const hosts = [tier(), reaches ? await another() : tier(), tier()];
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.nat(2), { minLength: 1, maxLength: 16 }),
          fc.integer({ min: 1, max: 5 }),
          async (writers, snapshotAfter) => {
            const managers = hosts.map((at) => manager(at, snapshotAfter));
            const [home] = managers;
            if (home === undefined) throw new Error('no host');
            const { sessionId } = await home.create('x');
            const texts = writers.map((host, i) => `${host} ${i}`);
            await Promise.all(
              managers.map(async (one, host) => {
                for (const text of texts)
                  if (text.startsWith(`${host} `)) await one.append(sessionId, step('t', text));
              }),
            );
            const found = textsOf((await home.load(sessionId)).events);
            expect([...found].sort()).toEqual([...texts].sort());
            for (const host of [0, 1, 2]) {
              const mine = (text: string): boolean => text.startsWith(`${host} `);
              expect(found.filter(mine)).toEqual(texts.filter(mine));
            }
            await home.delete(sessionId);
          },
        ),
        { numRuns: 8 },
      );
      expect((await keysOf()).filter((key) => key.includes('.head.'))).toEqual([]);
    });
  });
}
