// What a key of a task keeps from happening twice.
import { beforeEach, describe, expect, test } from 'vitest';
import type { TaskQueue } from '../../../runtime/ports/index.js';
import { queueHelpers } from './queue-helpers.js';
import { type Harness, useNamespace } from './support.js';

export function taskDuplicatesSpec(harness: Harness): void {
  describe(`duplicates of tasks, ${harness.name}`, () => {
    const { tier } = useNamespace(harness);
    let queue: TaskQueue;
    const { add, take, expectNothing } = queueHelpers(() => queue);

    beforeEach(() => {
      queue = tier().tasks;
    });

    test('a duplicate of an unfinished task is the same task', async () => {
      const first = await add('one', { dedupeKey: 'd' });
      expect(await add('two', { dedupeKey: 'd' })).toBe(first);
      const lease = await take();
      expect(await add('three', { dedupeKey: 'd' })).toBe(first);
      await lease.complete(null);
      expect(await add('four', { dedupeKey: 'd' })).not.toBe(first);
    });

    test('of many duplicates enqueued at once one is a task', async () => {
      const ids = await Promise.all(
        Array.from({ length: 10 }, (_, i) => add(`d${i}`, { dedupeKey: 'same' })),
      );
      expect(new Set(ids).size).toBe(1);
      await (await take()).complete(null);
      await expectNothing();
    });

    test('duplicates of different queues are different tasks', async () => {
      const here = await add('x', { dedupeKey: 'd' });
      expect(await queue.enqueue({ queue: 'other', payload: 'x', dedupeKey: 'd' })).not.toBe(here);
    });

    test('a dead letter that is put back leaves its key to the task that has it now', async () => {
      const first = await add('first', { dedupeKey: 'd' });
      await (await take()).fail('cannot');
      const second = await add('second', { dedupeKey: 'd' });
      await queue.requeue(first);
      expect(await add('third', { dedupeKey: 'd' })).toBe(second);
      await (await take()).complete(null);
      expect(await add('fourth', { dedupeKey: 'd' })).toBe(second);
      await (await take()).complete(null);
      expect([first, second]).not.toContain(await add('fifth', { dedupeKey: 'd' }));
    });
  });
}
