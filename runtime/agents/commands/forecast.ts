// What the next run of a kind is likely to cost, told by earlier runs like it.
import type { RunKind } from '../../core/index.js';

/** How far it looks back, how many of the newest runs count, and with how many there is a forecast at all. */
export const FORECAST = { ms: 14 * 86_400_000, runs: 20, least: 5 } as const;

export interface CostForecast {
  readonly kind: RunKind;
  /** For people. */
  readonly model: string;
  /** Runs that it rests on. */
  readonly runs: number;
  /** US dollars: half of those runs cost no more. */
  readonly likelyUsd: number;
  /** US dollars: nine of ten cost no more. */
  readonly mostUsd: number;
}

/**
 * @param costs US dollars of earlier runs of the kind with the model
 * @returns nothing when they are too few
 */
export function forecastOf(
  kind: RunKind,
  model: string,
  costs: readonly number[],
): CostForecast | undefined {
  const runs = costs.length;
  if (runs < FORECAST.least) return undefined;
  const sorted = [...costs].sort((a, b) => a - b);
  const upTo = (share: number): number => sorted[Math.ceil(share * runs) - 1] ?? 0;
  return { kind, model, runs, likelyUsd: upTo(0.5), mostUsd: upTo(0.9) };
}
