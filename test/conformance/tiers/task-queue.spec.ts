// What every tier's task queue promises.
import { beforeEach, describe, expect, test } from 'vitest';
import type { TaskQueue } from '../../../runtime/ports/index.js';
import { LeaseLostError, QueueFullError } from '../../../runtime/ports/index.js';
import { eventually, settle } from '../../support/waiting.js';
import { LONG, queueHelpers, SHORT } from './queue-helpers.js';
import { type Harness, HOSTILE_NAMES, useNamespace } from './support.js';

export function taskQueueSpec(harness: Harness): void {
  describe(`task queue, ${harness.name}`, () => {
    const { tier, apart } = useNamespace(harness);
    let queue: TaskQueue;
    const { signal } = new AbortController();
    beforeEach(() => {
      queue = tier().tasks;
    });

    const { add, take, expectNothing } = queueHelpers(() => queue);

    test('many tasks come in the order in which they were enqueued', async () => {
      const names = Array.from({ length: 30 }, (_, i) => `t${i}`);
      for (const name of names) await add(name);
      const taken: unknown[] = [];
      for (const _ of names) taken.push((await take()).payload);
      expect(taken).toEqual(names);
    });

    test('nothing is a payload and a result too', async () => {
      const id = await queue.enqueue({ queue: 'q', payload: null });
      const lease = await take();
      expect(lease.payload).toBeNull();
      await lease.complete(null);
      expect(await queue.outcome(id, signal)).toEqual({ state: 'done', result: null });
    });

    test('a task that waits for its time can be cancelled, and frees its key', async () => {
      const id = await add('later', { delayMs: LONG, dedupeKey: 'd' });
      await queue.cancel(id);
      expect(await queue.look(id)).toEqual({ state: 'cancelled' });
      expect(await add('again', { dedupeKey: 'd' })).not.toBe(id);
      expect((await take()).payload).toBe('again');
    });

    test('each queue has dead letters of its own', async () => {
      const id = await add('bad');
      await (await take()).fail('cannot');
      expect(await queue.deadLetters('other')).toEqual([]);
      expect((await queue.deadLetters('q')).map(({ taskId }) => taskId)).toEqual([id]);
    });

    test('a task can be looked at without waiting: open, then as it ended', async () => {
      const id = await add('x');
      expect(await queue.look(id)).toEqual({ state: 'open' });
      const lease = await take();
      expect(await queue.look(id)).toEqual({ state: 'open' });
      await lease.complete('r');
      expect(await queue.look(id)).toEqual({ state: 'done', result: 'r' });
      await expect(queue.look('tsk_none')).rejects.toThrow();
    });

    test('a task is delivered, completed, and its result told to everybody who asks', async () => {
      const id = await add('work');
      const early = queue.outcome(id, signal);
      const lease = await take();
      expect(lease).toMatchObject({ taskId: id, queue: 'q', payload: 'work', attempt: 1 });
      await lease.complete({ answer: 42 });
      const done = { state: 'done', result: { answer: 42 } };
      expect(await early).toEqual(done);
      expect(await queue.outcome(id, signal)).toEqual(done);
      await expectNothing();
      expect(lease.signal.aborted).toBe(false); // nobody took it away
    });

    test('a worker that came first gets the task that comes later', async () => {
      const waiting = take();
      await add('late');
      expect((await waiting).payload).toBe('late');
    });

    test('higher priority first, then older', async () => {
      await add('old');
      await add('new');
      await add('urgent', { priority: 5 });
      const order = [(await take()).payload, (await take()).payload, (await take()).payload];
      expect(order).toEqual(['urgent', 'old', 'new']);
    });

    test('queues are separate', async () => {
      await queue.enqueue({ queue: 'other', payload: 'x' });
      await expectNothing();
    });

    test('a delayed task is not delivered before its time', async () => {
      await add('later', { delayMs: 500 });
      await expectNothing();
      expect((await take()).payload).toBe('later');
    });

    test('tasks of one order key run one after the other, in order, also through retries', async () => {
      await add('a1', { orderKey: 'a' });
      await add('a2', { orderKey: 'a', priority: 9 });
      await add('b1', { orderKey: 'b' });
      const first = await take();
      expect(first.payload).toBe('a1');
      expect((await take()).payload).toBe('b1');
      await expectNothing();
      await first.retry('once more');
      const again = await take();
      expect(again.payload).toBe('a1');
      await again.complete(null);
      expect((await take()).payload).toBe('a2');
    });

    test('at most one worker holds a task', async () => {
      for (let i = 0; i < 10; i++) await add(`t${i}`);
      const leases = await Promise.all(Array.from({ length: 10 }, () => take()));
      expect(new Set(leases.map((lease) => lease.taskId)).size).toBe(10);
      await expectNothing();
    });

    test('a worker that falls silent loses the task: another gets it, with a higher token', async () => {
      await add('work');
      const silent = await take(SHORT);
      const next = await take();
      expect(next).toMatchObject({ taskId: silent.taskId, attempt: 2 });
      expect(next.fencingToken).toBeGreaterThan(silent.fencingToken);
      expect(silent.signal.aborted).toBe(true);
      for (const word of [
        () => silent.heartbeat(),
        () => silent.complete('stale'),
        () => silent.retry('stale'),
        () => silent.fail('stale'),
      ]) {
        await expect(word()).rejects.toThrow(LeaseLostError);
      }
      await next.complete('fresh');
      expect(await queue.outcome(next.taskId, signal)).toEqual({ state: 'done', result: 'fresh' });
    });

    test('heartbeats keep a task', async () => {
      await add('work');
      const lease = await take(500);
      for (let i = 0; i < 10; i++) {
        await settle(60);
        await lease.heartbeat();
      }
      expect(lease.signal.aborted).toBe(false);
      await lease.complete('done');
    });

    test('an ended task is ended: nothing more can be said about it', async () => {
      await add('work');
      const lease = await take();
      await lease.complete(1);
      await expect(lease.complete(2)).rejects.toThrow(LeaseLostError);
      expect(await queue.outcome(lease.taskId, signal)).toMatchObject({ result: 1 });
    });

    test('out of attempts, a task goes to the dead letters, by retries and by silence', async () => {
      const id = await add('hard', { maxAttempts: 2 });
      await (await take()).retry('first');
      await take(SHORT);
      expect(await queue.outcome(id, signal)).toMatchObject({ state: 'failed' });
      expect(await queue.deadLetters('q')).toMatchObject([
        { taskId: id, payload: 'hard', attempts: 2 },
      ]);
    });

    test('a failed task goes there at once, and can be put back with its attempts reset', async () => {
      const id = await add('work');
      await (await take()).fail('cannot');
      expect(await queue.outcome(id, signal)).toEqual({ state: 'failed', reason: 'cannot' });
      expect(await queue.deadLetters('q')).toMatchObject([{ reason: 'cannot', attempts: 1 }]);
      await queue.requeue(id);
      expect(await queue.deadLetters('q')).toEqual([]);
      const lease = await take();
      expect(lease.attempt).toBe(1);
      expect(lease.fencingToken).toBeGreaterThan(1);
      await lease.complete('now');
      expect(await queue.outcome(id, signal)).toEqual({ state: 'done', result: 'now' });
    });

    test('a dead letter that is discarded is gone for good, and nobody gets it again', async () => {
      const id = await add('work');
      await expect(queue.discard(id)).rejects.toThrow(id); // it is none yet
      await (await take()).fail('cannot');
      await queue.discard(id);
      expect(await queue.deadLetters('q')).toEqual([]);
      expect(await queue.look(id)).toEqual({ state: 'cancelled' });
      await expectNothing();
      await expect(queue.requeue(id)).rejects.toThrow(id);
      await expect(queue.discard(id)).rejects.toThrow(id);
    });

    test('a retry waits as long as it was told', async () => {
      await add('work');
      await (await take()).retry('later', 500);
      await expectNothing();
      expect((await take()).attempt).toBe(2);
    });

    test('a cancelled task is not delivered; its worker is told and its word refused', async () => {
      const waiting = await add('waiting');
      await queue.cancel(waiting);
      await expectNothing();
      expect(await queue.outcome(waiting, signal)).toEqual({ state: 'cancelled' });
      const running = await add('running');
      const lease = await take();
      await queue.cancel(running);
      expect(lease.signal.aborted).toBe(true);
      await expect(lease.complete(1)).rejects.toThrow(LeaseLostError);
      expect(await queue.outcome(running, signal)).toEqual({ state: 'cancelled' });
    });

    test('a full queue refuses, and takes again when there is room', async () => {
      const small = (await apart({ maxWaitingTasks: 2 })).tasks;
      const put = () => small.enqueue({ queue: 'q', payload: 'x' });
      await put();
      await put();
      await expect(put()).rejects.toThrow(QueueFullError);
      await small.lease('q', { leaseMs: LONG, signal });
      await put();
    });

    test('waiting for an outcome ends with its signal; unknown tasks are said to be unknown', async () => {
      const stop = new AbortController();
      const waiting = queue.outcome(await add('work'), stop.signal);
      stop.abort();
      await expect(waiting).rejects.toThrow();
      await expect(queue.outcome('tsk_none', signal)).rejects.toThrow('tsk_none');
    });

    test('closing tells workers and ends every wait', async () => {
      const id = await add('work');
      const lease = await take();
      const worker = queue.lease('q', { leaseMs: LONG, signal });
      const ended = expect(queue.outcome(id, signal)).rejects.toThrow();
      await queue.close();
      expect(lease.signal.aborted).toBe(true);
      expect(await worker).toBeUndefined();
      await ended;
      await expect(add('more')).rejects.toThrow();
      await eventually(() => expect(lease.complete(1)).rejects.toThrow(LeaseLostError));
    });

    test('a payload and a result of a megabyte come through', async () => {
      const large = 'z'.repeat(2 ** 20);
      const id = await add(large);
      const lease = await take();
      expect(lease.payload).toBe(large);
      await lease.complete({ large });
      expect(await queue.outcome(id, signal)).toEqual({ state: 'done', result: { large } });
    });

    test('any name will do for queues, order keys and duplicates', async () => {
      for (const name of HOSTILE_NAMES) {
        const task = { queue: name, payload: name, dedupeKey: name, orderKey: name };
        const id = await queue.enqueue(task);
        expect(await queue.enqueue(task)).toBe(id);
        const lease = await queue.lease(name, { leaseMs: LONG, signal });
        expect(lease).toMatchObject({ taskId: id, queue: name, payload: name });
        await lease?.fail(name);
        expect(await queue.deadLetters(name)).toMatchObject([{ taskId: id, reason: name }]);
      }
    });

    test('of an order key nothing overtakes a first task that waits for its time', async () => {
      await add('first', { orderKey: 'a', delayMs: 700 });
      await add('second', { orderKey: 'a' });
      await add('free');
      expect((await take()).payload).toBe('free');
      await expectNothing();
      const first = await take();
      expect(first.payload).toBe('first');
      await first.complete(null);
      expect((await take()).payload).toBe('second');
    });

    test('a cancelled or failed task lets the next one of its order key run', async () => {
      const first = await add('first', { orderKey: 'a' });
      await add('second', { orderKey: 'a' });
      await add('third', { orderKey: 'a' });
      await queue.cancel(first);
      const second = await take();
      expect(second.payload).toBe('second');
      await expectNothing();
      await second.fail('no');
      expect((await take()).payload).toBe('third');
    });

    test('a dead letter that is put back waits while another of its order key runs', async () => {
      const first = await add('first', { orderKey: 'a' });
      await add('second', { orderKey: 'a' });
      await (await take()).fail('no');
      const second = await take();
      await queue.requeue(first);
      await expectNothing();
      await second.complete(null);
      expect((await take()).payload).toBe('first');
    });

    test('priority may be negative, and counts among tasks of one time only', async () => {
      await add('low', { priority: -3 });
      await add('plain');
      await add('high', { priority: 1000 });
      await add('top later', { priority: 2000, delayMs: 150 });
      const order = [];
      for (let i = 0; i < 4; i++) order.push((await take()).payload);
      expect(order).toEqual(['high', 'plain', 'low', 'top later']);
    });

    test('workers side by side do every task once, and no order key twice at a time', async () => {
      const ran: string[] = [];
      const running = new Set<string>();
      const stop = new AbortController();
      const worker = async (): Promise<void> => {
        for (;;) {
          const lease = await queue.lease('q', { leaseMs: LONG, signal: stop.signal });
          if (lease === undefined) return;
          const name = JSON.stringify(lease.payload).slice(1, -1);
          const lane = name.slice(0, 1);
          expect(running.has(lane)).toBe(false);
          running.add(lane);
          await settle(1);
          running.delete(lane);
          ran.push(name);
          await lease.complete(null);
        }
      };
      const workers = Array.from({ length: 4 }, worker);
      const names = Array.from({ length: 40 }, (_, i) => `${'abcde'.charAt(i % 5)}${i}`);
      for (const name of names) await add(name, { orderKey: name.slice(0, 1) });
      await eventually(() => expect(ran).toHaveLength(40));
      stop.abort();
      await Promise.all(workers);
      for (const lane of 'abcde') {
        const mine = (name: string): boolean => name.startsWith(lane);
        expect(ran.filter(mine)).toEqual(names.filter(mine));
      }
    });

    test('a dead letter says why, and how often it was tried', async () => {
      const id = await add('hard', { maxAttempts: 3 });
      for (const reason of ['one', 'two', 'three']) await (await take()).retry(reason);
      expect(await queue.outcome(id, signal)).toEqual({ state: 'failed', reason: 'three' });
      expect(await queue.deadLetters('q')).toEqual([
        { taskId: id, payload: 'hard', reason: 'three', attempts: 3 },
      ]);
      await expectNothing();
    });

    test('only a dead letter can be put back', async () => {
      const id = await add('work');
      await expect(queue.requeue(id)).rejects.toThrow(id);
      await (await take()).complete(null);
      await expect(queue.requeue(id)).rejects.toThrow(id);
      await expect(queue.requeue('tsk_none')).rejects.toThrow('tsk_none');
      await expect(queue.cancel('tsk_none')).rejects.toThrow('tsk_none');
    });

    test('cancelling what has ended changes nothing', async () => {
      const id = await add('work');
      await (await take()).complete('done');
      await queue.cancel(id);
      expect(await queue.outcome(id, signal)).toEqual({ state: 'done', result: 'done' });
    });

    test('a retried task keeps its place among the others', async () => {
      await add('old');
      await add('new');
      await (await take()).retry('again');
      expect((await take()).payload).toBe('old');
      expect((await take()).payload).toBe('new');
    });

    test('every lease of a task has a higher token, whatever ended the one before', async () => {
      const id = await add('work', { maxAttempts: 9 });
      const tokens: number[] = [];
      const first = await take();
      tokens.push(first.fencingToken);
      await first.retry('again');
      tokens.push((await take(SHORT)).fencingToken);
      const third = await take();
      tokens.push(third.fencingToken);
      await third.fail('no');
      await queue.requeue(id);
      tokens.push((await take()).fencingToken);
      expect(tokens).toEqual([...new Set(tokens)].sort((a, b) => a - b));
    });

    test('a worker that waits no longer leaves the task to the next', async () => {
      const stop = new AbortController();
      const gone = queue.lease('q', { leaseMs: LONG, signal: stop.signal });
      stop.abort();
      expect(await gone).toBeUndefined();
      expect(await queue.lease('q', { leaseMs: LONG, signal: stop.signal })).toBeUndefined();
      await add('work');
      expect((await take()).attempt).toBe(1);
    });
  });
}
