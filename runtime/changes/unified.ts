// A change as a short unified diff, for the model and for people.
import { diffLines, type LineHunk } from './line-diff.js';
import type { FileStep } from './steps.js';
import { decodeFile, splitLines, toLf } from './text-file.js';

export interface DiffSummary {
  /** Unified diff without file headers; cut after `maxLines`, which it then says. */
  readonly diff: string;
  readonly added: number;
  readonly removed: number;
}

const CONTEXT = 2;

/** Of one file; a side that is `undefined` counts as empty. Binary files have no lines; their diff says so. */
export function summarizeChange(change: FileStep, maxLines = 60): DiffSummary {
  let before: string[];
  let after: string[];
  try {
    before = linesOf(change.path, change.before);
    after = linesOf(change.path, change.after);
  } catch {
    return { diff: '(binary file)', added: 0, removed: 0 };
  }
  const hunks = diffLines(before, after);
  const lines = hunks.length === 0 ? [] : grouped(hunks).flatMap((group) => render(group, before));
  const rest = lines.length - maxLines;
  const shown = rest > 0 ? [...lines.slice(0, maxLines), `… ${rest} more lines`] : lines;
  return {
    diff: shown.join('\n'),
    added: hunks.reduce((sum, hunk) => sum + hunk.newLines.length, 0),
    removed: hunks.reduce((sum, hunk) => sum + hunk.oldLines.length, 0),
  };
}

function linesOf(path: string, bytes: Uint8Array | undefined): string[] {
  return bytes === undefined ? [] : splitLines(toLf(decodeFile(path, bytes).text));
}

/** Hunks whose context would overlap are shown as one. */
function grouped(hunks: readonly LineHunk[]): LineHunk[][] {
  const groups: LineHunk[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const hunk of hunks) {
    if (hunk.oldStart - end <= 2 * CONTEXT) groups.at(-1)?.push(hunk);
    else groups.push([hunk]);
    end = hunk.oldStart + hunk.oldLines.length;
  }
  return groups;
}

function render(group: readonly LineHunk[], before: readonly string[]): string[] {
  const first = group[0];
  const last = group.at(-1);
  if (first === undefined || last === undefined) return [];
  const start = Math.max(0, first.oldStart - CONTEXT);
  const end = Math.min(before.length, last.oldStart + last.oldLines.length + CONTEXT);
  const grown = group.reduce((sum, hunk) => sum + hunk.newLines.length - hunk.oldLines.length, 0);
  const newStart = first.newStart - (first.oldStart - start);
  const lines = [`@@ -${range(start, end - start)} +${range(newStart, end - start + grown)} @@`];
  let at = start;
  const context = (until: number): void => {
    for (; at < until; at++) lines.push(marked(' ', before[at] ?? ''));
  };
  for (const { oldStart, oldLines, newLines } of group) {
    context(oldStart);
    for (const line of oldLines) lines.push(marked('-', line));
    for (const line of newLines) lines.push(marked('+', line));
    at = oldStart + oldLines.length;
  }
  context(end);
  return lines;
}

/** An empty range names the line before it, as in every unified diff. */
function range(start: number, count: number): string {
  return count === 0 ? `${start},0` : count === 1 ? `${start + 1}` : `${start + 1},${count}`;
}

const LINE_CHARS = 400;

function marked(mark: string, line: string): string {
  const text = line.endsWith('\n') ? line.slice(0, -1) : line;
  return mark + (text.length > LINE_CHARS ? `${text.slice(0, LINE_CHARS)}…` : text);
}
