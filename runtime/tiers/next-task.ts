// Which task of a queue comes next, and when something may change by the passing of time.

export interface Candidate {
  readonly orderKey: string | undefined;
  readonly priority: number;
  readonly state:
    | { readonly kind: 'waiting'; readonly notBefore: number }
    | { readonly kind: 'leased'; readonly until: number }
    | { readonly kind: 'over' };
}

/**
 * The task to lease next: highest priority first, then oldest. Of tasks with one order key only the oldest unfinished
 * one counts, and none while another of them is leased.
 * @param tasks of one queue, in order of enqueueing
 */
export function takeable<T extends Candidate>(tasks: readonly T[], now: number): T | undefined {
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
export function dueIn(tasks: readonly Candidate[], now: number): number | undefined {
  const times = tasks.flatMap(({ state }) => {
    if (state.kind === 'over') return [];
    const at = state.kind === 'waiting' ? state.notBefore : state.until;
    return at > now ? [at - now] : [];
  });
  return times.length === 0 ? undefined : Math.min(...times);
}
