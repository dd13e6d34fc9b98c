// Who works on a task at this moment, as far as events and the registry tell, and who did before.
import type { Clock } from '../../core/index.js';
import type { TaskEvent } from '../../workers/index.js';

export interface Taken {
  /** For people. */
  readonly worker: string;
  /** Whom it took over from. */
  readonly from: string | undefined;
}

interface Hold {
  readonly id: string;
  readonly name: string;
  /** Known by what the worker says of itself, and only as long as it does. */
  readonly byRegistry?: boolean;
}

export class Holder {
  #now: Hold | undefined;
  #before: Hold | undefined;
  /** Who has given it back last: what the registry says of them may be older. */
  #left: string | undefined;
  #since: number;

  constructor(private readonly clock: Pick<Clock, 'monotonic'>) {
    this.#since = clock.monotonic();
  }

  /** @returns who has it from now on, when that is news */
  take(event: TaskEvent): Taken | undefined {
    if (event.type === 'left' && event.outcome !== 'done') {
      this.#left = event.workerId;
      if (event.workerId === this.#now?.id) this.#letGo();
    }
    if (event.type !== 'taken') return undefined;
    this.#left = undefined;
    const before = this.#now ?? this.#before;
    const wasByRegistry = this.#now?.byRegistry === true;
    this.#now = { id: event.workerId, name: event.workerName };
    this.#before = undefined;
    if (before?.id === event.workerId && wasByRegistry) return undefined;
    return { worker: event.workerName, from: before?.name };
  }

  /**
   * @param alive ids of those that live; `undefined` while it is not known of everybody
   * @param working who says of itself that it has the task: the word of that may have been lost, or told to another
   * @returns who has it from now on, when that is news
   */
  look(alive: ReadonlySet<string> | undefined, working?: Hold): Taken | undefined {
    const now = this.#now;
    const isKnown = alive !== undefined || working !== undefined;
    if (now !== undefined && alive?.has(now.id) === false) this.#letGo();
    else if (isKnown && now?.byRegistry === true && working?.id !== now.id) this.#letGo();
    if (this.#now !== undefined || working === undefined) return undefined;
    if (working.id === this.#left) return undefined;
    const before = this.#before;
    this.#now = { ...working, byRegistry: true };
    this.#before = undefined;
    return before?.id === working.id ? undefined : { worker: working.name, from: before?.name };
  }

  /** Milliseconds for which nobody has had it; 0 while somebody has. */
  get idleMs(): number {
    return this.#now === undefined ? this.clock.monotonic() - this.#since : 0;
  }

  /** Who had it last, or has it. */
  get last(): string | undefined {
    return (this.#now ?? this.#before)?.name;
  }

  #letGo(): void {
    this.#before = this.#now;
    this.#now = undefined;
    this.#since = this.clock.monotonic();
  }
}
