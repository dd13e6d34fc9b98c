// The money of a plan: a share for each of its tasks is set aside before any begins, and what one leaves over others get.
import type { Budget, Grant, GrantAmount, Reservation } from '../core/index.js';

/** Steps of one task, reviews and revisions included, unless the run's own limit is lower. */
const ITERATIONS_PER_TASK = 60;
/** Share that belongs to no task: what puts conflicts together is paid from it. */
const SPARE = 0.05;
const KEYS = ['modelCalls', 'tokens', 'costUsd'] as const;
const NOTHING: GrantAmount = { modelCalls: 0, tokens: 0, costUsd: 0 };

interface Share {
  readonly amount: GrantAmount;
  readonly reservation: Reservation;
}

export class Purse {
  /** Of tasks that do not run at the moment and have no end yet. */
  readonly #held = new Map<string, Share>();
  readonly #spare: GrantAmount;
  readonly #ended = new Set<string>();

  /** Sets an equal share aside for each of these tasks. What is not there is not set aside: such a task will say so. */
  constructor(
    private readonly budget: Budget,
    taskIds: readonly string[],
  ) {
    const free = this.#free();
    this.#spare = times(free, SPARE);
    const share = times(minus(free, this.#spare), 1 / Math.max(1, taskIds.length));
    for (const id of taskIds) this.#hold(id, whole(share));
  }

  /**
   * For one attempt at a task: its share, and its part of what nobody holds.
   * @param unbegun tasks that have still to begin, this one included
   * @throws BudgetExceededError when the tree is already as deep as allowed
   */
  take(taskId: string, unbegun: number): Grant {
    this.#ended.delete(taskId);
    const more = times(minus(this.#free(), this.#spare), 1 / Math.max(1, unbegun));
    const amount = whole(plus(this.#release(taskId), more));
    const { limits } = this.budget.use();
    const grant = this.budget.grant(amount, Math.min(limits.iterations, ITERATIONS_PER_TASK));
    let open = true;
    return {
      budget: grant.budget,
      close: () => {
        if (!open) return;
        open = false;
        const { spent } = grant.budget.use();
        grant.close();
        // For another attempt, until the task has its end.
        if (!this.#ended.has(taskId)) this.#hold(taskId, minus(amount, spent));
      },
    };
  }

  /** The task has its end: what is left of its share is there for others. */
  end(taskId: string): void {
    this.#ended.add(taskId);
    this.#release(taskId);
  }

  /** Gives back what is still set aside. */
  close(): void {
    for (const id of this.#held.keys()) this.end(id);
  }

  #hold(taskId: string, amount: GrantAmount): void {
    const { limits } = this.budget.use();
    const bounded = { ...NOTHING, ...onlyWhere(amount, (key) => Number.isFinite(limits[key])) };
    try {
      this.#held.set(taskId, { amount, reservation: this.budget.reserve(bounded) });
    } catch {
      // Not there, or time is up: the task will be told when it begins.
    }
  }

  #release(taskId: string): GrantAmount {
    const share = this.#held.get(taskId);
    this.#held.delete(taskId);
    share?.reservation.release();
    return share?.amount ?? NOTHING;
  }

  #free(): GrantAmount {
    const { limits, spent, reserved } = this.budget.use();
    return each((key) => Math.max(0, limits[key] - spent[key] - reserved[key]));
  }
}

function each(of: (key: (typeof KEYS)[number]) => number): GrantAmount {
  return { modelCalls: of('modelCalls'), tokens: of('tokens'), costUsd: of('costUsd') };
}

const plus = (a: GrantAmount, b: GrantAmount): GrantAmount => each((key) => a[key] + b[key]);
/** Never below nothing; of what has no limit there is no less. */
const minus = (a: GrantAmount, b: GrantAmount): GrantAmount =>
  each((key) => (Number.isFinite(a[key]) ? Math.max(0, a[key] - b[key]) : a[key]));
const times = (a: GrantAmount, factor: number): GrantAmount => each((key) => a[key] * factor);

/** Calls and tokens are counted. */
function whole({ modelCalls, tokens, costUsd }: GrantAmount): GrantAmount {
  return { modelCalls: Math.floor(modelCalls), tokens: Math.floor(tokens), costUsd };
}

function onlyWhere(
  amount: GrantAmount,
  holds: (key: (typeof KEYS)[number]) => boolean,
): Partial<GrantAmount> {
  return Object.fromEntries(KEYS.filter(holds).map((key) => [key, amount[key]]));
}
