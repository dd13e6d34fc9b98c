// The text of MEMORY.md: a part between two marks that is memory, line by line, and everything around it, which is
// the user's. The end mark names what was generated last, so that a file says itself what was changed in it.
import type { MemoryCategory } from '../types.js';
import { MemoryFileError } from './errors.js';

const TITLES: Readonly<Record<MemoryCategory, string>> = {
  decision: 'Decisions',
  convention: 'Conventions',
  fact: 'Facts',
  pattern: 'Patterns',
  preference: 'Preferences',
  task: 'Tasks',
};

const BEGIN =
  '<!-- memfun:begin Change, remove or add lines here: Memfun reads them back. Text outside of the two marks stays yours. -->';
const BEGIN_MARK = /^<!-- memfun:begin\b.*-->$/;
const END_MARK = /^<!-- memfun:end$/;
const END_CLOSE = '-->';
const BASE_LINE = /^([\w.-]+) ([0-9a-f]{8,64})$/;
const HEADING = /^#{1,6}\s+(.*?)\s*#*$/;
const ITEM = /^[-*+]\s+(\S.*?)?(?:\s*<!-- (mem_[\w.-]+) -->)?\s*$/;
/** A line whose words were taken away. */
const EMPTIED = /^<!-- mem_[\w.-]+ -->$/;
const CONFLICT = /^(?:<{7}|={7}|>{7})(?: |$)/;
const NOTHING = 'Nothing is remembered yet.';
const HEAD = '# Memory of this project\n\n';
const BOM = '\uFEFF';

/** One line of memory as it stands in the file. */
export interface FileItem {
  /** Absent for a line that somebody added. */
  readonly id?: string;
  /** In one line. */
  readonly text: string;
  /** Absent under a heading that is none of ours. */
  readonly category?: MemoryCategory;
  /** As it stands there. */
  readonly raw: string;
}

export interface ParsedFile {
  /** Text before and after the part that is memory. */
  readonly before: string;
  readonly after: string;
  readonly eol: '\n' | '\r\n';
  readonly items: readonly FileItem[];
  /** What else stands between the marks. */
  readonly strays: readonly string[];
  /** By id: the print of the line as it was generated. Absent: there are no marks yet. */
  readonly base?: ReadonlyMap<string, string>;
}

/** A line to write. */
export interface FileRow {
  readonly id: string;
  readonly text: string;
  readonly category: MemoryCategory;
  readonly print: string;
}

/** What a line says, as it is compared: its kind and its words. */
export function lineKey(category: MemoryCategory | undefined, text: string): string {
  return `${category ?? ''}\n${text}`;
}

/** A content as it stands in the file: in one line, without the start of a comment. */
export function lineText(content: string): string {
  return content.replaceAll(/\s+/g, ' ').trim().replaceAll('<!--', '&lt;!--');
}

/** The content that a line of the file stands for. */
export function contentOf(text: string): string {
  return text.replaceAll('&lt;!--', '<!--');
}

/** @throws MemoryFileError when the text cannot be a whole file */
export function parseFile(data: Uint8Array): ParsedFile {
  const whole = decode(data);
  const bom = whole.startsWith(BOM) ? BOM : '';
  const text = whole.slice(bom.length);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split('\n');
  const plain = lines.map((line) => line.replace(/\r$/, '').trimEnd());
  const begins = plain.flatMap((line, at) => (BEGIN_MARK.test(line) ? [at] : []));
  const ends = plain.flatMap((line, at) => (END_MARK.test(line) ? [at] : []));
  const [begin, end] = [begins[0], ends[0]];
  if (begin === undefined && end === undefined) {
    return { before: whole, after: '', eol, items: [], strays: [] };
  }
  if (begins.length !== 1 || ends.length !== 1 || begin === undefined || end === undefined) {
    throw new MemoryFileError('one of its two marks is missing or stands there twice');
  }
  const close = plain.indexOf(END_CLOSE, end);
  if (end < begin || close < 0) throw new MemoryFileError('it ends before its last mark');
  if (plain.some((line) => CONFLICT.test(line))) {
    throw new MemoryFileError('it holds a conflict of a merge');
  }
  const base = new Map<string, string>();
  for (const line of plain.slice(end + 1, close)) {
    const [, id, print] = BASE_LINE.exec(line) ?? [];
    if (id === undefined || print === undefined) {
      throw new MemoryFileError('its last mark was changed');
    }
    base.set(id, print);
  }
  return {
    before: `${bom}${lines.slice(0, begin).map(withEnd).join('')}`,
    after: lines.slice(close + 1).join('\n'),
    eol,
    base,
    ...readLines(plain.slice(begin + 1, end)),
  };
}

