// The shared account of an optimisation: evaluates candidates on examples, remembers outcomes, keeps to the budget.
import type { Json } from '../core/index.js';
import { throwIfAborted } from '../core/index.js';
import type { Candidate, Demo } from './component.js';
import { candidateKey } from './component.js';
import { OptimizeBudgetError } from './errors.js';

/** How one candidate did on one example. */
export interface Outcome {
  /** Quality, 0 to 1. */
  readonly score: number;
  /** What was right and wrong, in words, for whoever writes a better text. */
  readonly feedback: string;
  readonly costUsd: number;
  readonly ms: number;
  /** What was asked and answered, as text, bounded by the evaluator. */
  readonly input: string;
  readonly output: string;
  /** By id of a demos component: what could be shown as an example of this run. */
  readonly demos?: Readonly<Record<string, Demo>>;
}

/** Runs candidates for real, by replay, or in a simulated world. */
export interface Evaluator {
  /**
   * A failure of the candidate (an answer that cannot be read, a wrong result) is an outcome with a low score.
   * @param seed chooses one of several independent runs
   * @throws AbortedError; errors that say nothing about the candidate (no network) end the optimisation
   */
  evaluate(
    candidate: Candidate,
    exampleId: string,
    seed: number,
    signal: AbortSignal,
  ): Promise<Outcome>;
}

export interface SearchBudget {
  /** Evaluations of one candidate on one example. */
  readonly calls: number;
  readonly costUsd: number;
}

/** How much score one US dollar, or one second, of a run is worth. Zero: only quality counts. */
export interface Objective {
  readonly perUsd: number;
  readonly perSecond: number;
}

export interface Progress {
  readonly phase: 'bootstrap' | 'propose' | 'search' | 'reflect' | 'merge' | 'gate';
  readonly text: string;
  readonly calls: number;
  readonly costUsd: number;
  /** Best mean over the examples to choose by, so far. */
  readonly best?: number;
}

/** Keeps outcomes and proposals from run to run; a search that is begun again goes through them for nothing. */
export interface Memo {
  get(key: string): Json | undefined;
  set(key: string, value: Json): Promise<void>;
}

/** Mean costs of one run, in US dollars, as far as runs have told. */
export interface Prices {
  of(candidate: Candidate): number;
  /** Of the candidate that costs most, among those that ran a few times. */
  readonly highest: number;
}

export interface AccountOptions {
  readonly evaluator: Evaluator;
  readonly budget: SearchBudget;
  readonly signal: AbortSignal;
  readonly memo?: Memo;
  /** US dollars of the budget that may not be spent here, by what runs have cost so far. */
  readonly setAside?: (prices: Prices) => number;
  readonly objective?: Objective;
  readonly onProgress?: (progress: Progress) => void;
  /** Evaluations that may run at once. Default 4. */
  readonly parallel?: number;
}

/** Outcome and its value under the objective. */
export interface Evaluated extends Outcome {
  readonly exampleId: string;
  readonly value: number;
}

/** What cost and time of a run are worth, relative to those of the present version. */
export interface ObjectiveWeights {
  /** Score that a run for nothing would gain. */
  readonly cost: number;
  readonly latency: number;
}

/** Half the cost, or half the time, is worth as much as a quarter of all answers. */
export const OBJECTIVES = {
  quality: { cost: 0, latency: 0 },
  cost: { cost: 0.5, latency: 0 },
  latency: { cost: 0, latency: 0.5 },
} as const satisfies Readonly<Record<string, ObjectiveWeights>>;
export type ObjectiveName = keyof typeof OBJECTIVES;

/** The objective of weights, from runs of the present version. */
export function objectiveOf(
  { cost, latency }: ObjectiveWeights,
  present: readonly Outcome[],
): Objective {
  const costUsd = mean(present.map((outcome) => outcome.costUsd));
  const seconds = mean(present.map(({ ms }) => ms)) / 1000;
  return {
    perUsd: costUsd > 0 ? cost / costUsd : 0,
    perSecond: seconds > 0 ? latency / seconds : 0,
  };
}

/** Runs of a candidate from which on their mean says what it costs. */
const TELLING_RUNS = 3;
const QUALITY_ALONE: Objective = { perUsd: 0, perSecond: 0 };

/**
 * One account for a whole optimisation. Each (candidate, example, seed) is paid for once, also when its outcome
 * comes from the memo: so a search that is resumed makes the same choices as one that was never interrupted.
 */
export class Account {
  readonly #options: AccountOptions;
  readonly #known = new Map<string, Outcome>();
  #objective: Objective;
  #calls = 0;
  #costUsd = 0;
  readonly #spent = new Map<string, { runs: number; costUsd: number }>();

  constructor(options: AccountOptions) {
    this.#options = options;
    this.#objective = options.objective ?? QUALITY_ALONE;
  }

  get calls(): number {
    return this.#calls;
  }

  get callsLeft(): number {
    return this.#options.budget.calls - this.#calls;
  }

  get costUsd(): number {
    return this.#costUsd;
  }

