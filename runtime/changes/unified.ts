// A change as a short unified diff, for the model and for people.
import type { FileChange } from '../ports/index.js';
import { hunksOf } from './hunks.js';
import { diffLines, type LineHunk } from './line-diff.js';
import type { FileStep } from './steps.js';
import { decodeFile, splitLines, toLf } from './text-file.js';

export interface DiffSummary {
  /** Unified diff without file headers, long lines and long diffs cut; what is left out is said. */
  readonly diff: string;
  readonly added: number;
  readonly removed: number;
}

const CONTEXT = 2;

/** Of one file; a side that is `undefined` counts as empty. Binary files have no lines; their diff says so. */
export function summarizeChange(change: FileStep, maxLines = 60, maxChars = 400): DiffSummary {
  let texts: readonly [string, string];
  try {
    texts = [textOf(change.path, change.before), textOf(change.path, change.after)];
  } catch {
    return { diff: '(binary file)', added: 0, removed: 0 };
  }
  const { before, after, line } = changedPart(...texts);
  const hunks = diffLines(before, after);
  const lines = grouped(hunks).flatMap((group) => render(group, before, line));
  const rest = lines.length - maxLines;
  const shown = lines
    .slice(0, maxLines)
    .map((text) => (text.length > maxChars ? `${text.slice(0, maxChars)}…` : text));
  if (rest > 0) shown.push(`… ${rest} more lines`);
  return {
    diff: shown.join('\n'),
    added: hunks.reduce((sum, hunk) => sum + hunk.newLines.length, 0),
    removed: hunks.reduce((sum, hunk) => sum + hunk.oldLines.length, 0),
  };
}

/** Hunks of one change that people are shown to choose from; with more of them a file is looked at as a whole. */
const MOST_HUNKS = 40;
const HUNK_LINES = 40;
const HUNK_CHARS = 400;

/** Each hunk of a change with its context, by its number; nothing where there is nothing to choose. */
export function hunkTexts(change: FileChange): readonly string[] | undefined {
  const hunks = hunksOf(change);
  if (hunks.length < 2 || hunks.length > MOST_HUNKS || change.before === undefined)
    return undefined;
  const before = splitLines(toLf(decodeFile(change.path, change.before).text));
  return hunks.map((hunk) => {
    const lines = render([hunk], before, 0).map((text) =>
      text.length > HUNK_CHARS ? `${text.slice(0, HUNK_CHARS)}…` : text,
    );
    const rest = lines.length - HUNK_LINES;
    return [...lines.slice(0, HUNK_LINES), ...(rest > 0 ? [`… ${rest} more lines`] : [])].join(
      '\n',
    );
  });
}

function textOf(path: string, bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : toLf(decodeFile(path, bytes).text);
}

interface ChangedPart {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Lines that stand before the part. */
  readonly line: number;
}

const CHUNK = 4096;

/** The lines between what the texts share at both ends, with context: most of a large file is never split. */
function changedPart(before: string, after: string): ChangedPart {
  const most = Math.min(before.length, after.length);
  let head = 0;
  const same = (at: number): boolean =>
    before.slice(at, at + CHUNK) === after.slice(at, at + CHUNK);
  while (head < most && same(head)) head += CHUNK;
  head = Math.min(head, most);
  let tail = 0;
  const chunkAt = (text: string, fromEnd: number): string =>
    text.slice(Math.max(0, text.length - fromEnd - CHUNK), text.length - fromEnd);
  while (tail + CHUNK <= most - head && chunkAt(before, tail) === chunkAt(after, tail))
    tail += CHUNK;

  const start = contextBefore(before, head);
  const fromEnd = before.length - contextAfter(before, before.length - tail);
  return {
    before: splitLines(before.slice(start, before.length - fromEnd)),
    after: splitLines(after.slice(start, after.length - fromEnd)),
    line: countLines(before, start),
  };
}

/** Start of the line so many lines above an offset that both texts share. */
function contextBefore(text: string, offset: number): number {
  let start = offset;
  for (let i = 0; i <= CONTEXT && start > 0; i++) {
    start = start === 1 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
  }
  return start;
}

/** End of the line so many lines below an offset. */
function contextAfter(text: string, offset: number): number {
  let end = offset;
  for (let i = 0; i <= CONTEXT && end < text.length; i++) {
    const next = text.indexOf('\n', end);
    end = next === -1 ? text.length : next + 1;
  }
  return end;
}

function countLines(text: string, until: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < until; at = text.indexOf('\n', at + 1))
    count++;
  return count;
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

function render(group: readonly LineHunk[], before: readonly string[], line: number): string[] {
  const first = group[0];
  const last = group.at(-1);
  if (first === undefined || last === undefined) return [];
  const start = Math.max(0, first.oldStart - CONTEXT);
  const end = Math.min(before.length, last.oldStart + last.oldLines.length + CONTEXT);
  const grown = group.reduce((sum, hunk) => sum + hunk.newLines.length - hunk.oldLines.length, 0);
  const newStart = first.newStart - (first.oldStart - start);
  const lines = [
    `@@ -${range(line + start, end - start)} +${range(line + newStart, end - start + grown)} @@`,
  ];
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

function marked(mark: string, line: string): string {
  return mark + (line.endsWith('\n') ? line.slice(0, -1) : line);
}
