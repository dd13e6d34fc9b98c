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
    super(`The run would go over its budget of ${shown(limit, allowed)} ${LABEL[limit]}.`, {
      remedy: 'Ask a narrower question, or raise the limit under "memfun.budget" in the settings.',
    });
  }
}

/** Time is said in seconds, money as exactly as it is of use: what a day has left is a difference with many digits. */
function shown(limit: BudgetKey, allowed: number): number {
  if (limit === 'wallMs') return Math.round(allowed / 100) / 10;
  if (limit !== 'costUsd') return allowed;
  return Number(allowed < 1 ? allowed.toPrecision(3) : allowed.toFixed(2));
}

const LABEL: Readonly<Record<BudgetKey, string>> = {
  iterations: 'steps',
  modelCalls: 'model calls',
  tokens: 'tokens',
  costUsd: 'US dollars',
  wallMs: 'seconds',
  depth: 'levels of recursion',
};

const SPEND_KEYS: readonly SpendKey[] = ['iterations', 'modelCalls', 'tokens', 'costUsd'];

/** What a part of an account can be set aside of; steps are each loop's own. */
export type GrantAmount = Readonly<Record<GrantKey, number>>;
type GrantKey = Exclude<SpendKey, 'iterations'>;
const GRANT_KEYS: readonly GrantKey[] = ['modelCalls', 'tokens', 'costUsd'];

/** A part of an account that belongs to one child. */
export interface Grant {
  /** With limits of its own. */
  readonly budget: Budget;
  /** Gives back what was not spent; from then on nothing can be reserved of it. Later calls do nothing. */
  close(): void;
}

interface Account {
  readonly limits: BudgetLimits;
  /** The account that this one was set aside from, and what of that is left there. */
  readonly from?: { readonly account: Account; readonly held: Record<GrantKey, number> };
  closed: boolean;
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
      {
        limits,
        clock,
        openedAt: clock.monotonic(),
        spent: zero(),
        reserved: zero(),
        closed: false,
      },
      0,
    );
  }

  /**
   * Sets a part aside for a child before it starts, so that no sibling can take it: all that the child spends comes from
   * there and counts here too. Its steps are its own and count only there.
   * @param iterations steps that the child's loops may take together
   * @throws BudgetExceededError when it is not there, or the tree is already as deep as allowed
   */
  grant(amount: GrantAmount, iterations: number): Grant {
    const { limits } = this.#account;
    if (this.depth + 1 > limits.depth) {
      throw new BudgetExceededError('depth', limits.depth, this.depth + 1);
    }
    return this.#setAside(amount, iterations, this.depth + 1);
  }

  /** As `grant`, for work on this very level: what bounds work is no level of recursion. @throws BudgetExceededError */
  portion(amount: GrantAmount, iterations: number): Grant {
    return this.#setAside(amount, iterations, this.depth);
  }

  #setAside(amount: GrantAmount, iterations: number, depth: number): Grant {
    const account = this.#account;
    const { limits } = account;
    const held: Record<GrantKey, number> = { modelCalls: 0, tokens: 0, costUsd: 0 };
    // Of what has no limit nothing has to be set aside.
    for (const key of GRANT_KEYS) if (Number.isFinite(limits[key])) held[key] = amount[key];
    this.reserve(held);
    const child: Account = {
      ...account,
      limits: {
        ...limits,
        iterations,
        modelCalls: Math.min(limits.modelCalls, amount.modelCalls),
        tokens: Math.min(limits.tokens, amount.tokens),
        costUsd: Math.min(limits.costUsd, amount.costUsd),
      },
      from: { account, held },
      closed: false,
      spent: { iterations: 0, modelCalls: 0, tokens: 0, costUsd: 0 },
      reserved: { iterations: 0, modelCalls: 0, tokens: 0, costUsd: 0 },
    };
    return {
      budget: new Budget(child, depth),
      close: () => {
        child.closed = true;
        giveBack(child);
      },
    };
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
    const account = this.#account;
    const { limits, spent, reserved } = account;
    for (const key of SPEND_KEYS) {
      const wanted = spent[key] + reserved[key] + (amount[key] ?? 0);
      if (account.closed && wanted > 0) throw new BudgetExceededError(key, 0, wanted);
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
      spendAbove(account, actual);
      if (account.closed) giveBack(account);
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

/** Frees above what a closed child does not hold for calls that are still under way. */
function giveBack({ from, reserved }: Account): void {
  if (from === undefined) return;
  const { account, held } = from;
  for (const key of GRANT_KEYS) {
    const kept = Math.min(held[key], reserved[key]);
    account.reserved[key] -= held[key] - kept;
    held[key] = kept;
  }
}

/** What a child has spent is spent above as well, out of what was set aside for it. */
function spendAbove({ from }: Account, actual: BudgetAmount): void {
  if (from === undefined) return;
  const { account, held } = from;
  for (const key of GRANT_KEYS) {
    const amount = actual[key] ?? 0;
    const covered = Math.min(amount, held[key]);
    held[key] -= covered;
    account.reserved[key] -= covered;
    account.spent[key] += amount;
  }
  const { iterations: _own, ...rest } = actual;
  spendAbove(account, rest);
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
