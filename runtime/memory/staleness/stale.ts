// What it means for a memory that its code has changed: it is doubted in words, and ranks behind others.
import type { Memory } from '../types.js';

/** What a stale memory's score is multiplied with. */
const STALE = 0.6;

/** 0 to 1. */
export function trustIn({ staleSince }: Pick<Memory, 'staleSince'>): number {
  return staleSince === undefined ? 1 : STALE;
}

/** Why a memory may be outdated, e.g. `may be outdated: parse in src/x.ts changed`; `undefined` when it is not stale. */
export function doubtOf({
  staleSince,
  provenance: { path, symbol },
}: Pick<Memory, 'staleSince' | 'provenance'>): string | undefined {
  if (staleSince === undefined) return undefined;
  const place = path === undefined ? 'the code' : path;
  return `may be outdated: ${symbol === undefined ? place : `${symbol} in ${place}`} changed`;
}

/** Best first, with stale ones behind those of like score. */
export function staleBehind<T extends { readonly memory: Memory; readonly score: number }>(
  candidates: readonly T[],
): readonly T[] {
  return candidates
    .map((candidate) => ({ ...candidate, score: candidate.score * trustIn(candidate.memory) }))
    .sort((a, b) => b.score - a.score);
}
