// Budgets: one account for a whole recursion tree; spending is reserved before it happens.
import type { Clock } from './clock.js';
import { systemClock } from './clock.js';
import { MemfunError } from './errors.js';

/** Upper bounds of one run. `Infinity` means unbounded. */
export interface BudgetLimits {
  /** Steps of the root loop and of its children together. */
  readonly iterations: number;
  readonly modelCalls: number;
  /** Input plus output tokens of every model call. */
  readonly tokens: number;
  readonly costUsd: number;
  /** Wall time in milliseconds since the account was opened. */
  readonly wallMs: number;
  /** How many levels of `rlm()` may lie below the root. */
  readonly depth: number;
}

export type BudgetKey = keyof BudgetLimits;
type SpendKey = Exclude<BudgetKey, 'wallMs' | 'depth'>;

/** An amount to reserve or commit. Missing keys count as zero. */
export type BudgetAmount = Readonly<Partial<Record<SpendKey, number>>>;

export interface BudgetUse {
  readonly spent: Readonly<Record<BudgetKey, number>>;
  readonly reserved: Readonly<Record<SpendKey, number>>;
  readonly limits: BudgetLimits;
  /** Largest used share of any limit, 0 to 1 (reservations included). */
  readonly share: number;
}

export interface Reservation {
  /** Replaces the reservation by what was really spent. Later calls do nothing. */
  commit(actual: BudgetAmount): void;
  /** Gives the reservation back unspent. Later calls do nothing. */
  release(): void;
}

/** The next spend would pass a limit. The run must end in an orderly way. */
export class BudgetExceededError extends MemfunError {
  readonly code = 'budget.exceeded';
  constructor(
    readonly limit: BudgetKey,
    readonly allowed: number,
    readonly wanted: number,
  ) {
    super(`The run's budget of ${allowed} ${LABEL[limit]} is used up.`, {
      remedy: 'Ask a narrower question, or raise the limit under "memfun.budget" in the settings.',
    });
  }
}

const LABEL: Readonly<Record<BudgetKey, string>> = {
  iterations: 'steps',
  modelCalls: 'model calls',
  tokens: 'tokens',
  costUsd: 'US dollars',
  wallMs: 'milliseconds',
  depth: 'levels of recursion',
};

const SPEND_KEYS: readonly SpendKey[] = ['iterations', 'modelCalls', 'tokens', 'costUsd'];

interface Account {
  readonly limits: BudgetLimits;
  readonly clock: Clock;
  readonly openedAt: number;
  readonly spent: Record<SpendKey, number>;
  readonly reserved: Record<SpendKey, number>;
}

/** A view of the tree's one account at some depth. */
export class Budget {
  readonly #account: Account;
  readonly depth: number;

  private constructor(account: Account, depth: number) {
    this.#account = account;
    this.depth = depth;
  }

  /** Opens the account of a new tree. */
  static open(limits: BudgetLimits, clock: Clock = systemClock): Budget {
    const zero = (): Record<SpendKey, number> => ({
      iterations: 0,
      modelCalls: 0,
      tokens: 0,
      costUsd: 0,
    });
    return new Budget(
      { limits, clock, openedAt: clock.monotonic(), spent: zero(), reserved: zero() },
      0,
    );
  }

  /**
   * The same account one level deeper.
   * @throws BudgetExceededError when the tree is already as deep as allowed.
   */
  child(): Budget {
    const { limits } = this.#account;
    if (this.depth + 1 > limits.depth) {
      throw new BudgetExceededError('depth', limits.depth, this.depth + 1);
    }
    return new Budget(this.#account, this.depth + 1);
  }

  /**
   * Sets an amount aside before it is spent.
   * @throws BudgetExceededError when spent + reserved + amount would pass a limit, or time is up.
   */
  reserve(amount: BudgetAmount): Reservation {
    this.checkTime();
    const { limits, spent, reserved } = this.#account;
    for (const key of SPEND_KEYS) {
      const wanted = spent[key] + reserved[key] + (amount[key] ?? 0);
      if (wanted > limits[key]) throw new BudgetExceededError(key, limits[key], wanted);
    }
    for (const key of SPEND_KEYS) reserved[key] += amount[key] ?? 0;
    let open = true;
    const settle = (actual: BudgetAmount): void => {
      if (!open) return;
      open = false;
      for (const key of SPEND_KEYS) {
        reserved[key] -= amount[key] ?? 0;
        spent[key] += actual[key] ?? 0;
      }
    };
    return { commit: settle, release: () => settle({}) };
  }

  /** @throws BudgetExceededError when the wall time is used up. */
  checkTime(): void {
    const { limits } = this.#account;
    const elapsed = this.elapsedMs();
    if (elapsed > limits.wallMs) throw new BudgetExceededError('wallMs', limits.wallMs, elapsed);
  }

  elapsedMs(): number {
    return this.#account.clock.monotonic() - this.#account.openedAt;
  }

  /** What is spent, reserved and allowed at this moment. */
  use(): BudgetUse {
    const { limits, spent, reserved } = this.#account;
    const wallMs = this.elapsedMs();
    let share = Number.isFinite(limits.wallMs) ? wallMs / limits.wallMs : 0;
    for (const key of SPEND_KEYS) {
      if (Number.isFinite(limits[key]) && limits[key] > 0) {
        share = Math.max(share, (spent[key] + reserved[key]) / limits[key]);
      }
    }
    return {
      spent: { ...spent, wallMs, depth: this.depth },
      reserved: { ...reserved },
      limits,
      share: Math.min(1, share),
    };
  }
}

/** What a run may use when nothing else is configured. */
export const DEFAULT_LIMITS: BudgetLimits = {
  iterations: 30,
  modelCalls: 120,
  tokens: 2_000_000,
  costUsd: 5,
  wallMs: 15 * 60_000,
  depth: 2,
};
