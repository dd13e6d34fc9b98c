// Any series of commands has on every tier the effect that it has on a model of a few lines.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../runtime/core/index.js';
import type { StateChange, TaskLease, TaskRecord } from '../../../runtime/ports/index.js';
import { RevisionConflictError } from '../../../runtime/ports/index.js';
import type { Tier } from '../../../runtime/tiers/index.js';
import { eventually, settle } from '../../support/waiting.js';
import { type Harness } from './support.js';

const RUNS = 12;
const LONG = 60_000;

const stateCommand = fc.record({
  kind: fc.constantFrom('put', 'put', 'put', 'delete', 'get', 'list', 'transact', 'transact'),
  key: fc.constantFrom('a', 'a.b', 'a.b.c', 'ab', '*', 'b:1', ''),
  // As JSON keeps it: it knows no -0.
  value: fc.jsonValue({ maxDepth: 1 }).map((value) => JSON.parse(JSON.stringify(value)) as Json),
  expect: fc.constantFrom('any', 'any', 'absent', 'present', 'stale'),
  /** What else a transaction writes: a value, or nothing to delete it. */
  others: fc.uniqueArray(
    fc.record({ key: fc.constantFrom('a', 'ab', 'c'), value: fc.constantFrom(undefined, 1, 'x') }),
    { selector: ({ key }) => key, maxLength: 3 },
  ),
});

const taskCommand = fc.record({
  kind: fc.constantFrom(
    ...(['enqueue', 'enqueue', 'enqueue', 'lease', 'lease', 'complete', 'retry', 'fail'] as const),
    ...(['cancel', 'requeue', 'heartbeat', 'enqueueLater', 'retryLater'] as const),
    ...(['discard', 'dump', 'look'] as const),
  ),
  pick: fc.nat(20),
  priority: fc.constantFrom(0, 0, 1, -1, 7),
  orderKey: fc.constantFrom(undefined, undefined, 'x', 'y'),
  dedupeKey: fc.constantFrom(undefined, undefined, undefined, 'd'),
  maxAttempts: fc.constantFrom(1, 2, 5),
});

interface ModelTask {
  readonly id: string;
  readonly command: { readonly priority: number; readonly orderKey: string | undefined };
  /** Waits for a time that does not come here. */
  isLater: boolean;
  readonly dedupeKey: string | undefined;
  readonly maxAttempts: number;
  state: 'waiting' | 'leased' | 'done' | 'failed' | 'cancelled';
  attempts: number;
  token: number;
  lease: TaskLease | undefined;
}

export function modelSpec(harness: Harness): void {
  const inFreshTier = async (work: (tier: Tier) => Promise<void>): Promise<void> => {
    const tier = await (await harness.namespace()).open();
    try {
      await work(tier);
    } finally {
      await tier.close();
    }
  };

  describe(`model, ${harness.name}`, () => {
    test('property: the state store', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(stateCommand, { maxLength: 25 }), (commands) =>
          inFreshTier(({ state }) => runState(state, commands, harness.capabilities.transactions)),
        ),
        { numRuns: RUNS },
      );
    }, 180_000);

    test('property: the task queue', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(taskCommand, { maxLength: 30 }), (commands) =>
          inFreshTier(({ tasks }) => runTasks(tasks, commands)),
        ),
        { numRuns: RUNS },
      );
    }, 180_000);
  });
}

type Commands<T> = readonly (T extends fc.Arbitrary<infer C> ? C : never)[];

