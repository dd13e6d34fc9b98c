// Carries an edit, written against lines as the model remembers them, over to the lines as the file has them.
import { diffArrays } from 'diff';

/**
 * The file's lines with the step from `oldLines` to `newLines` made on them. `fileLines` correspond to
 * `oldLines` one by one. Lines that the step leaves alone stay exactly as in the file; lines that it writes
 * get the file's indentation. `around` are these lines
 * with their neighbours: they show how the file indents.
 */
export function transplant(
  oldLines: readonly string[],
  newLines: readonly string[],
  fileLines: readonly string[],
  around: readonly string[],
): string[] {
  const reindent = createReindent(oldLines, newLines, fileLines, around);
  const contents = new Map(
    oldLines.map((line, index) => [line.trim(), fileLines[index]?.trimStart()]),
  );
  const result: string[] = [];
  let at = 0;
  for (const { value, added, removed } of diffArrays([...oldLines], [...newLines])) {
    if (added) {
      // A line that only moved or changed its indentation is still the file's, not the remembered one.
      for (const line of value) {
        const content = contents.get(line.trim()) ?? line.trimStart();
        result.push(content === '' ? '' : reindent(indentOf(line), at) + content);
      }
      continue;
    }
    if (!removed) result.push(...fileLines.slice(at, at + value.length));
    at += value.length;
  }
  return result;
}

const DEFAULT_UNIT = '    ';

/** How one line is indented in the edit and in the file. */
interface Anchor {
  readonly index: number;
  readonly written: string;
  readonly real: string;
}

/** Translates an indentation of the edit; `at` is the index of the old line before which the new one stands. */
function createReindent(
  oldLines: readonly string[],
  newLines: readonly string[],
  fileLines: readonly string[],
  around: readonly string[],
): (indent: string, at: number) => string {
  const modelUnit = unitOf(oldLines, newLines);
  const fileUnit = unitOf(around) ?? modelUnit ?? DEFAULT_UNIT;
  const levels = (indent: string): number => levelsOf(indent, modelUnit ?? fileUnit);
  const anchors = oldLines.flatMap((line, index): Anchor[] =>
    line.trim() === ''
      ? []
      : [{ index, written: indentOf(line), real: indentOf(fileLines[index] ?? '') }],
  );

  return (indent, at) => {
    const wanted = levels(indent);
    // The most alike in depth, and among those the nearest: a model may have left out all indentation.
    const [nearest] = anchors
      .map((anchor) => ({
        anchor,
        depth: Math.abs(wanted - levels(anchor.written)),
        distance: Math.abs(anchor.index + 0.5 - at),
      }))
      .sort((a, b) => a.depth - b.depth || a.distance - b.distance);
    if (nearest === undefined) return indent;
    const { written, real } = nearest.anchor;
    return shifted(real, wanted - levels(written), fileUnit);
  };
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function levelsOf(indent: string, unit: string): number {
  const tabs = indent.split('\t').length - 1;
  return tabs + (indent.length - tabs) / (unit === '\t' ? DEFAULT_UNIT.length : unit.length);
}

/** Parts of a level, from lines that are aligned rather than indented, become spaces. */
function shifted(indent: string, levels: number, unit: string): string {
  const whole = Math.trunc(levels);
  const width = unit === '\t' ? DEFAULT_UNIT.length : unit.length;
  if (levels < 0) return indent.slice(0, Math.max(0, indent.length + whole * unit.length));
  return indent + unit.repeat(whole) + ' '.repeat(Math.round((levels - whole) * width));
}

/** One level of indentation as these texts show it: a tab, or the commonest step between two lines. */
function unitOf(...texts: readonly (readonly string[])[]): string | undefined {
  const counts = new Map<number, number>();
  for (const lines of texts) {
    const indents = lines.filter((line) => line.trim() !== '').map(indentOf);
    if (indents.some((indent) => indent.startsWith('\t'))) return '\t';
    for (const [index, indent] of indents.entries()) {
      const step = Math.abs(indent.length - (indents[index - 1] ?? indent).length);
      // A single blank is alignment, as in block comments.
      if (step > 1) counts.set(step, (counts.get(step) ?? 0) + 1);
    }
  }
  const [commonest] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return commonest === undefined ? undefined : ' '.repeat(commonest[0]);
}
