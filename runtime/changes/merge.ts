// Three-way merge by hunks: two sets of changes of one base, as long as they do not touch each other.
import { applyHunks, diffLines, type LineHunk } from './line-diff.js';
import { decodeFile, encodeFile, splitLines } from './text-file.js';

export type MergeResult =
  | { readonly merged: true; readonly content: Uint8Array }
  | { readonly merged: false; readonly reason: string };

/** Makes the step from `base` to `ours` on `theirs`. Never throws; binary files are not merged. */
export function merge(base: Uint8Array, ours: Uint8Array, theirs: Uint8Array): MergeResult {
  const files = [base, ours, theirs].map((bytes) => {
    try {
      return decodeFile('', bytes);
    } catch {
      return undefined;
    }
  });
  const [baseFile, ourFile, theirFile] = files;
  if (baseFile === undefined || ourFile === undefined || theirFile === undefined) {
    return { merged: false, reason: 'it was changed, and it is not a text that could be merged' };
  }
  if (files.some((file) => file?.encoding !== baseFile.encoding || file.bom !== baseFile.bom)) {
    return { merged: false, reason: 'its encoding was changed' };
  }
  const lines = splitLines(baseFile.text);
  const mine = diffLines(lines, splitLines(ourFile.text));
  const others = diffLines(lines, splitLines(theirFile.text));
  const hunks = combined(mine, others);
  if (hunks === undefined) {
    return { merged: false, reason: 'it was edited on the same or on neighbouring lines' };
  }
  const text = applyHunks(lines, hunks).join('');
  return { merged: true, content: encodeFile({ ...theirFile, text }) };
}

/** All hunks in order; `undefined` when two that are not the same overlap or touch. */
function combined(mine: readonly LineHunk[], others: readonly LineHunk[]): LineHunk[] | undefined {
  const all = [...mine, ...others].sort((a, b) => a.oldStart - b.oldStart);
  const result: LineHunk[] = [];
  for (const hunk of all) {
    const last = result.at(-1);
    if (last !== undefined && hunk.oldStart <= last.oldStart + last.oldLines.length) {
      if (!sameHunk(hunk, last)) return undefined;
    } else result.push(hunk);
  }
  return result;
}

function sameHunk(a: LineHunk, b: LineHunk): boolean {
  return (
    a.oldStart === b.oldStart &&
    a.oldLines.length === b.oldLines.length &&
    a.newLines.length === b.newLines.length &&
    a.newLines.every((line, index) => line === b.newLines[index])
  );
}
