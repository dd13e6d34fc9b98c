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
}

export class Holder {
  #now: Hold | undefined;
  #before: Hold | undefined;
  #since: number;

  constructor(private readonly clock: Pick<Clock, 'monotonic'>) {
    this.#since = clock.monotonic();
  }

  /** @returns who has it from now on, when that is news */
  take(event: TaskEvent): Taken | undefined {
    if (event.type === 'left' && event.workerId === this.#now?.id && event.outcome !== 'done')
      this.#letGo();
    if (event.type !== 'taken') return undefined;
    const before = this.#now ?? this.#before;
    this.#now = { id: event.workerId, name: event.workerName };
    this.#before = undefined;
    return { worker: event.workerName, from: before?.name };
  }

  /** @param alive ids of those that are known to live */
  look(alive: ReadonlySet<string>): void {
    if (this.#now !== undefined && !alive.has(this.#now.id)) this.#letGo();
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
