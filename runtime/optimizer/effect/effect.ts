// Effectiveness over time: how often runs that use a thing went well, by week, with the versions that held; and what memory and skills do.
import type { Interval } from '../statistics.js';

/** One run, as far as it matters here. */
export interface RunFact {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly good: boolean;
  /** Names of what it used: targets, and skills as `skill:NAME`. */
  readonly uses: ReadonlySet<string>;
  /** Whether memories were put before the question. */
  readonly recalled: boolean;
}

/** A version that was accepted or taken back. */
export interface Mark {
  readonly at: number;
  readonly action: 'accept' | 'rollback';
  readonly proposal: string;
}

export interface Rate extends Interval {
  readonly n: number;
}

export interface Course {
  readonly name: string;
  readonly weeks: readonly (Rate & { readonly startMs: number })[];
  readonly marks: readonly Mark[];
  /** From one mark to the next. */
  readonly versions: readonly (Rate & {
    readonly fromMs: number;
    readonly proposal: string | undefined;
  })[];
}

/** Runs with a thing beside runs without it. This is no experiment: who uses it may have had other tasks. */
export interface Contrast {
  readonly name: string;
  readonly with: Rate;
  readonly without: Rate;
}

export interface Effect {
  readonly courses: readonly Course[];
  readonly memory: Contrast;
  readonly skills: readonly Contrast[];
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** 1 January 1970 was a Thursday: weeks begin on Mondays, in UTC. */
const MONDAY_MS = 4 * 24 * 60 * 60 * 1000;
const Z = 1.96;
/** Weeks that are shown. */
const MOST_WEEKS = 26;

/** Every run has this name. */
export const ALL_RUNS = 'all';

/** @param marks by name of a target */
export function effectOf(
  facts: readonly RunFact[],
  marks: ReadonlyMap<string, readonly Mark[]>,
): Effect {
  const used = new Set(facts.flatMap(({ uses }) => [...uses]));
  const names = [ALL_RUNS, ...[...new Set([...marks.keys(), ...used])].sort()];
  const skills = [...used].filter((name) => name.startsWith('skill:')).sort();
  return {
    courses: names.map((name) =>
      courseOf(
        name,
        facts.filter(({ uses }) => name === ALL_RUNS || uses.has(name)),
        name === ALL_RUNS ? [...marks.values()].flat() : (marks.get(name) ?? []),
      ),
    ),
    memory: contrast('memory', facts, ({ recalled }) => recalled),
    skills: skills.map((name) => contrast(name, facts, ({ uses }) => uses.has(name))),
  };
}

function courseOf(name: string, facts: readonly RunFact[], given: readonly Mark[]): Course {
  const marks = [...given].sort((a, b) => a.at - b.at);
  const byWeek = new Map<number, RunFact[]>();
  for (const fact of facts) {
    const week = weekStart(fact.at);
    byWeek.set(week, [...(byWeek.get(week) ?? []), fact]);
  }
  const weeks = [...byWeek]
    .sort(([a], [b]) => a - b)
    .slice(-MOST_WEEKS)
    .map(([startMs, runs]) => ({ startMs, ...rateOf(runs) }));
  const borders = [
    Number.NEGATIVE_INFINITY,
    ...marks.map(({ at }) => at),
    Number.POSITIVE_INFINITY,
  ];
  const versions = borders.slice(0, -1).map((from, index) => {
    const mark = marks[index - 1];
    const to = borders[index + 1] ?? Number.POSITIVE_INFINITY;
    const runs = facts.filter(({ at }) => at >= from && at < to);
    return {
      fromMs: mark?.at ?? runs.reduce((first, { at }) => Math.min(first, at), to),
      proposal: mark?.action === 'accept' ? mark.proposal : undefined,
      ...rateOf(runs),
    };
  });
  return { name, weeks, marks, versions: marks.length === 0 ? [] : versions };
}

function contrast(
  name: string,
  facts: readonly RunFact[],
  has: (fact: RunFact) => boolean,
): Contrast {
  return {
    name,
    with: rateOf(facts.filter(has)),
    without: rateOf(facts.filter((fact) => !has(fact))),
  };
}

/** Milliseconds of the Monday, 0:00 UTC, of the week. */
export function weekStart(at: number): number {
  return Math.floor((at - MONDAY_MS) / WEEK_MS) * WEEK_MS + MONDAY_MS;
}

/**
 * With the 95 % score interval of a share (Wilson, "Probable Inference, the Law of Succession, and Statistical
 * Inference", 1927). Without any run: 0, between 0 and 1.
 */
export function rateOf(facts: readonly Pick<RunFact, 'good'>[]): Rate {
  const n = facts.length;
  if (n === 0) return { n, mean: 0, low: 0, high: 1 };
  const mean = facts.filter(({ good }) => good).length / n;
  const scale = 1 + Z ** 2 / n;
  const center = (mean + Z ** 2 / (2 * n)) / scale;
  const half = (Z * Math.sqrt((mean * (1 - mean)) / n + Z ** 2 / (4 * n ** 2))) / scale;
  return { n, mean, low: Math.max(0, center - half), high: Math.min(1, center + half) };
}