async function runState(
  store: Tier['state'],
  commands: Commands<typeof stateCommand>,
  hasTransactions: boolean,
): Promise<void> {
  const model = new Map<string, { value: unknown; revision: number }>();
  const history: string[] = [];
  let newest = await store.put('start', 0);
  model.set('start', { value: 0, revision: newest });
  const first = newest;
  const seen: StateChange[] = [];
  await store.watch('', (change) => seen.push(change));
  for (const { kind, key, value, expect: expected, others } of commands) {
    const known = model.get(key);
    const present = known?.revision ?? 0;
    const ifRevision = { any: undefined, absent: 0, present, stale: newest + 5 }[expected];
    const options = ifRevision === undefined ? {} : { ifRevision };
    const refused = ifRevision !== undefined && ifRevision !== present;
    if (kind === 'put') {
      const writing = store.put(key, value, options);
      if (refused) {
        await expect(writing).rejects.toThrow(RevisionConflictError);
        continue;
      }
      const revision = await writing;
      expect(revision).toBeGreaterThan(newest);
      newest = revision;
      model.set(key, { value, revision });
      history.push(`put ${key} ${revision}`);
    } else if (kind === 'transact') {
      if (!hasTransactions) continue;
      const rest = others.filter((other) => other.key !== key);
      const writing = store.transact([
        ...rest.map((other) =>
          other.value === undefined ? { key: other.key } : { key: other.key, value: other.value },
        ),
        { key, value, ...options },
      ]);
      if (refused) {
        await expect(writing).rejects.toThrow(RevisionConflictError);
        continue;
      }
      const revisions = await writing;
      [...rest, { key, value }].forEach((write, i) => {
        const revision = revisions[i] ?? -1;
        if (write.value === undefined) {
          expect(revision).toBe(0);
          if (model.delete(write.key)) history.push(`delete ${write.key}`);
          return;
        }
        expect(revision).toBeGreaterThan(newest);
        newest = revision;
        model.set(write.key, { value: write.value, revision });
        history.push(`put ${write.key} ${revision}`);
      });
    } else if (kind === 'delete') {
      const deleting = store.delete(key, options);
      if (refused) await expect(deleting).rejects.toThrow(RevisionConflictError);
      else await deleting;
      if (!refused && model.delete(key)) history.push(`delete ${key}`);
    } else if (kind === 'get') {
      expect(await store.get(key)).toEqual(known === undefined ? undefined : { key, ...known });
    } else {
      const listed = [...model].filter(([name]) => name.startsWith(key)).sort(byName);
      expect(await store.list(key)).toEqual(
        listed.map(([name, entry]) => ({ key: name, ...entry })),
      );
    }
  }
  const told = (changes: readonly StateChange[]): readonly string[] =>
    changes.map(({ kind, key, revision }) =>
      kind === 'put' ? `put ${key} ${revision}` : `${kind} ${key}`,
    );
  await eventually(() => expect(told(seen)).toEqual(history));
  const again: StateChange[] = [];
  await store.watch('', (change) => again.push(change), { fromRevision: first });
  await eventually(() => expect(told(again)).toEqual(history));
}

