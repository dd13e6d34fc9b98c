// What every tier's task queue promises.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TaskDraft, TaskLease, TaskQueue } from '../../../runtime/ports/index.js';
import { LeaseLostError, QueueFullError } from '../../../runtime/ports/index.js';
import { eventually, type OpenPort, settle } from './support.js';

const LONG = 60_000;
const SHORT = 30;

/** Opens a queue, with room for `maxWaiting` tasks where it is given. */
export type OpenQueue = (maxWaiting?: number) => ReturnType<OpenPort<TaskQueue>>;

export function taskQueueSpec(tier: string, openQueue: OpenQueue): void {
  describe(`task queue, ${tier}`, () => {
    let queue: TaskQueue;
    const { signal } = new AbortController();
    beforeEach(async () => {
      queue = await openQueue();
    });
    afterEach(() => queue.close());

    const add = (payload: string, rest: Partial<TaskDraft> = {}) =>
      queue.enqueue({ queue: 'q', payload, ...rest });
    const take = async (leaseMs = LONG): Promise<TaskLease> => {
      const lease = await queue.lease('q', { leaseMs, signal });
      if (lease === undefined) throw new Error('no lease');
      return lease;
    };
    /** Takes nothing, because nothing may be taken now. */
    const expectNothing = async (): Promise<void> => {
      const stop = new AbortController();
      const waiting = queue.lease('q', { leaseMs: LONG, signal: stop.signal });
      await settle();
      stop.abort();
      expect(await waiting).toBeUndefined();
    };

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

    test('a duplicate of an unfinished task is the same task', async () => {
      const first = await add('one', { dedupeKey: 'd' });
      expect(await add('two', { dedupeKey: 'd' })).toBe(first);
      const lease = await take();
      expect(await add('three', { dedupeKey: 'd' })).toBe(first);
      await lease.complete(null);
      expect(await add('four', { dedupeKey: 'd' })).not.toBe(first);
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
      const small = await openQueue(2);
      const put = () => small.enqueue({ queue: 'q', payload: 'x' });
      await put();
      await put();
      await expect(put()).rejects.toThrow(QueueFullError);
      await small.lease('q', { leaseMs: LONG, signal });
      await put();
      await small.close();
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
  });
}
