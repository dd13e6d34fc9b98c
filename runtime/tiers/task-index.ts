// The unfinished tasks of a queue, ordered so that each step costs about the same however many there are.

export interface IndexedTask {
  readonly orderKey: string | undefined;
  readonly priority: number;
  readonly state:
    | { readonly kind: 'waiting'; readonly notBefore: number }
    | { readonly kind: 'leased'; readonly until: number }
    | { readonly kind: 'over' };
  readonly id: string;
  /** Place in the order of enqueueing. */
  readonly order: number;
  readonly dedupeKey: string | undefined;
}

export class TaskIndex<T extends IndexedTask> {
  readonly #open = new Map<string, T>();
  /** By priority, in order. */
  readonly #waiting = new Map<number, T[]>();
  #priorities: number[] = [];
  readonly #leased = new Set<T>();
  /** By order key: its unfinished tasks in order. */
  readonly #lanes = new Map<string, T[]>();
  readonly #busy = new Map<string, number>();
  readonly #twins = new Map<string, T>();
  #count = 0;

  /** Tasks that wait, for a worker or for their time. */
  get waiting(): number {
    return this.#count;
  }

  /** The unfinished task with this key. */
  twin(dedupeKey: string): T | undefined {
    return this.#twins.get(dedupeKey);
  }

  /** Takes the place of what was known of the task before. */
  set(task: T): void {
    this.delete(task.id);
    const { state, orderKey, dedupeKey } = task;
    if (state.kind === 'over') return;
    this.#open.set(task.id, task);
    // One that was put back among others of its key leaves it to them.
    if (dedupeKey !== undefined && !this.#twins.has(dedupeKey)) this.#twins.set(dedupeKey, task);
    if (orderKey !== undefined) {
      insert(listOf(this.#lanes, orderKey), task);
      if (state.kind === 'leased') this.#busy.set(orderKey, (this.#busy.get(orderKey) ?? 0) + 1);
    }
    if (state.kind === 'leased') {
      this.#leased.add(task);
      return;
    }
    this.#count++;
    if (!this.#waiting.has(task.priority))
      this.#priorities = [...this.#priorities, task.priority].sort((a, b) => b - a);
    insert(listOf(this.#waiting, task.priority), task);
  }

  delete(id: string): void {
    const task = this.#open.get(id);
    if (task === undefined) return;
    const { state, orderKey, dedupeKey, priority } = task;
    this.#open.delete(id);
    if (dedupeKey !== undefined && this.#twins.get(dedupeKey) === task)
      this.#twins.delete(dedupeKey);
    if (orderKey !== undefined) {
      remove(this.#lanes, orderKey, task);
      if (state.kind === 'leased') {
        const busy = (this.#busy.get(orderKey) ?? 1) - 1;
        if (busy === 0) this.#busy.delete(orderKey);
        else this.#busy.set(orderKey, busy);
      }
    }
    if (this.#leased.delete(task)) return;
    this.#count--;
    remove(this.#waiting, priority, task);
    if (!this.#waiting.has(priority))
      this.#priorities = this.#priorities.filter((one) => one !== priority);
  }

  /**
   * The task to lease next: highest priority first, then oldest. Of tasks with one order key only the oldest
   * unfinished one counts, and none while another of them is leased.
   */
  next(now: number): T | undefined {
    for (const priority of this.#priorities) {
      for (const task of this.#waiting.get(priority) ?? []) {
        if (task.state.kind !== 'waiting' || task.state.notBefore > now) continue;
        const { orderKey } = task;
        if (orderKey === undefined) return task;
        if (this.#lanes.get(orderKey)?.[0] === task && !this.#busy.has(orderKey)) return task;
      }
    }
    return undefined;
  }

  /** A task that was leased too long. */
  silent(now: number): T | undefined {
    for (const task of this.#leased)
      if (task.state.kind === 'leased' && task.state.until <= now) return task;
    return undefined;
  }

  /** Milliseconds until a delayed task or a lease becomes due; `undefined` when there is none. */
  dueIn(now: number): number | undefined {
    let least = Number.POSITIVE_INFINITY;
    for (const { state } of this.#open.values()) {
      if (state.kind === 'over') continue;
      const at = state.kind === 'waiting' ? state.notBefore : state.until;
      if (at > now) least = Math.min(least, at - now);
    }
    return Number.isFinite(least) ? least : undefined;
  }
}

function listOf<K, T>(lists: Map<K, T[]>, key: K): T[] {
  let list = lists.get(key);
  if (list === undefined) {
    list = [];
    lists.set(key, list);
  }
  return list;
}

/** Mostly at the end: what is new is last. */
function insert<T extends IndexedTask>(list: T[], task: T): void {
  list.splice(placeOf(list, task), 0, task);
}

function remove<K, T extends IndexedTask>(lists: Map<K, T[]>, key: K, task: T): void {
  const list = lists.get(key);
  if (list === undefined) return;
  // Places may be shared: the task itself is looked for from the first of them on.
  const at = list.indexOf(task, firstOf(list, task.order));
  if (at >= 0) list.splice(at, 1);
  if (list.length === 0) lists.delete(key);
}

/** Behind everything that is not after it. */
function placeOf<T extends IndexedTask>(list: readonly T[], { order }: T): number {
  const last = list.at(-1);
  if (last === undefined || last.order <= order) return list.length;
  return firstOf(list, order + 1);
}

/** The first place whose task is not before an order. */
function firstOf(list: readonly IndexedTask[], order: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.order ?? Number.POSITIVE_INFINITY) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}
