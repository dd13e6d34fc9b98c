// What a tier on a server keeps when that server is killed and started again, or does not answer for a while.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RevisionConflictError } from '../../../runtime/ports/index.js';
import type { Tier } from '../../../runtime/tiers/index.js';
import type { TestServer } from '../../conformance/tiers/servers.js';
import { eventually, settle } from '../../support/waiting.js';
import { tell } from './faults-run.js';
import { openPlace, type Place } from './worker.js';

const { signal } = new AbortController();

export function brokerSpec(name: string, server: () => TestServer, freshPlace: () => Place): void {
  describe(`the server is killed, ${name}`, () => {
    let tier: Tier;
    beforeEach(async () => {
      tier = await openPlace(freshPlace());
    });
    afterEach(() => tier.close());

    test('no accepted task is lost, and none is done twice', async () => {
      const accepted = new Set<string>();
      const offered = Array.from({ length: 150 }, async (_, i) => {
        await settle(i * 2);
        accepted.add(await tier.tasks.enqueue({ queue: 'q', payload: i }));
      });
      await eventually(() => expect(accepted.size).toBeGreaterThan(30));
      await server().kill();
      await settle(100);
      await server().restart();
      await Promise.all(offered);
      expect(accepted.size).toBe(150);
      const done: string[] = [];
      while (done.length < 150) {
        const lease = await tier.tasks.lease('q', { leaseMs: 60_000, signal });
        await lease?.complete(null);
        done.push(lease?.taskId ?? '');
      }
      expect(new Set(done)).toEqual(accepted);
      tell(`server killed, ${name}`, { accepted: accepted.size, done: done.length, lost: 0 });
    });

    test('a lease outlives the server: its word counts afterwards', async () => {
      const id = await tier.tasks.enqueue({ queue: 'q', payload: 'x' });
      const lease = await tier.tasks.lease('q', { leaseMs: 60_000, signal });
      await server().kill();
      await server().restart();
      await lease?.complete('kept');
      expect(await tier.tasks.outcome(id, signal)).toEqual({ state: 'done', result: 'kept' });
    });

    test('subscribers and watchers go on where they were', async () => {
      const heard: unknown[] = [];
      const shared: unknown[] = [];
      const changes: unknown[] = [];
      await tier.bus.subscribe('a', ({ payload }) => Promise.resolve(void heard.push(payload)));
      await tier.bus.subscribe('a', ({ payload }) => Promise.resolve(void shared.push(payload)), {
        group: 'g',
      });
      await tier.state.watch('', ({ value }) => changes.push(value));
      await tier.bus.publish('a', 1);
      await tier.state.put('k', 1);
      await eventually(() => expect([heard, shared, changes]).toEqual([[1], [1], [1]]));
      await server().kill();
      await server().restart();
      await tier.bus.publish('a', 2);
      await tier.state.put('k', 2);
      await eventually(() =>
        expect([heard, shared, changes]).toEqual([
          [1, 2],
          [1, 2],
          [1, 2],
        ]),
      );
    });

    test('history: counters that many add to by conditional writes lose nothing that was accepted', async () => {
      let added = 0;
      const addOne = async (key: string): Promise<void> => {
        for (;;) {
          const entry = await tier.state.get(key);
          try {
            const next = Number(entry?.value ?? 0) + 1;
            await tier.state.put(key, next, { ifRevision: entry?.revision ?? 0 });
            added++;
            return;
          } catch (error) {
            if (!(error instanceof RevisionConflictError)) throw error;
          }
        }
      };
      const adding = Array.from({ length: 6 }, async (_, i) => {
        for (let n = 0; n < 20; n++) {
          await addOne(`n${i % 2}`);
          await settle(3);
        }
      });
      await eventually(() => expect(added).toBeGreaterThan(20));
      await server().kill();
      await server().restart();
      await Promise.all(adding);
      const sums = (await tier.state.list('n')).map(({ value }) => Number(value));
      expect(sums).toEqual([60, 60]);
    });

    test('a server that does not answer for a moment costs nothing but the moment', async () => {
      await tier.state.put('k', 1);
      server().pause();
      const writing = tier.state.put('k', 2);
      await settle(200);
      server().resume();
      await writing;
      expect((await tier.state.get('k'))?.value).toBe(2);
    });
  });
}
