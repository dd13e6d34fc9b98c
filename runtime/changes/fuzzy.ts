// Places of a file that look like some lines: one that can be taken for them, or the nearest, to be shown.
import type { Candidate } from './errors.js';
import { comparisonWork, lineSimilarity } from './similarity.js';

/** How alike a place must be, as a whole, to be taken for the wanted text. */
export const ENOUGH = 0.9;
/** By how much it must be more alike than every other place. */
export const DISTANCE = 0.05;
/** No single line may be less alike than this. */
const LEAST_LINE = 0.5;
/** Shorter texts say too little: one changed character can make them another statement. */
const LEAST_CHARS = 24;
/** Pairs of characters that are compared before the search is given up: a second or two of work. */
const MAX_WORK = 600_000_000;

export interface Likeness {
  /** Index of the first line. */
  readonly start: number;
  readonly similarity: number;
}

/**
 * All places with similarity of at least `ENOUGH - DISTANCE`, best first; none when the search would take too
 * long. Both arguments are lines with whitespace normalised; similarity is the mean over the lines, weighted by
 * their length.
 */
export function placesLike(wanted: readonly string[], lines: readonly string[]): Likeness[] {
  const weights = wanted.map((line) => line.length + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total - wanted.length < LEAST_CHARS) return [];
  const tolerated = (1 - ENOUGH + DISTANCE) * total;
  const found: Likeness[] = [];
  const work = { left: MAX_WORK };
  for (let start = 0; start + wanted.length <= lines.length; start++) {
    const loss = lossAt(wanted, weights, lines, start, { tolerated, work });
    if (work.left < 0) return [];
    if (loss !== undefined) found.push({ start, similarity: 1 - loss / total });
  }
  return found.sort((a, b) => b.similarity - a.similarity);
}

/** What is missing to likeness, in characters; `undefined` as soon as it is too much. */
function lossAt(
  wanted: readonly string[],
  weights: readonly number[],
  lines: readonly string[],
  start: number,
  { tolerated, work }: { readonly tolerated: number; readonly work: { left: number } },
): number | undefined {
  let loss = 0;
  for (const [index, line] of wanted.entries()) {
    const other = lines[start + index] ?? '';
    const weight = weights[index] ?? 1;
    const least = Math.max(LEAST_LINE, 1 - (tolerated - loss) / weight);
    work.left -= 1 + (line === other ? 0 : comparisonWork(line, other, least));
    if (work.left < 0) return undefined;
    const similarity = lineSimilarity(line, other, least);
    if (similarity < LEAST_LINE) return undefined;
    loss += weight * (1 - similarity);
    if (loss > tolerated) return undefined;
  }
  return loss;
}

const CANDIDATES = 3;
const LEAST_SHOWN = 0.4;
/** Only the longest lines are looked for: they say most. */
const TELLING_LINES = 5;
const EXAMINED = 20;
/** Of a place that is only to be shown, its beginning decides. */
const EXAMINED_LINES = 40;
const EXAMINED_CHARS = 200;

/** The places nearest to the wanted lines, best first; few words in common are enough to be examined. */
export function nearestPlaces(
  wanted: readonly string[],
  lines: readonly string[],
  original: readonly string[],
): Candidate[] {
  const telling = wanted
    .map((line, index) => ({ index, length: line.length, words: wordsOf(line) }))
    .filter(({ words }) => words.size > 0)
    .sort((a, b) => b.length - a.length)
    .slice(0, TELLING_LINES);
  const scores = new Map<number, number>();
  for (const [at, line] of lines.entries()) {
    const words = wordsOf(line);
    if (words.size === 0) continue;
    for (const { index, length, words: others } of telling) {
      const shared = sharePart(words, others);
      if (shared < LEAST_SHOWN) continue;
      const start = Math.max(0, at - index);
      scores.set(start, (scores.get(start) ?? 0) + shared * length);
    }
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, EXAMINED)
    .map(([start]) => ({ start, similarity: similarityAt(wanted, lines, start) }))
    .filter(({ similarity }) => similarity >= LEAST_SHOWN)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, CANDIDATES)
    .map(({ start, similarity }) => ({
      line: start + 1,
      text: original.slice(start, start + wanted.length).join('\n'),
      similarity,
    }));
}

function wordsOf(line: string): Set<string> {
  return new Set(line.slice(0, 2000).match(/[\p{L}\p{N}_]+/gu));
}

/** Dice's coefficient of two sets. */
function sharePart(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return (2 * common) / (a.size + b.size);
}

function similarityAt(wanted: readonly string[], lines: readonly string[], start: number): number {
  let sum = 0;
  let total = 0;
  for (const [index, whole] of wanted.slice(0, EXAMINED_LINES).entries()) {
    const line = whole.slice(0, EXAMINED_CHARS);
    const other = (lines[start + index] ?? '').slice(0, EXAMINED_CHARS);
    const weight = Math.max(line.length, other.length) + 1;
    total += weight;
    sum += weight * lineSimilarity(line, other, 0);
  }
  return sum / total;
}
