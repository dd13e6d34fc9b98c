// The trajectory as the model sees it: the newest steps in full, older ones in brief, under one fixed cap.
import type { HistoryEntry } from '../models/index.js';
import { cutMiddle, oneLine } from './text.js';

/** Characters that the whole history may take in a prompt. */
export const HISTORY_CHARS = 24_000;
/** Characters of one observation. */
export const OBSERVATION_CHARS = 6_000;

const FULL_ENTRIES = 3;
const BRIEF = { reasoning: 160, code: 400, observation: 200 } as const;

/**
 * The last entries whole and the earlier ones in brief: code kept short, observation in one line. When even
 * that is too much, the oldest make room and are counted in one entry. Deterministic, so that a provider's
 * prompt cache holds for as long as possible.
 */
export function compressHistory(
  entries: readonly HistoryEntry[],
  limit: number = HISTORY_CHARS,
): HistoryEntry[] {
  const firstFull = Math.max(0, entries.length - FULL_ENTRIES);
  const shown = entries.map((entry, i) => (i < firstFull ? brief(entry) : whole(entry, limit)));
  let from = 0;
  while (from < shown.length - 1 && chars(shown.slice(from)) > limit) from++;
  return from === 0 ? shown : [gone(shown.slice(0, from)), ...shown.slice(from)];
}

function whole(entry: HistoryEntry, limit: number): HistoryEntry {
  return {
    ...entry,
    reasoning: cutMiddle(entry.reasoning, Math.floor(limit / 8)),
    code: cutMiddle(entry.code, Math.floor(limit / 4)),
    observation: cutMiddle(entry.observation, Math.min(OBSERVATION_CHARS, Math.floor(limit / 4))),
  };
}

function brief(entry: HistoryEntry): HistoryEntry {
  return {
    index: entry.index,
    reasoning: oneLine(entry.reasoning, BRIEF.reasoning),
    code: cutMiddle(entry.code, BRIEF.code),
    observation: oneLine(entry.observation, BRIEF.observation),
  };
}

function gone(entries: readonly HistoryEntry[]): HistoryEntry {
  const first = entries[0]?.index ?? 1;
  const last = entries.at(-1)?.index ?? first;
  return {
    index: last,
    reasoning: `Steps ${first} to ${last} are left out here; what they computed is in the variables.`,
    code: '',
    observation: '',
  };
}

function chars(entries: readonly HistoryEntry[]): number {
  return entries.reduce((n, e) => n + e.reasoning.length + e.code.length + e.observation.length, 0);
}
