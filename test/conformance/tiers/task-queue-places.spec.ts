// What a task queue promises over restarts and between several places.
import { beforeEach, describe, expect, test } from 'vitest';
import type { TaskQueue } from '../../../runtime/ports/index.js';
import { LeaseLostError, QueueFullError } from '../../../runtime/ports/index.js';
import { eventually, settle } from '../../support/waiting.js';
import { LONG, queueHelpers, SHORT } from './queue-helpers.js';
import { type Harness, useNamespace } from './support.js';

export function taskQueuePlacesSpec(harness: Harness): void {
  const { durable, reach } = harness.capabilities;
  if (!durable && reach === 'process') return;
  describe(`task queue in several places, ${harness.name}`, () => {
    const { tier, another, apart } = useNamespace(harness);
    let queue: TaskQueue;
    const { signal } = new AbortController();
    beforeEach(() => {
      queue = tier().tasks;
    });
    const { add, take, expectNothing } = queueHelpers(() => queue);

    if (durable) {
      test('tasks, their order, outcomes and dead letters are there after a restart', async () => {
        const done = await add('done');
        await (await take()).complete({ kept: true });
        const dead = await add('dead');
        await (await take()).fail('why');
        await add('a1', { orderKey: 'a' });
        await add('a2', { orderKey: 'a' });
        const twin = await add('urgent', { priority: 4, dedupeKey: 'd' });
        await add('later', { delayMs: 50 });
        await tier().close();
        queue = (await another()).tasks;
        expect(await queue.outcome(done, signal)).toEqual({
          state: 'done',
          result: { kept: true },
        });
        expect(await queue.deadLetters('q')).toMatchObject([{ taskId: dead, reason: 'why' }]);
        expect(await add('again', { dedupeKey: 'd' })).toBe(twin);
        expect((await take()).payload).toBe('urgent');
        expect((await take()).payload).toBe('a1');
        expect((await take()).payload).toBe('later');
        await expectNothing();
      });

      test('a task whose worker went away with its process comes again', async () => {
        await add('work');
        const before = await take(100);
        await tier().close();
        queue = (await another()).tasks;
        const after = await take();
        expect(after).toMatchObject({ taskId: before.taskId, attempt: 2 });
        expect(after.fencingToken).toBeGreaterThan(before.fencingToken);
      });
    }

    if (reach !== 'process') {
      test('whoever looks at a task sees what has been done elsewhere before', async () => {
        const other = (await another()).tasks;
        for (let round = 0; round < 20; round++) {
          const id = await add('work');
          await other.look(id);
          await (await take()).complete(round);
          expect(await other.look(id)).toEqual({ state: 'done', result: round });
        }
      });

      test('a task reaches a worker elsewhere, and its result comes back', async () => {
        const other = (await another()).tasks;
        const waiting = take(LONG, other);
        const id = await add('work');
        const outcome = queue.outcome(id, signal);
        await (await waiting).complete('from elsewhere');
        expect(await outcome).toEqual({ state: 'done', result: 'from elsewhere' });
      });

      test('a worker is told when its task is cancelled elsewhere, and cannot end it', async () => {
        const other = (await another()).tasks;
        const id = await add('work');
        const lease = await take();
        await other.cancel(id);
        await eventually(() => expect(lease.signal.aborted).toBe(true));
        await expect(lease.complete(1)).rejects.toThrow(LeaseLostError);
        expect(await queue.outcome(id, signal)).toEqual({ state: 'cancelled' });
      });

      test('a silent worker loses its task to one elsewhere', async () => {
        const other = (await another()).tasks;
        await add('work');
        const silent = await take(SHORT);
        const next = await take(LONG, other);
        expect(next.fencingToken).toBeGreaterThan(silent.fencingToken);
        await expect(silent.complete('stale')).rejects.toThrow(LeaseLostError);
        await next.complete('fresh');
        expect(await queue.outcome(next.taskId, signal)).toMatchObject({ result: 'fresh' });
      });

      test('duplicates and limits count over all places', async () => {
        const here = (await apart({ maxWaitingTasks: 2 })).tasks;
        const id = await add('x', { dedupeKey: 'd' });
        const other = (await another({ maxWaitingTasks: 2 })).tasks;
        const ids = await Promise.all(
          [queue, other, queue, other].map((at) =>
            at.enqueue({ queue: 'q', payload: 'x', dedupeKey: 'd' }),
          ),
        );
        expect(new Set(ids)).toEqual(new Set([id]));
        await add('y');
        await eventually(async () => {
          await expect(other.enqueue({ queue: 'q', payload: 'z' })).rejects.toThrow(QueueFullError);
        });
        await here.enqueue({ queue: 'q', payload: 'free' });
      });

      test('workers in several places do every task once, order keys one by one', async () => {
        const places = [queue, (await another()).tasks, (await another()).tasks];
        const ran: string[] = [];
        const running = new Set<string>();
        const stop = new AbortController();
        const worker = async (at: TaskQueue): Promise<void> => {
          for (;;) {
            const lease = await at.lease('q', { leaseMs: LONG, signal: stop.signal });
            if (lease === undefined) return;
            const name = JSON.stringify(lease.payload).slice(1, -1);
            const lane = name.slice(0, 1);
            if (running.has(lane)) ran.push(`two at a time: ${name}`);
            running.add(lane);
            await settle(1);
            running.delete(lane);
            ran.push(name);
            await lease.complete(null);
          }
        };
        const workers = places.flatMap((at) => [worker(at), worker(at)]);
        const names = Array.from({ length: 60 }, (_, i) => `${'abcde'.charAt(i % 5)}${i}`);
        for (const name of names) await add(name, { orderKey: name.slice(0, 1) });
        await eventually(() => expect(ran.length).toBeGreaterThanOrEqual(60));
        stop.abort();
        await Promise.all(workers);
        for (const lane of 'abcde') {
          const mine = (name: string): boolean => name.startsWith(lane);
          expect(ran.filter(mine)).toEqual(names.filter(mine));
        }
        expect(ran).toHaveLength(60);
      });
    }
  });
}