async function runTasks(
  queue: Tier['tasks'],
  commands: Commands<typeof taskCommand>,
): Promise<void> {
  const { signal } = new AbortController();
  const tasks: ModelTask[] = [];
  const isOpen = ({ state }: ModelTask): boolean => state === 'waiting' || state === 'leased';
  const some = (states: readonly string[], pick: number): ModelTask | undefined => {
    const fitting = tasks.filter(({ state }) => states.includes(state));
    return fitting[pick % Math.max(1, fitting.length)];
  };
  for (const { kind, pick, ...draft } of commands) {
    switch (kind) {
      case 'enqueue':
      case 'enqueueLater': {
        const { priority, orderKey, dedupeKey, maxAttempts } = draft;
        const id = await queue.enqueue({
          queue: 'q',
          payload: tasks.length,
          priority,
          maxAttempts,
          ...(kind === 'enqueueLater' ? { delayMs: LONG } : {}),
          ...(orderKey === undefined ? {} : { orderKey }),
          ...(dedupeKey === undefined ? {} : { dedupeKey }),
        });
        const twins = tasks.filter(
          (t) => isOpen(t) && dedupeKey !== undefined && t.dedupeKey === dedupeKey,
        );
        if (twins.length > 0) expect(twins.map((twin) => twin.id)).toContain(id);
        else {
          const fresh = { state: 'waiting', attempts: 0, token: 0, lease: undefined } as const;
          const isLater = kind === 'enqueueLater';
          const command = { priority, orderKey };
          tasks.push({ id, command, isLater, dedupeKey, maxAttempts, ...fresh });
        }
        break;
      }
      case 'lease': {
        const next = nextOf(tasks);
        const stop = new AbortController();
        const leasing = queue.lease('q', { leaseMs: LONG, signal: stop.signal });
        if (next === undefined) {
          await settle(5);
          stop.abort();
          expect(await leasing).toBeUndefined();
          break;
        }
        const lease = await leasing;
        next.attempts++;
        expect(lease).toMatchObject({ taskId: next.id, attempt: next.attempts });
        expect(lease?.fencingToken).toBeGreaterThan(next.token);
        Object.assign(next, { state: 'leased', token: lease?.fencingToken, lease });
        break;
      }
      case 'complete':
      case 'fail':
      case 'retry':
      case 'retryLater':
      case 'heartbeat': {
        const task = some(['leased'], pick);
        if (task?.lease === undefined) break;
        if (kind === 'heartbeat') await task.lease.heartbeat();
        if (kind === 'complete') await task.lease.complete(task.attempts);
        if (kind === 'fail') await task.lease.fail('no');
        if (kind === 'retry') await task.lease.retry('again');
        if (kind === 'complete') task.state = 'done';
        if (kind === 'fail') task.state = 'failed';
        if (kind === 'retryLater') await task.lease.retry('later', LONG);
        if (kind === 'retry' || kind === 'retryLater') {
          task.state = task.attempts < task.maxAttempts ? 'waiting' : 'failed';
          task.isLater = kind === 'retryLater';
        }
        break;
      }
      case 'cancel': {
        const task = some(['waiting', 'leased', 'done', 'failed', 'cancelled'], pick);
        if (task === undefined) break;
        await queue.cancel(task.id);
        if (isOpen(task)) task.state = 'cancelled';
        break;
      }
      case 'requeue': {
        const task = some(['failed'], pick);
        if (task === undefined) break;
        await queue.requeue(task.id);
        Object.assign(task, { state: 'waiting', attempts: 0, isLater: false });
        break;
      }
      case 'discard': {
        const task = some(['failed'], pick);
        if (task === undefined) break;
        await queue.discard(task.id);
        task.state = 'cancelled';
        break;
      }
      case 'look': {
        const task = some(['waiting', 'leased', 'done', 'failed', 'cancelled'], pick);
        if (task === undefined) break;
        const state = isOpen(task) ? 'open' : task.state;
        expect(await queue.look(task.id)).toMatchObject({ state });
        break;
      }
      case 'dump':
        expectDump(await queue.dump(), tasks);
        break;
    }
  }
  const dead = tasks.filter(({ state }) => state === 'failed');
  expect((await queue.deadLetters('q')).map(({ taskId }) => taskId)).toEqual(
    dead.map(({ id }) => id),
  );
  for (const task of tasks.filter((t) => !isOpen(t))) {
    expect(await queue.outcome(task.id, signal)).toMatchObject({ state: task.state });
  }
}

function expectDump(found: readonly TaskRecord[], tasks: readonly ModelTask[]): void {
  const wanted = tasks.map(({ id, command, dedupeKey, maxAttempts, state, attempts }) => ({
    taskId: id,
    priority: command.priority,
    orderKey: command.orderKey,
    dedupeKey,
    maxAttempts,
    state,
    attempts,
  }));
  expect(
    found.map(({ taskId, priority, orderKey, dedupeKey, maxAttempts, state, attempts }) => ({
      taskId,
      priority,
      orderKey,
      dedupeKey,
      maxAttempts,
      state,
      attempts,
    })),
  ).toEqual(wanted);
  for (const [i, { state, dueInMs }] of found.entries())
    if (state === 'waiting') expect(dueInMs > 0).toBe(tasks[i]?.isLater);
}

/** Highest priority first, then oldest; of an order key only the oldest unfinished one, and none beside a leased one. */
function nextOf(tasks: readonly ModelTask[]): ModelTask | undefined {
  const waiting = tasks.filter((task, i) => {
    if (task.state !== 'waiting' || task.isLater) return false;
    const { orderKey } = task.command;
    return !tasks.some(
      (other, j) =>
        orderKey !== undefined &&
        other.command.orderKey === orderKey &&
        (other.state === 'leased' || (other.state === 'waiting' && j < i)),
    );
  });
  return waiting.sort((a, b) => b.command.priority - a.command.priority)[0];
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
