// What the cells printed, read back: passages of code with their place, uses, and ideas that nobody mentions.
import type { HistoryEntry } from '../../signatures/index.js';

export interface SourceLine {
  readonly line: number;
  readonly text: string;
}

/** A function, type or section that speaks of the question, shortened to its telling lines. */
export interface Passage {
  readonly path: string;
  /** Of the definition itself; comments above it come before. */
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: string;
  readonly name: string;
  readonly score: number;
  /** First comment of the file: what the file says it is for. */
  readonly fileSays: string;
  readonly lines: readonly SourceLine[];
}

export interface Use extends SourceLine {
  readonly path: string;
}

export interface Evidence {
  readonly passages: readonly Passage[];
  readonly uses: readonly Use[];
  /** Candidate files by rank. */
  readonly files: readonly string[];
  /** Ideas of the question that no file mentions. */
  readonly missing: readonly string[];
}

const PASSAGE = /^@ (.+):(\d+)-(\d+) (\S+) (.+) \(([\d.]+)\)$/;
const USE = /^use (.+?):(\d+) (.*)$/;
const CODE = /^(\d+)\| ?(.*)$/;

/** Reads every observation so far. Lines that do not fit are passed over, so a cut in the middle does no harm. */
export function readEvidence(history: readonly HistoryEntry[]): Evidence {
  const passages: { -readonly [K in keyof Passage]: Passage[K] }[] = [];
  const uses: Use[] = [];
  const files: string[] = [];
  const missing = new Set<string>();
  for (const raw of history.flatMap((entry) => entry.observation.split('\n'))) {
    const passage = PASSAGE.exec(raw);
    const current = passages.at(-1);
    if (passage !== null) {
      passages.push({
        path: passage[1] ?? '',
        startLine: Number(passage[2]),
        endLine: Number(passage[3]),
        kind: passage[4] ?? '',
        name: passage[5] ?? '',
        score: Number(passage[6]),
        fileSays: '',
        lines: [],
      });
      continue;
    }
    const code = CODE.exec(raw);
    if (code !== null && current !== undefined) {
      current.lines = [...current.lines, { line: Number(code[1]), text: code[2] ?? '' }];
      continue;
    }
    const use = USE.exec(raw);
    if (use !== null) uses.push({ path: use[1] ?? '', line: Number(use[2]), text: use[3] ?? '' });
    if (raw.startsWith('file: ') && current !== undefined)
      current.fileSays = unlessName(cleanComment(raw.slice(6)));
    const file = /^file (\S+) [\d.]+ /.exec(raw);
    if (file?.[1] !== undefined) files.push(file[1]);
    const absent = /^idea (.+): 0 files$/.exec(raw);
    if (absent?.[1] !== undefined) missing.add(absent[1]);
  }
  return {
    passages: passages.filter((passage) => passage.lines.length > 0),
    uses,
    files,
    missing: [...missing],
  };
}

/** A comment without its marks. */
export function cleanComment(text: string): string {
  return text
    .replace(/^\s*(?:\/\*\*?|\*\/|\*(?!\*)|\/\/[/!]?|#+!?|--|"""|''')\s?/, '')
    .replace(/\s*(?:\*\/|"""|''')\s*$/, '')
    .trim();
}

const COMMENT = /^\s*(?:\/\/|#(?:\s|$|!)|\/\*|\*(?:\s|\/|$)|--\s)/;

export function isComment(text: string): boolean {
  return COMMENT.test(text);
}

/** A word or two above a file are its name. */
function unlessName(said: string): string {
  return /\S\s+\S+\s+\S/.test(said) ? said : '';
}

/** The comment of a passage: lines above the definition, or a docstring below it. Empty when there is none. */
export function docOf(passage: Passage): string {
  if (passage.kind === 'lines' && !/\.(?:mdx?|rst|txt)$/.test(passage.path)) return '';
  if (passage.kind === 'section' || passage.kind === 'lines') {
    return passage.lines
      .filter((l) => !/^\s*(#|```|\||-{3})/.test(l.text) && l.text.trim() !== '')
      .map((l) => l.text.trim())
      .slice(0, 4)
      .join(' ');
  }
  const above = passage.lines.filter((l) => l.line < passage.startLine && isComment(l.text));
  const own = above.length > 0 ? above.map((l) => l.text) : docstring(passage);
  return own
    .map(cleanComment)
    .filter((text) => text !== '' && !/^(?:@\w|:param|oxlint|eslint|noqa|nolint|type:)/.test(text))
    .join(' ')
    .replace(/\{@link (\S+?)\}/g, '$1')
    .trim();
}

function docstring(passage: Passage): string[] {
  const body = passage.lines.filter((l) => l.line > passage.startLine);
  const start = body.findIndex((l) => /^\s*[rf]?("""|''')/.test(l.text));
  const signature = passage.lines.filter((l) => l.line >= passage.startLine);
  const opened = signature.findIndex((l) => /:\s*(?:#.*)?$/.test(l.text));
  if (start < 0 || start > Math.max(4, opened)) return [];
  const out: string[] = [];
  for (const { text } of body.slice(start)) {
    out.push(text);
    const marks = text.match(/"""|'''/g)?.length ?? 0;
    if ((out.length === 1 && marks === 2) || (out.length > 1 && marks > 0)) break;
    if (/^\s*(?:Args|Returns|Raises|Parameters):/.test(text)) {
      out.pop();
      break;
    }
  }
  return out;
}
