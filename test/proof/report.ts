// The results of `npm run proof` as a table: scores with intervals, costs with their tail, and what the paper reports.
import { bootstrap, Random } from '../../runtime/optimizer/index.js';
import { PAPER, PAPER_MODEL } from './paper.js';
import type { Outcome } from './run-task.js';
import { p95Of } from './statistics.js';

export const WAYS = ['rlm', 'direct', 'files'] as const;
export type Way = (typeof WAYS)[number];

export interface ProofResult extends Outcome {
  readonly way: Way;
}

export interface ProofRow {
  readonly set: string;
  readonly tokens: number;
  readonly way: Way;
  readonly runs: number;
  /** Runs that were not tried, because they cannot work. */
  readonly refused: number;
  /** Mean of the scores from 0 to 1, with its 95 % interval; those refused count 0. */
  readonly score: number;
  readonly low: number;
  readonly high: number;
  readonly costUsd: number;
  readonly costP95Usd: number;
  readonly secondsP95: number;
  readonly tokensPerRun: number;
  readonly problems: readonly string[];
}

/** One row for each set, size and way, in the order in which they came. */
export function rowsOf(results: readonly ProofResult[]): readonly ProofRow[] {
  const groups = new Map<string, ProofResult[]>();
  for (const result of results) {
    const key = `${result.set} ${result.tokens} ${result.way}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const score = bootstrap(
      group.map((one) => one.score),
      new Random(1),
    );
    const mean = (of: (one: ProofResult) => number): number =>
      group.reduce((sum, one) => sum + of(one), 0) / group.length;
    const problems = group.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
    return [
      {
        set: first.set,
        tokens: first.tokens,
        way: first.way,
        runs: group.length,
        refused: group.filter(({ stopReason }) => stopReason === 'refused').length,
        score: score.mean,
        low: score.low,
        high: score.high,
        costUsd: mean(({ costUsd }) => costUsd),
        costP95Usd: p95Of(group.map(({ costUsd }) => costUsd)),
        secondsP95: p95Of(group.map(({ ms }) => ms)) / 1000,
        tokensPerRun: mean(({ inputTokens, outputTokens }) => inputTokens + outputTokens),
        problems: [...new Set(problems)],
      },
    ];
  });
}

export function reportText(model: string, results: readonly ProofResult[]): string {
  const rows = rowsOf(results);
  const table = rows.map((row) =>
    [
      row.set.padEnd(10),
      `${Math.round(row.tokens / 1000)} k`.padStart(8),
      row.way.padEnd(7),
      String(row.runs).padStart(4),
      `${percent(row.score)} (${percent(row.low)} to ${percent(row.high)})`.padEnd(24),
      `$${row.costUsd.toFixed(4)}`.padStart(9),
      `$${row.costP95Usd.toFixed(4)}`.padStart(9),
      `${row.secondsP95.toFixed(1)} s`.padStart(9),
      String(Math.round(row.tokensPerRun)).padStart(9),
      row.refused > 0 ? `  ${row.refused} refused` : '',
    ].join(' '),
  );
  const problems = rows.flatMap(({ set, tokens, way, problems: all }) =>
    all.slice(0, 3).map((problem) => `  ${set} ${tokens} ${way}: ${problem}`),
  );
  const asked = new Set(rows.map(({ set }) => set));
  const paper = PAPER.filter(({ set }) => asked.has(set)).map(
    ({ set, task, direct, fileTools, rlm }) =>
      `  ${set.padEnd(10)} ${task}: direct ${direct}; file tools ${fileTools}; rlm ${rlm}`,
  );
  return [
    `Model: ${model}`,
    'set          tokens way     runs score in % (95 % interval)   cost   cost p95  time p95  tokens/run',
    ...table,
    ...(problems.length === 0 ? [] : ['Without an answer:', ...problems]),
    ...(paper.length === 0
      ? []
      : [
          `The paper (arXiv 2512.24601v3, table 1; ${PAPER_MODEL}; other tasks of these kinds, so compare the order of the ways only):`,
          ...paper,
        ]),
    '',
  ].join('\n');
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}
