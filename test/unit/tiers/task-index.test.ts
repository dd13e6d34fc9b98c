// The index of a queue gives the same next task as a look at all of them, whatever has happened before.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type IndexedTask, TaskIndex } from '../../../runtime/tiers/task-index.js';

const stateOf = fc.oneof(
  fc.record({ kind: fc.constant('waiting' as const), notBefore: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ kind: fc.constant('leased' as const), until: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ kind: fc.constant('over' as const) }),
);
const taskOf = fc.record({
  id: fc.integer({ min: 0, max: 12 }),
  orderKey: fc.constantFrom(undefined, 'a', 'b'),
  dedupeKey: fc.constantFrom(undefined, 'x', 'y'),
  priority: fc.integer({ min: 0, max: 2 }),
  state: stateOf,
});
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('set' as const), task: taskOf }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), task: taskOf }) },
);

test('property: next, due, silent and counted as all tasks together say', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60 }),
      fc.integer({ min: 0, max: 20 }),
      (steps, now) => {
        const index = new TaskIndex<IndexedTask>();
        const all = new Map<string, IndexedTask>();
        for (const { kind, task } of steps) {
          // An id always has the same place, as it has in a queue.
          const full: IndexedTask = { ...task, id: `t${task.id}`, order: task.id };
          if (kind === 'set') {
            index.set(full);
            all.set(full.id, full);
          } else {
            index.delete(full.id);
            all.delete(full.id);
          }
          const tasks = [...all.values()].sort((a, b) => a.order - b.order);
          expect(index.next(now)).toBe(takeable(tasks, now));
          expect(index.dueIn(now)).toBe(dueIn(tasks, now));
          expect(index.waiting).toBe(tasks.filter(({ state }) => state.kind === 'waiting').length);
          const silent = index.silent(now);
          const isSilent = ({ state }: IndexedTask): boolean =>
            state.kind === 'leased' && state.until <= now;
          expect(silent === undefined ? tasks.some(isSilent) : isSilent(silent)).toBe(
            silent !== undefined,
          );
        }
      },
    ),
  );
});

test('the twin of a key is a task that is not over', () => {
  const index = new TaskIndex<IndexedTask>();
  const task = {
    id: 't',
    order: 1,
    orderKey: undefined,
    dedupeKey: 'k',
    priority: 0,
    state: { kind: 'waiting', notBefore: 0 },
  } as const;
  index.set(task);
  expect(index.twin('k')).toBe(task);
  index.set({ ...task, state: { kind: 'over' } });
  expect(index.twin('k')).toBeUndefined();
});

/**
 * The task to lease next: highest priority first, then oldest. Of tasks with one order key only the oldest unfinished
 * one counts, and none while another of them is leased.
 * @param tasks of one queue, in order of enqueueing
 */
function takeable<T extends IndexedTask>(tasks: readonly T[], now: number): T | undefined {
  const open = tasks.filter((task) => task.state.kind !== 'over');
  const busy = new Set(open.filter((t) => t.state.kind === 'leased').map((t) => t.orderKey));
  const seen = new Set<string>();
  let best: T | undefined;
  for (const task of open) {
    const { orderKey, state } = task;
    if (orderKey !== undefined) {
      const isFirst = !seen.has(orderKey) && !busy.has(orderKey);
      seen.add(orderKey);
      if (!isFirst) continue;
    }
    if (state.kind !== 'waiting' || state.notBefore > now) continue;
    if (best === undefined || task.priority > best.priority) best = task;
  }
  return best;
}

/** Milliseconds until a delayed task or a lease becomes due; `undefined` when there is none. */
function dueIn(tasks: readonly IndexedTask[], now: number): number | undefined {
  const times = tasks.flatMap(({ state }) => {
    if (state.kind === 'over') return [];
    const at = state.kind === 'waiting' ? state.notBefore : state.until;
    return at > now ? [at - now] : [];
  });
  return times.length === 0 ? undefined : Math.min(...times);
}
