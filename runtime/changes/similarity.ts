// How alike two lines are: edit distance, given up as soon as a bound is passed (Ukkonen 1985).

/** Longer lines (minified code) are alike only when they are equal. */
const MAX_COMPARED = 2000;

/** Most pairs of characters that `lineSimilarity` looks at for unequal lines. */
export function comparisonWork(a: string, b: string, least: number): number {
  const longest = Math.max(a.length, b.length);
  if (longest > MAX_COMPARED) return 0;
  const allowed = Math.floor((1 - least) * longest + 1e-9);
  if (Math.abs(a.length - b.length) > allowed) return 0;
  return Math.min(a.length, b.length) * Math.min(2 * allowed + 1, longest);
}

/** 1 for equal, 0 for nothing in common or for anything below `least`. */
export function lineSimilarity(a: string, b: string, least: number): number {
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  if (longest > MAX_COMPARED) return 0;
  const allowed = Math.floor((1 - least) * longest + 1e-9);
  const distance = boundedDistance(a, b, allowed);
  return distance > allowed ? 0 : 1 - distance / longest;
}

/** Two rows of the table, used again by every comparison: this runs for every line of a file. */
const ROWS = [new Int32Array(MAX_COMPARED + 2), new Int32Array(MAX_COMPARED + 2)] as const;

/** The Levenshtein distance of texts up to that length, or `bound + 1` when it is greater than `bound`. */
export function boundedDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) > bound) return bound + 1;
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const width = endB - start;
  let [row, next] = ROWS;
  for (let column = 0; column <= width; column++) row[column] = column;
  for (let i = 1; i <= endA - start; i++) {
    // Only a band of `bound` around the diagonal can stay within the bound; its borders count as beyond.
    const from = Math.max(1, i - bound);
    const to = Math.min(width, i + bound);
    next[from - 1] = from === 1 ? i : bound + 1;
    const code = a.charCodeAt(start + i - 1);
    let best = next[from - 1] ?? 0;
    for (let j = from; j <= to; j++) {
      const step = code === b.charCodeAt(start + j - 1) ? 0 : 1;
      const value = Math.min((row[j - 1] ?? 0) + step, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next[j] = value;
      if (value < best) best = value;
    }
    next[to + 1] = bound + 1;
    if (best > bound) return bound + 1;
    [row, next] = [next, row];
  }
  return Math.min(row[width] ?? 0, bound + 1);
}
