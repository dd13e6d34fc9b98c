// The gate: a candidate is offered only when it is better on examples that no search has seen, beyond chance.
import type { Candidate } from '../component.js';
import type { Account, Evaluated } from '../evaluation.js';
import { mean } from '../evaluation.js';
import { Random } from '../random.js';
import { bootstrap, type Interval, mcnemar, signedRank } from '../statistics.js';

export interface HeldOutExample {
  readonly id: string;
  readonly before: number;
  readonly after: number;
  /** What was said about the new answer. */
  readonly feedback: string;
  readonly input: string;
}

export interface Side {
  readonly value: Interval;
  readonly score: Interval;
  /** US dollars and milliseconds of one run. */
  readonly costUsd: number;
  readonly ms: number;
}

export interface Verdict {
  readonly test: 'exact McNemar' | 'Wilcoxon signed-rank';
  /** One-sided: chance of a difference like this one, or a larger one, if there were none. */
  readonly p: number;
  readonly level: number;
  readonly offered: boolean;
  /** In one sentence. */
  readonly why: string;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  readonly before: Side;
  readonly after: Side;
  /** Mean paired difference with its 95 % bootstrap interval. */
  readonly difference: Interval;
  readonly examples: readonly HeldOutExample[];
}

export interface GateOptions {
  readonly account: Account;
  readonly before: Candidate;
  readonly after: Candidate;
  readonly heldOut: readonly string[];
  /** Independent runs of each example, averaged before the test. Default 1. */
  readonly repeats?: number;
  /** Default 0.05. */
  readonly level?: number;
}

const LEVEL = 0.05;
/** Share of the score that may be given for less cost or time. */
const MOST_LOSS = 0.02;

/**
 * Each example is one pair. Right-or-wrong results are tested by the exact McNemar test, graded ones by Wilcoxon's
 * signed ranks; both one-sided, for only an improvement is of interest. One candidate is tested once, so there is
 * nothing to correct for.
 * @throws OptimizeBudgetError when the budget does not cover it; AbortedError
 */
export async function judge(options: GateOptions): Promise<Verdict> {
  const { account, heldOut, repeats = 1, level = LEVEL } = options;
  account.tell('gate', `${heldOut.length} examples that no search has seen`);
  const runs = async (candidate: Candidate): Promise<readonly Averaged[]> => {
    const rounds: (readonly Evaluated[])[] = [];
    for (let seed = 1; seed <= repeats; seed++)
      rounds.push(await account.evaluate(candidate, heldOut, seed));
    return heldOut.map((id, index) =>
      averaged(
        id,
        rounds.flatMap((round) => round[index] ?? []),
      ),
    );
  };
  const before = await runs(options.before);
  const after = await runs(options.after);
  const differences = after.map(({ value }, index) => value - (before[index]?.value ?? 0));
  const wins = differences.filter((difference) => difference > 0).length;
  const losses = differences.filter((difference) => difference < 0).length;
  const isBinary = [...before, ...after].every(({ value }) => value === 0 || value === 1);
  const p = isBinary ? mcnemar(wins, losses) : signedRank(differences);
  const scores = (of: readonly Averaged[]): number => mean(of.map(({ score }) => score));
  const loses = scores(before) - scores(after) > MOST_LOSS;
  const offered = p < level && mean(differences) > 0 && !loses;
  const random = new Random(1);
  return {
    test: isBinary ? 'exact McNemar' : 'Wilcoxon signed-rank',
    p,
    level,
    offered,
    why:
      loses && mean(differences) > 0 ? WORSE_ANSWERS : whyOf(offered, p, level, mean(differences)),
    wins,
    losses,
    ties: differences.length - wins - losses,
    before: sideOf(before, random),
    after: sideOf(after, random),
    difference: bootstrap(differences, random),
    examples: heldOut.map((id, index) => ({
      id,
      before: before[index]?.value ?? 0,
      after: after[index]?.value ?? 0,
      feedback: after[index]?.feedback ?? '',
      input: after[index]?.input ?? '',
    })),
  };
}

interface Averaged {
  readonly id: string;
  readonly value: number;
  readonly score: number;
  readonly costUsd: number;
  readonly ms: number;
  readonly feedback: string;
  readonly input: string;
}

function averaged(id: string, runs: readonly Evaluated[]): Averaged {
  const of = (field: 'value' | 'score' | 'costUsd' | 'ms'): number =>
    mean(runs.map((run) => run[field]));
  const [first] = runs;
  return {
    id,
    value: of('value'),
    score: of('score'),
    costUsd: of('costUsd'),
    ms: of('ms'),
    feedback: first?.feedback ?? '',
    input: first?.input ?? '',
  };
}

function sideOf(runs: readonly Averaged[], random: Random): Side {
  return {
    value: bootstrap(
      runs.map(({ value }) => value),
      random,
    ),
    score: bootstrap(
      runs.map(({ score }) => score),
      random,
    ),
    costUsd: mean(runs.map(({ costUsd }) => costUsd)),
    ms: mean(runs.map(({ ms }) => ms)),
  };
}

const WORSE_ANSWERS = 'It costs less, but its answers on held-out examples are worse.';

function whyOf(offered: boolean, p: number, level: number, difference: number): string {
  if (offered)
    return `It is better on held-out examples, beyond chance (p = ${p.toFixed(4)} < ${level}).`;
  return difference > 0
    ? `It looks better on held-out examples, but this may be chance (p = ${p.toFixed(4)}, needed below ${level}).`
    : 'It is not better on held-out examples.';
}
