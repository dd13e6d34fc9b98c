// What a queue hands over to another tier, and what it makes of what it is handed.
import { beforeEach, describe, expect, test } from 'vitest';
import type { TaskQueue } from '../../../runtime/ports/index.js';
import { LONG, queueHelpers } from './queue-helpers.js';
import { type Harness, useNamespace } from './support.js';

export function taskRecordsSpec(harness: Harness): void {
  describe(`tasks on their way between tiers, ${harness.name}`, () => {
    const { tier, apart } = useNamespace(harness);
    let queue: TaskQueue;
    const { signal } = new AbortController();
    const { add, take } = queueHelpers(() => queue);

    beforeEach(() => {
      queue = tier().tasks;
    });

    /** One task of every kind, in the order in which a dump has them; their ids. */
    async function oneOfEach(): Promise<Record<string, string>> {
      const done = await add('done');
      await (await take()).complete({ n: 1 });
      const failed = await add('failed');
      await (await take()).fail('cannot');
      const cancelled = await add('cancelled');
      await queue.cancel(cancelled);
      const leased = await add('leased', { maxAttempts: 9 });
      await (await take()).retry('again');
      await take();
      const first = await add('first', { orderKey: 'lane', priority: -2, dedupeKey: 'twin' });
      const second = await add('second', { orderKey: 'lane' });
      const later = await add('later', { delayMs: LONG });
      return { done, failed, cancelled, leased, first, second, later };
    }

    test('a dump has every task as it is, in order of enqueueing', async () => {
      const ids = await oneOfEach();
      const common = { queue: 'q', priority: 0, maxAttempts: 5, attempts: 0, fencingToken: 0 };
      const once = { ...common, attempts: 1, fencingToken: 1, dueInMs: 0 };
      const dump = await queue.dump();
      expect(dump).toEqual([
        { ...once, taskId: ids['done'], payload: 'done', state: 'done', result: { n: 1 } },
        { ...once, taskId: ids['failed'], payload: 'failed', state: 'failed', reason: 'cannot' },
        {
          ...common,
          taskId: ids['cancelled'],
          payload: 'cancelled',
          state: 'cancelled',
          dueInMs: 0,
        },
        {
          ...common,
          taskId: ids['leased'],
          payload: 'leased',
          state: 'leased',
          dueInMs: 0,
          maxAttempts: 9,
          attempts: 2,
          fencingToken: 2,
        },
        {
          ...common,
          taskId: ids['first'],
          payload: 'first',
          state: 'waiting',
          dueInMs: 0,
          orderKey: 'lane',
          priority: -2,
          dedupeKey: 'twin',
        },
        {
          ...common,
          taskId: ids['second'],
          payload: 'second',
          state: 'waiting',
          dueInMs: 0,
          orderKey: 'lane',
        },
        {
          ...common,
          taskId: ids['later'],
          payload: 'later',
          state: 'waiting',
          dueInMs: expect.any(Number) as number,
        },
      ]);
      expect(dump.at(-1)?.dueInMs).toBeGreaterThan(LONG / 2);
      expect(dump.at(-1)?.dueInMs).toBeLessThanOrEqual(LONG);
    });

    test('what is adopted goes on where it was: outcome, attempts, token, order, duplicates', async () => {
      const ids = await oneOfEach();
      const records = await queue.dump();
      queue = (await apart()).tasks;
      const own = await add('own');
      for (const record of records) expect(await queue.adopt(record)).toBe(true);
      for (const record of records) expect(await queue.adopt(record)).toBe(false);
      const dump = await queue.dump();
      expect(dump.map(({ taskId }) => taskId)).toEqual([own, ...Object.values(ids)]);
      const id = (name: string): string => ids[name] ?? '';
      expect(await queue.look(id('done'))).toEqual({ state: 'done', result: { n: 1 } });
      expect(await queue.look(id('cancelled'))).toEqual({ state: 'cancelled' });
      expect(await queue.deadLetters('q')).toEqual([
        { taskId: id('failed'), payload: 'failed', reason: 'cannot', attempts: 1 },
      ]);
      expect(await add('another', { dedupeKey: 'twin' })).toBe(id('first'));
      expect((await take()).taskId).toBe(own);
      // Nobody here holds what was leased there, and its old token is worth less than the next one.
      expect(await take()).toMatchObject({ taskId: id('leased'), attempt: 3, fencingToken: 3 });
      const first = await take();
      expect(first.taskId).toBe(id('first'));
      await first.complete('ended');
      expect(await queue.outcome(id('first'), signal)).toEqual({ state: 'done', result: 'ended' });
      expect((await take()).taskId).toBe(id('second'));
      await queue.requeue(id('failed'));
      expect(await take()).toMatchObject({ taskId: id('failed'), attempt: 1, fencingToken: 2 });
    });

    test('an adopted task leaves its key to an unfinished one that has it there', async () => {
      const { tasks } = tier();
      const here = await tasks.enqueue({ queue: 'q', payload: 'here', dedupeKey: 'd' });
      const other = (await apart()).tasks;
      const away = await other.enqueue({ queue: 'q', payload: 'away', dedupeKey: 'd' });
      const [record] = await other.dump();
      if (record === undefined) throw new Error('nothing is dumped');
      expect(await tasks.adopt(record)).toBe(true);
      expect(await tasks.enqueue({ queue: 'q', payload: 'again', dedupeKey: 'd' })).toBe(here);
      expect(await tasks.look(away)).toEqual({ state: 'open' });
    });

    test('an adopted task that waits for its time is not delivered before', async () => {
      const record = { queue: 'q', payload: 'x', priority: 0, maxAttempts: 5, attempts: 0 };
      const waiting = { ...record, fencingToken: 0, state: 'waiting', dueInMs: 600 } as const;
      await queue.adopt({ ...waiting, taskId: 'tsk_elsewhere~0a' });
      await queue.adopt({ ...waiting, taskId: 'tsk_now', dueInMs: 0 });
      expect((await take()).taskId).toBe('tsk_now');
      expect((await take()).taskId).toBe('tsk_elsewhere~0a');
    });
  });
}
