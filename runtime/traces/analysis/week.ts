// The last seven days beside the seven before: what ran, how it ended and what it cost.
import type { TraceSummary } from '../types.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = 7;

export interface Period {
  readonly runs: number;
  readonly failedRuns: number;
  /** Input and output. */
  readonly tokens: number;
  readonly costUsd: number;
  readonly ms: number;
}

export interface Week {
  readonly now: Period;
  readonly before: Period;
  /** The last seven times 24 hours, oldest first. */
  readonly days: readonly (Period & { readonly startMs: number })[];
}

/** What began later counts to the week or to the one before. Milliseconds since the epoch. */
export function weeksBegin(nowMs: number): number {
  return nowMs - 2 * DAYS * DAY_MS;
}

/** @param nowMs the end of the week, milliseconds since the epoch; later runs are left out */
export function weekOf(runs: readonly TraceSummary[], nowMs: number): Week {
  const start = nowMs - DAYS * DAY_MS;
  const between = (from: number, to: number): Period =>
    sumOf(runs.filter(({ startedAt }) => startedAt > from && startedAt <= to));
  return {
    now: between(start, nowMs),
    before: between(start - DAYS * DAY_MS, start),
    days: Array.from({ length: DAYS }, (_, day) => {
      const startMs = start + day * DAY_MS;
      return { startMs, ...between(startMs, startMs + DAY_MS) };
    }),
  };
}

/** Those that began in the last seven days. */
export function runsOfWeek<Run extends Pick<TraceSummary, 'startedAt'>>(
  runs: readonly Run[],
  nowMs: number,
): readonly Run[] {
  return runs.filter(({ startedAt }) => startedAt > nowMs - DAYS * DAY_MS && startedAt <= nowMs);
}

function sumOf(runs: readonly TraceSummary[]): Period {
  const sum = (of: (run: TraceSummary) => number): number =>
    runs.reduce((total, run) => total + of(run), 0);
  return {
    runs: runs.length,
    failedRuns: runs.filter(({ status }) => status === 'failed').length,
    tokens: sum(({ usage }) => usage.inputTokens + usage.outputTokens),
    costUsd: sum(({ usage }) => usage.costUsd),
    ms: sum(({ ms }) => ms),
  };
}