function readLines(lines: readonly string[]): Pick<ParsedFile, 'items' | 'strays'> {
  const items: FileItem[] = [];
  const strays: string[] = [];
  let category: MemoryCategory | undefined;
  let continued = false;
  for (const line of lines) {
    const heading = HEADING.exec(line)?.[1];
    const item = ITEM.exec(line);
    const last = items.at(-1);
    if (line === '' || line === NOTHING) continued = false;
    else if (heading !== undefined) {
      category = categoryOf(heading);
      if (category === undefined) strays.push(line);
      continued = false;
    } else if (item?.[1] !== undefined && !EMPTIED.test(item[1])) {
      const [, text = '', id] = item;
      items.push({
        text: text.replaceAll(/\s+/g, ' '),
        raw: line,
        ...(id === undefined ? {} : { id }),
        ...(category === undefined ? {} : { category }),
      });
      continued = true;
    } else if (continued && last !== undefined && /^\s+\S/.test(line)) {
      const more = line.trim().replaceAll(/\s+/g, ' ');
      items[items.length - 1] = {
        ...last,
        text: `${last.text} ${more}`,
        raw: `${last.raw}\n${line}`,
      };
    } else if (item === null) strays.push(line);
  }
  return { items, strays };
}

/**
 * The whole text. `loose`: lines that are not memory and may not be lost; they come after the marks.
 * @param parsed `undefined` for a new file
 */
export function renderFile(
  parsed: ParsedFile | undefined,
  rows: readonly FileRow[],
  loose: readonly string[],
): Uint8Array {
  const eol = parsed?.eol ?? '\n';
  const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  const sections = Object.entries(TITLES).flatMap(([category, title]) => {
    const lines = sorted
      .filter((row) => row.category === category)
      .map(({ id, text }) => `- ${text} <!-- ${id} -->`);
    return lines.length === 0 ? [] : [`## ${title}\n\n${lines.join('\n')}\n\n`];
  });
  const body = sections.length === 0 ? `${NOTHING}\n\n` : sections.join('');
  const base = sorted.map(({ id, print }) => `${id} ${print}\n`).join('');
  const part = `${BEGIN}\n\n${body}<!-- memfun:end\n${base}${END_CLOSE}\n`.replaceAll('\n', eol);
  const more = loose.length === 0 ? '' : `\n${loose.join('\n')}\n`.replaceAll('\n', eol);
  return new TextEncoder().encode(`${beforePart(parsed)}${part}${more}${parsed?.after ?? ''}`);
}

/** A file of the user's own gets the part after its text, with a blank line between. */
function beforePart(parsed: ParsedFile | undefined): string {
  if (parsed === undefined) return HEAD;
  const { before, base, eol } = parsed;
  if (base !== undefined || before === '' || before === BOM) return before;
  return `${before}${before.endsWith('\n') ? '' : eol}${eol}`;
}

function withEnd(line: string): string {
  return `${line}\n`;
}

function categoryOf(title: string): MemoryCategory | undefined {
  const wanted = title.toLowerCase();
  return (Object.keys(TITLES) as MemoryCategory[]).find((category) =>
    [category, TITLES[category].toLowerCase()].includes(wanted),
  );
}

function decode(data: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    throw new MemoryFileError('it is no text in UTF-8');
  }
  if (text.includes('\0')) throw new MemoryFileError('it holds bytes that are no text');
  // A crash while it was written leaves this: an empty file says nothing about what is remembered.
  if (text.trim() === '' || text === BOM) throw new MemoryFileError('it is empty');
  return text;
}
