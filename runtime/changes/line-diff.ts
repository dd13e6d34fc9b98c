// The difference of two lists of lines as hunks without context (Myers 1986, by the package `diff`).
import { diffArrays } from 'diff';

/** Lines `oldStart … oldStart + oldLines.length` of the old text become `newLines`. Starts count from 0. */
export interface LineHunk {
  readonly oldStart: number;
  readonly oldLines: readonly string[];
  readonly newStart: number;
  readonly newLines: readonly string[];
}

/** Beyond so many changed lines the search for the smallest difference is given up: it would take too long. */
const MAX_EDITS = 4000;

/** The hunks in order; texts that have too little in common give one large hunk. */
export function diffLines(before: readonly string[], after: readonly string[]): LineHunk[] {
  let head = 0;
  const most = Math.min(before.length, after.length);
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;

  const oldLines = before.slice(head, before.length - tail);
  const newLines = after.slice(head, after.length - tail);
  if (oldLines.length === 0 && newLines.length === 0) return [];
  const parts = diffArrays(oldLines, newLines, { maxEditLength: MAX_EDITS });
  if (parts === undefined) return [{ oldStart: head, oldLines, newStart: head, newLines }];

  const hunks: LineHunk[] = [];
  let oldAt = head;
  let newAt = head;
  let open:
    | { oldLines: string[]; newLines: string[]; oldStart: number; newStart: number }
    | undefined;
  for (const { value, added, removed } of parts) {
    if (!added && !removed) {
      open = undefined;
      oldAt += value.length;
      newAt += value.length;
      continue;
    }
    if (open === undefined) {
      open = { oldStart: oldAt, oldLines: [], newStart: newAt, newLines: [] };
      hunks.push(open);
    }
    if (added) {
      open.newLines.push(...value);
      newAt += value.length;
    } else {
      open.oldLines.push(...value);
      oldAt += value.length;
    }
  }
  return hunks;
}

/** The old lines with these hunks made on them. */
export function applyHunks(lines: readonly string[], hunks: readonly LineHunk[]): string[] {
  const result: string[] = [];
  let at = 0;
  for (const { oldStart, oldLines, newLines } of hunks) {
    for (; at < oldStart; at++) result.push(lines[at] ?? '');
    for (const line of newLines) result.push(line);
    at = oldStart + oldLines.length;
  }
  for (; at < lines.length; at++) result.push(lines[at] ?? '');
  return result;
}
