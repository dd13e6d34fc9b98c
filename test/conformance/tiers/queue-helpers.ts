// Short words for what the tests of a queue do all the time.
import { expect } from 'vitest';
import type { TaskDraft, TaskLease, TaskQueue } from '../../../runtime/ports/index.js';
import { settle } from '../../support/waiting.js';

export const LONG = 60_000;
export const SHORT = 30;

/** Adds to, takes from and looks at the queue `q` of a task queue. */
export function queueHelpers(queue: () => TaskQueue) {
  const { signal } = new AbortController();
  const add = (payload: string, rest: Partial<TaskDraft> = {}) =>
    queue().enqueue({ queue: 'q', payload, ...rest });
  const take = async (leaseMs = LONG, from = queue()): Promise<TaskLease> => {
    const lease = await from.lease('q', { leaseMs, signal });
    if (lease === undefined) throw new Error('no lease');
    return lease;
  };
  /** Takes nothing, because nothing may be taken now. */
  const expectNothing = async (): Promise<void> => {
    const stop = new AbortController();
    const waiting = queue().lease('q', { leaseMs: LONG, signal: stop.signal });
    await settle();
    stop.abort();
    expect(await waiting).toBeUndefined();
  };
  return { add, take, expectNothing };
}
