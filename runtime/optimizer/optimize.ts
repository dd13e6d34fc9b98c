// One optimisation from examples to report: split, search, held-out gate. Nothing is changed by it.
import type { Clock, IdMaker } from '../core/index.js';
import { type Candidate, type Component, type Demo, originalOf } from './component.js';
import { OptimizeBudgetError } from './errors.js';
import {
  Account,
  type AccountOptions,
  mean,
  type ObjectiveWeights,
  objectiveOf,
  type SearchBudget,
} from './evaluation.js';
import { judge } from './gate/gate.js';
import { splitExamples } from './gate/split.js';
import { type Report, reportSchema } from './proposals/report.js';
import { gepa } from './search/gepa.js';
import { mipro } from './search/mipro.js';
import type { TextWriter } from './writer.js';

export const OPTIMIZERS = ['mipro', 'gepa'] as const;
export type OptimizerName = (typeof OPTIMIZERS)[number];

export interface OptimizeOptions
  extends Pick<AccountOptions, 'evaluator' | 'memo' | 'onProgress' | 'signal' | 'parallel'> {
  /** Default: quality alone. */
  readonly weights?: ObjectiveWeights;
  readonly target: string;
  readonly optimizer: OptimizerName;
  /** As they are in force now. */
  readonly components: readonly Component[];
  /** Of the same components, without any optimisation. */
  readonly originals: Candidate;
  readonly examples: readonly { readonly id: string; readonly group: string }[];
  readonly labels?: Readonly<Record<string, Readonly<Record<string, Demo>>>>;
  readonly writer: TextWriter;
  readonly budget: SearchBudget;
  readonly seed: number;
  readonly model: string;
  readonly clock: Clock;
  readonly ids: IdMaker;
}

/** Runs of each held-out example and side, where they take no more than this share of the budget; else one. */
const REPEATS = 2;
const MOST_FOR_REPEATS = 1 / 4;
/** Held-out examples may cost more than those that told the price. */
const MARGIN = 1.1;

/**
 * The held-out examples are paid for first of all: their evaluations are set aside before the search begins, and their
 * money by what runs turn out to cost.
 * @throws TooFewExamplesError, OptimizeBudgetError when the budget covers no search at all, AbortedError
 */
export async function optimize(options: OptimizeOptions): Promise<Report> {
  const { components, examples, budget, seed, clock, ids, originals } = options;
  const { train, val, heldOut } = splitExamples(examples, seed);
  const forGate = 2 * heldOut.length;
  const repeats = REPEATS * forGate <= MOST_FOR_REPEATS * budget.calls ? REPEATS : 1;
  const calls = budget.calls - repeats * forGate;
  if (calls < 2 * val.length)
    throw new OptimizeBudgetError(
      `${budget.calls} evaluations (at least ${forGate + 2 * val.length} are needed)`,
    );
  const before = originalOf(components);
  const account = new Account({
    ...options,
    budget: { calls, costUsd: budget.costUsd },
    // What will be found is not known yet: perhaps it is the one that costs most.
    setAside: (prices) => {
      const once = MARGIN * heldOut.length * (prices.of(before) + prices.highest);
      return repeats * once <= MOST_FOR_REPEATS * budget.costUsd ? repeats * once : once;
    },
  });
  // Relative to the present version, which every search evaluates first anyway.
  if (options.weights !== undefined)
    account.weigh(objectiveOf(options.weights, await account.evaluate(before, val)));
  const parts = { components, train, val, account, writer: options.writer, seed };
  const found =
    options.optimizer === 'gepa'
      ? await gepa(parts)
      : await mipro({
          ...parts,
          ...(options.labels === undefined ? {} : { labels: options.labels }),
        });
  const best = await simplest(found.best, before, val, account);
  const left = Math.max(0, budget.costUsd - account.costUsd);
  const prices = account.prices();
  // The last runs and texts of the search may have cost more than was left to it.
  const isDear = left < repeats * heldOut.length * (prices.of(before) + prices.of(best));
  const gate = new Account({
    ...options,
    objective: account.objective,
    budget: { calls: repeats * forGate, costUsd: left },
  });
  const verdict = await judge({
    account: gate,
    before,
    after: best,
    heldOut,
    repeats: isDear ? 1 : repeats,
  });
  const report = reportSchema.parse({
    format: 1,
    id: ids.next('change'),
    madeAt: clock.now(),
    target: options.target,
    optimizer: options.optimizer,
    seed,
    model: options.model,
    components: components
      .filter(({ id, value }) => JSON.stringify(best[id]) !== JSON.stringify(value))
      .map(({ id, kind, value }) => ({
        id,
        kind,
        original: originals[id] ?? value,
        before: value,
        after: best[id],
      })),
    examples: { train: train.length, val: val.length, heldOut: heldOut.length },
    search: {
      calls: account.calls + gate.calls,
      costUsd: account.costUsd + gate.costUsd,
      ended: found.ended,
      tried: found.tried.map(({ origin, mean }) => ({ origin, mean })),
    },
    verdict,
  } satisfies Record<keyof Report, unknown>);
  return report;
}

/**
 * The found candidate without the changes that do not matter: each is taken back alone, and stays taken back when the
 * examples to choose by are no worse without it. As far as the budget goes.
 */
async function simplest(
  found: Candidate,
  before: Candidate,
  val: readonly string[],
  account: Account,
): Promise<Candidate> {
  const changed = Object.keys(found).filter(
    (id) => JSON.stringify(found[id]) !== JSON.stringify(before[id]),
  );
  const valueOf = async (candidate: Candidate): Promise<number> =>
    mean((await account.evaluate(candidate, val)).map(({ value }) => value));
  let best = found;
  for (const id of changed) {
    const original = before[id];
    if (changed.length === 1 || original === undefined) continue;
    const without = { ...best, [id]: original };
    if (!account.canPay(account.priceOf(without, val) + account.priceOf(best, val))) break;
    try {
      if ((await valueOf(without)) >= (await valueOf(best))) best = without;
    } catch (error) {
      // Calls are counted before, but the money may run out on the way: what was found is judged as it is.
      if (!(error instanceof OptimizeBudgetError)) throw error;
      break;
    }
  }
  return best;
}
