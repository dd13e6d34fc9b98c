// The parts of a change that can be accepted or rejected one by one, and the change that is left of them.
import type { FileChange } from '../ports/index.js';
import { sameBytes } from './hash.js';
import { applyHunks, diffLines, type LineHunk } from './line-diff.js';
import { decodeFile, encodeFile, splitLines, type TextFile } from './text-file.js';

export interface Hunk extends LineHunk {
  /** Names the hunk within its change. */
  readonly index: number;
}

/** Both sides of a change as lines with their ends; the byte order mark belongs to the first line. */
interface LineSides {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly encode: (lines: readonly string[]) => Uint8Array;
}

/**
 * The hunks of a modified or moved file. Created and deleted files, binary files and files whose encoding
 * changes have none: they are accepted or rejected whole.
 */
export function hunksOf(change: FileChange): readonly Hunk[] {
  const sides = sidesOf(change);
  if (sides === undefined) return [];
  return diffLines(sides.before, sides.after).map((hunk, index) => ({ ...hunk, index }));
}

/**
 * The change with only these hunks of it; `undefined` when nothing is left to do. A change without hunks is
 * returned as it is when `accepted` holds 0, else dropped. A moved file stays moved, whatever is rejected.
 */
export function withAccepted(
  change: FileChange,
  accepted: ReadonlySet<number>,
): FileChange | undefined {
  const sides = sidesOf(change);
  if (sides === undefined || change.before === undefined || change.after === undefined) {
    return accepted.has(0) ? change : undefined;
  }
  const hunks = diffLines(sides.before, sides.after).filter((_, index) => accepted.has(index));
  const after = sides.encode(applyHunks(sides.before, hunks));
  if (change.kind === 'modify' && sameBytes(after, change.before)) return undefined;
  return { ...change, after };
}

function sidesOf(change: FileChange): LineSides | undefined {
  if (change.before === undefined || change.after === undefined) return undefined;
  let before: TextFile;
  let after: TextFile;
  try {
    before = decodeFile(change.path, change.before);
    after = decodeFile(change.path, change.after);
  } catch {
    return undefined; // no lines to tell apart
  }
  if (before.encoding !== after.encoding) return undefined;
  return {
    before: linesOf(before),
    after: linesOf(after),
    encode: (lines) => encodeFile({ ...before, bom: false, text: lines.join('') }),
  };
}

function linesOf({ text, bom }: TextFile): string[] {
  return splitLines(bom ? `\ufeff${text}` : text);
}
