// Three versions of a text line by line: what one side alone has changed is taken, what both have changed is a conflict.
import { applyHunks, diffLines, type LineHunk } from './line-diff.js';

/** A stretch of the merged text, or a place where the two sides differ. */
export type MergeRegion =
  | { readonly kind: 'merged'; readonly lines: readonly string[] }
  | ConflictRegion;

export interface ConflictRegion {
  readonly kind: 'conflict';
  /** Line of the base where it begins, from 0. */
  readonly start: number;
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/**
 * Diff3 (Khanna, Kunal, Pierce: A Formal Investigation of Diff3, 2007) on hunks. Hunks that overlap or touch
 * belong together; both sides having made the same change is no conflict.
 */
export function threeWay(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): readonly MergeRegion[] {
  const mine = diffLines(base, ours);
  const others = diffLines(base, theirs);
  const regions: MergeRegion[] = [];
  let at = 0;
  let i = 0;
  let j = 0;
  for (let group = next(); group !== undefined; group = next()) {
    const { start, end, left, right } = group;
    const old = base.slice(start, end);
    const leftLines = moved(old, left, start);
    const rightLines = moved(old, right, start);
    push(base.slice(at, start));
    if (right.length === 0 || sameLines(leftLines, rightLines)) push(leftLines);
    else if (left.length === 0) push(rightLines);
    else {
      regions.push({ kind: 'conflict', start, base: old, ours: leftLines, theirs: rightLines });
    }
    at = end;
  }
  push(base.slice(at));
  return regions;

  /** The next hunks of both sides that hang together. */
  function next() {
    const first = Math.min(startOf(mine[i]), startOf(others[j]));
    if (first === Number.POSITIVE_INFINITY) return undefined;
    let end = first;
    const left: LineHunk[] = [];
    const right: LineHunk[] = [];
    for (;;) {
      const [a, b] = [mine[i], others[j]];
      if (a !== undefined && a.oldStart <= end) {
        left.push(a);
        end = Math.max(end, a.oldStart + a.oldLines.length);
        i++;
      } else if (b !== undefined && b.oldStart <= end) {
        right.push(b);
        end = Math.max(end, b.oldStart + b.oldLines.length);
        j++;
      } else return { start: first, end, left, right };
    }
  }

  function push(lines: readonly string[]): void {
    const last = regions.at(-1);
    if (lines.length === 0) return;
    if (last?.kind === 'merged') {
      regions[regions.length - 1] = { kind: 'merged', lines: last.lines.concat(lines) };
    } else regions.push({ kind: 'merged', lines });
  }
}

/** The text with one side taken in every conflict. */
export function withSide(
  regions: readonly MergeRegion[],
  side: 'ours' | 'theirs',
): readonly string[] {
  return regions.flatMap((region) => (region.kind === 'merged' ? region.lines : region[side]));
}

/** Two texts that nothing came before: every place where they differ is a conflict. */
export function twoWay(ours: readonly string[], theirs: readonly string[]): readonly MergeRegion[] {
  const regions: MergeRegion[] = [];
  let at = 0;
  for (const { oldStart, oldLines, newLines } of diffLines(ours, theirs)) {
    if (oldStart > at) regions.push({ kind: 'merged', lines: ours.slice(at, oldStart) });
    regions.push({ kind: 'conflict', start: 0, base: [], ours: oldLines, theirs: newLines });
    at = oldStart + oldLines.length;
  }
  if (at < ours.length) regions.push({ kind: 'merged', lines: ours.slice(at) });
  return regions;
}

function startOf(hunk: LineHunk | undefined): number {
  return hunk?.oldStart ?? Number.POSITIVE_INFINITY;
}

/** A stretch of the base with the hunks of one side made on it. */
function moved(
  lines: readonly string[],
  hunks: readonly LineHunk[],
  start: number,
): readonly string[] {
  return applyHunks(
    lines,
    hunks.map((hunk) => ({ ...hunk, oldStart: hunk.oldStart - start })),
  );
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}