  /** US dollars that may still be spent here. */
  get #moneyLeft(): number {
    const { budget, setAside } = this.#options;
    return budget.costUsd - (setAside?.(this.prices()) ?? 0) - this.#costUsd;
  }

  prices(): Prices {
    const all = [...this.#spent.values()];
    const overall = meanCost(all);
    const telling = all.filter(({ runs }) => runs >= TELLING_RUNS);
    return {
      of: (candidate) => {
        const spent = this.#spent.get(candidateKey(candidate));
        return spent === undefined ? overall : meanCost([spent]);
      },
      highest: Math.max(overall, ...telling.map((spent) => meanCost([spent]))),
    };
  }

  /** Whether cost or time count. */
  get objective(): Objective {
    return this.#objective;
  }

  /** Values outcomes by another objective from now on. */
  weigh(objective: Objective): void {
    this.#objective = objective;
  }

  get signal(): AbortSignal {
    return this.#options.signal;
  }

  /** How many evaluations of these would have to be paid for. */
  priceOf(candidate: Candidate, exampleIds: readonly string[], seed = 0): number {
    const name = candidateKey(candidate);
    return exampleIds.filter((id) => !this.#known.has(keyOf(name, id, seed))).length;
  }

  /** Whether so many more evaluations are within the budget. */
  canPay(calls: number): boolean {
    const { budget } = this.#options;
    return this.#calls + calls <= budget.calls && this.#moneyLeft > 0;
  }

  /**
   * Outcomes in the order of the examples.
   * @throws OptimizeBudgetError before anything is run that the budget does not cover; AbortedError
   */
  async evaluate(
    candidate: Candidate,
    exampleIds: readonly string[],
    seed = 0,
  ): Promise<readonly Evaluated[]> {
    const { budget, parallel = 4 } = this.#options;
    const name = candidateKey(candidate);
    const wanted = [...new Set(exampleIds)].filter((id) => !this.#known.has(keyOf(name, id, seed)));
    if (this.#calls + wanted.length > budget.calls)
      throw new OptimizeBudgetError(`${budget.calls} evaluations`);
    let next = 0;
    const work = async (): Promise<void> => {
      for (let id = wanted[next++]; id !== undefined; id = wanted[next++]) {
        try {
          throwIfAborted(this.#options.signal);
          if (this.#moneyLeft <= 0) throw new OptimizeBudgetError(`$${budget.costUsd}`);
          const outcome = await this.#outcome(candidate, keyOf(name, id, seed), id, seed);
          this.#known.set(keyOf(name, id, seed), outcome);
          this.#calls += 1;
          this.#costUsd += outcome.costUsd;
          const spent = this.#spent.get(name) ?? { runs: 0, costUsd: 0 };
          this.#spent.set(name, {
            runs: spent.runs + 1,
            costUsd: spent.costUsd + outcome.costUsd,
          });
        } catch (error) {
          next = wanted.length; // the others begin nothing more
          throw error;
        }
      }
    };
    // What is under way when one fails is waited for: it costs, and nobody would hear of it any more.
    const workers = Array.from({ length: Math.min(parallel, wanted.length) }, work);
    const failed = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    return exampleIds.map((exampleId) => {
      const outcome = this.#known.get(keyOf(name, exampleId, seed)) as Outcome;
      return { ...outcome, exampleId, value: this.#valueOf(outcome) };
    });
  }

  /** A text that was written for money: from the memo where it was written before. */
  async write(
    key: string,
    make: () => Promise<{ readonly text: string; readonly costUsd: number }>,
  ): Promise<string> {
    throwIfAborted(this.#options.signal);
    const known = this.#options.memo?.get(key);
    const written =
      known === undefined ? await make() : (known as { text: string; costUsd: number });
    if (known === undefined) await this.#options.memo?.set(key, { ...written });
    this.#costUsd += written.costUsd;
    return written.text;
  }

  tell(phase: Progress['phase'], text: string, best?: number): void {
    this.#options.onProgress?.({
      phase,
      text,
      calls: this.#calls,
      costUsd: this.#costUsd,
      ...(best === undefined ? {} : { best }),
    });
  }

  async #outcome(
    candidate: Candidate,
    key: string,
    exampleId: string,
    seed: number,
  ): Promise<Outcome> {
    const { evaluator, memo, signal } = this.#options;
    const known = memo?.get(key);
    if (known !== undefined) return known as unknown as Outcome;
    const outcome = await evaluator.evaluate(candidate, exampleId, seed, signal);
    await memo?.set(key, outcome as unknown as Json);
    return outcome;
  }

  #valueOf({ score, costUsd, ms }: Outcome): number {
    const { perUsd, perSecond } = this.#objective;
    return score - perUsd * costUsd - (perSecond * ms) / 1000;
  }
}

/** Of an empty list 0. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function meanCost(spent: readonly { readonly runs: number; readonly costUsd: number }[]): number {
  const runs = spent.reduce((sum, one) => sum + one.runs, 0);
  return runs === 0 ? 0 : spent.reduce((sum, one) => sum + one.costUsd, 0) / runs;
}

function keyOf(candidate: string, exampleId: string, seed: number): string {
  return `${candidate} ${seed} ${exampleId}`;
}
