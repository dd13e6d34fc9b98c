// Where a piece of code from an answer belongs in a text: in the place of what it is a new version of.

/** Offsets in the text; equal ones mean that the code is put in there. */
export interface CodePlace {
  readonly start: number;
  readonly end: number;
}

const DECLARED =
  /(?:^|\s)(function|class|interface|type|enum|const|let|var|def|fn|func|struct|trait|impl|module)\s+\*?([\p{L}_$][\p{L}\p{N}_$]*)/u;

/** Of the code's lines, the share that must stand in the text for it to be a new version of the whole. */
const SAME_SHARE = 0.5;
/** Lines of code that can be a version of a whole text. */
const LEAST_LINES = 3;

/**
 * In this order: from the line that the code begins with to the one that it ends with, when both are there; the
 * declaration of the same kind and name; the whole text, when most of the code's lines stand in it. A part of the text is
 * not the place of code that has more in common with the rest.
 * @returns nothing when none of these is there
 */
export function placeOfCode(text: string, code: string): CodePlace | undefined {
  const lines = linesOf(text);
  const wanted = code.split(/\r?\n/).map((line) => line.trim());
  const said = wanted.filter((line) => line !== '');
  const [first = '', last = first] = [said[0], said.at(-1)];
  if (first === '') return undefined;
  const part = betweenLines(lines, first, last, said.length) ?? declaration(lines, first);
  return part !== undefined && holdsMost(lines, said, part)
    ? part
    : whole(lines, said, text.length);
}

function holdsMost(lines: readonly Line[], said: readonly string[], place: CodePlace): boolean {
  const known = lines.filter(({ text }) => /\w/.test(text) && said.includes(text));
  const inside = known.filter(({ start, end }) => start >= place.start && end <= place.end).length;
  return known.length - inside <= Math.max(1, inside);
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly indent: number;
}

function linesOf(text: string): readonly Line[] {
  return [...text.matchAll(/[^\n]*(?:\n|$)/g)]
    .filter((match) => match[0] !== '')
    .map((match) => {
      const line = match[0].replace(/\r?\n$/, '');
      const indent = /^[\t ]*/.exec(line)?.[0].length ?? 0;
      return { start: match.index, end: match.index + line.length, text: line.trim(), indent };
    });
}

/** Only a first line that is there once is a place; a closing bracket alone could stand anywhere. */
function betweenLines(
  lines: readonly Line[],
  first: string,
  last: string,
  count: number,
): CodePlace | undefined {
  const starts = lines.flatMap((line, i) => (line.text === first ? [i] : []));
  const from = starts[0];
  const start = from === undefined ? undefined : lines[from];
  if (from === undefined || start === undefined || starts.length > 1) return undefined;
  const isBlock = /[{([:]$/.test(first);
  if (isBlock) return block(lines, from);
  const to = lines.findIndex((line, i) => i >= from && line.text === last);
  const end = lines[to];
  if (end === undefined || to - from > count * 3) return undefined;
  return { start: start.start, end: end.end };
}

function declaration(lines: readonly Line[], first: string): CodePlace | undefined {
  const [, kind, name] = DECLARED.exec(first) ?? [];
  if (name === undefined) return undefined;
  const at = lines.flatMap((line, i) => {
    const [, otherKind, otherName] = DECLARED.exec(line.text) ?? [];
    return otherKind === kind && otherName === name ? [i] : [];
  });
  return at.length === 1 && at[0] !== undefined ? block(lines, at[0]) : undefined;
}

/** A line with what is indented below it, and the bracket that closes it. */
function block(lines: readonly Line[], from: number): CodePlace | undefined {
  const head = lines[from];
  if (head === undefined) return undefined;
  let end = head;
  for (const line of lines.slice(from + 1)) {
    if (line.text === '') continue;
    if (line.indent > head.indent) end = line;
    else {
      if (line.indent === head.indent && /^[)\]}]/.test(line.text)) end = line;
      break;
    }
  }
  return { start: head.start, end: end.end };
}

function whole(
  lines: readonly Line[],
  said: readonly string[],
  length: number,
): CodePlace | undefined {
  const there = new Set(lines.map(({ text }) => text).filter((text) => text !== ''));
  const known = said.filter((line) => there.has(line)).length;
  const isMost = known >= said.length * SAME_SHARE && said.length >= there.size * SAME_SHARE;
  return isMost && said.length >= LEAST_LINES ? { start: 0, end: length } : undefined;
}
