// Finds the one place of a text that an edit means: exactly, then apart from whitespace, then by likeness.
import {
  EditAmbiguousError,
  EditInvalidError,
  EditNotFoundError,
  type MatchStage,
} from './errors.js';
import { DISTANCE, ENOUGH, nearestPlaces, placesLike } from './fuzzy.js';
import { toLf } from './text-file.js';
import { transplant } from './transplant.js';

export interface TextEdit {
  readonly oldText: string;
  readonly newText: string;
  /** Replace every place where `oldText` stands, instead of insisting on one. */
  readonly replaceAll?: boolean | undefined;
}

/** Offsets into the searched text, and what comes between them. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Match {
  readonly stage: MatchStage;
  /** In the order of the text, without overlap. */
  readonly replacements: readonly Replacement[];
}

/**
 * Where the edit applies in a text that has `\n` line ends only. The stages after the exact one look at whole
 * lines; what they replace is re-indented as the file is.
 * @throws EditInvalidError, EditAmbiguousError, EditNotFoundError with the nearest places.
 */
export function findMatch(path: string, text: string, edit: TextEdit): Match {
  const wanted = { ...edit, oldText: toLf(edit.oldText), newText: toLf(edit.newText) };
  if (wanted.oldText === '') {
    throw new EditInvalidError(
      path,
      'has an empty oldText',
      'Give the text to be replaced; createFile makes new files, writeFile fills empty ones.',
    );
  }
  if (wanted.oldText === wanted.newText) {
    throw new EditInvalidError(
      path,
      'would change nothing: oldText and newText are the same',
      'Leave this edit out, or give the text as it should become.',
    );
  }
  return exactMatch(path, text, wanted) ?? lineMatch(path, text, wanted);
}

function exactMatch(path: string, text: string, edit: TextEdit): Match | undefined {
  const { oldText, newText, replaceAll = false } = edit;
  const starts: number[] = [];
  // Overlapping places count as well: in `aaa` it is not clear which `aa` is meant.
  const step = replaceAll ? oldText.length : 1;
  for (let at = text.indexOf(oldText); at !== -1; at = text.indexOf(oldText, at + step)) {
    starts.push(at);
  }
  if (starts.length === 0) return undefined;
  if (starts.length > 1 && !replaceAll) {
    throw new EditAmbiguousError(path, lineNumbers(text, starts), 'exact');
  }
  return {
    stage: 'exact',
    replacements: starts.map((start) => ({ start, end: start + oldText.length, text: newText })),
  };
}

/** The lines that an edit is about, without blank lines at its ends. */
interface LineEdit {
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  /** Whether the line break after the last line goes as well. */
  readonly withBreak: boolean;
}

function lineMatch(path: string, text: string, edit: TextEdit): Match {
  const lines = text.split('\n');
  const normal = lines.map(normalized);
  const lineEdit = toLineEdit(edit);
  const wanted = lineEdit.oldLines.map(normalized);
  const replace = (stage: MatchStage, starts: readonly number[]): Match => ({
    stage,
    replacements: replacementsAt(lines, lineEdit, starts),
  });

  if (wanted.length > 0) {
    const starts = sameLines(wanted, normal);
    if (starts.length === 1 || (starts.length > 1 && edit.replaceAll === true)) {
      return replace('whitespace', starts);
    }
    if (starts.length > 1) {
      const numbers = starts.map((start) => start + 1);
      throw new EditAmbiguousError(path, numbers, 'whitespace');
    }
    const [best, second] = placesLike(wanted, normal);
    if (best !== undefined && best.similarity >= ENOUGH) {
      if (second === undefined || best.similarity - second.similarity >= DISTANCE) {
        return replace('fuzzy', [best.start]);
      }
      throw new EditAmbiguousError(path, [best.start + 1, second.start + 1], 'fuzzy');
    }
  }
  throw new EditNotFoundError(path, nearestPlaces(wanted, normal, lines));
}

function normalized(line: string): string {
  return line.trim().replaceAll(/\s+/g, ' ');
}

function toLineEdit({ oldText, newText }: TextEdit): LineEdit {
  const oldLines = oldText.split('\n');
  const newLines = newText.split('\n');
  const endsInBreak = oldText.endsWith('\n');
  // Blank lines that both texts start or end with are the model's layout, not a wish.
  while (oldLines[0]?.trim() === '') {
    oldLines.shift();
    if (newLines[0]?.trim() === '') newLines.shift();
  }
  while (oldLines.at(-1)?.trim() === '') {
    oldLines.pop();
    if (newLines.at(-1)?.trim() === '') newLines.pop();
  }
  return { oldLines, newLines, withBreak: newLines.length === 0 && endsInBreak };
}

/** Starts of the places whose lines are all equal, without overlap. */
function sameLines(wanted: readonly string[], lines: readonly string[]): number[] {
  // Numbers for lines: comparing the same long lines again and again would take too long.
  const numbers = new Map(wanted.map((line, index) => [line, index] as const));
  const pattern = wanted.map((line) => numbers.get(line));
  const numbered = lines.map((line) => numbers.get(line));
  const starts: number[] = [];
  for (let start = 0; start + pattern.length <= numbered.length; start++) {
    if (pattern.every((number, index) => numbered[start + index] === number)) {
      starts.push(start);
      start += pattern.length - 1;
    }
  }
  return starts;
}

const AROUND = 200;

function replacementsAt(
  lines: readonly string[],
  { oldLines, newLines, withBreak }: LineEdit,
  starts: readonly number[],
): Replacement[] {
  const offsets = lineOffsets(lines);
  return starts.map((first) => {
    const end = first + oldLines.length;
    const around = lines.slice(Math.max(0, first - AROUND), end + AROUND);
    const text = transplant(oldLines, newLines, lines.slice(first, end), around).join('\n');
    const lastEnd = (offsets[end - 1] ?? 0) + (lines[end - 1]?.length ?? 0);
    const hasBreak = withBreak && end < lines.length;
    return { start: offsets[first] ?? 0, end: hasBreak ? lastEnd + 1 : lastEnd, text };
  });
}

function lineOffsets(lines: readonly string[]): number[] {
  let offset = 0;
  return lines.map((line) => {
    const start = offset;
    offset += line.length + 1;
    return start;
  });
}

/** Line numbers, from 1, of ascending offsets. */
function lineNumbers(text: string, offsets: readonly number[]): number[] {
  let line = 1;
  let from = 0;
  return offsets.map((offset) => {
    for (
      let at = text.indexOf('\n', from);
      at !== -1 && at < offset;
      at = text.indexOf('\n', from)
    ) {
      line++;
      from = at + 1;
    }
    return line;
  });
}
