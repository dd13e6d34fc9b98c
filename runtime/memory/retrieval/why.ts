// Why a memory was found, in the words of people.
import type { Memory } from '../types.js';

const DAY_MS = 86_400_000;

/** @param words of the question that it has; @param now milliseconds since the epoch */
export function whyFound(
  memory: Pick<Memory, 'category' | 'pinned' | 'createdAt'>,
  words: readonly string[],
  now: number,
): string {
  const quoted = [...new Set(words)].map((word) => `“${word}”`);
  const last = quoted.pop() ?? '';
  const list = quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
  const kind = memory.pinned ? `pinned ${memory.category}` : memory.category;
  const from = `${kind} from ${ago(now - memory.createdAt)}`;
  return list === '' ? from : `speaks of ${list}; ${from}`;
}

/** A span of time in the words of people. */
function ago(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 60) return `${days} days ago`;
  return days < 730 ? `${Math.round(days / 30)} months ago` : `${Math.round(days / 365)} years ago`;
}
