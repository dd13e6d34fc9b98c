// A source file prepared for static rules: the same lines once as written, once without strings and comments.
import { languageOf } from '../text/markdown.js';

export interface Source {
  readonly path: string;
  /** As in code fences: `typescript`, `python`, `go`, … */
  readonly language: string;
  readonly raw: readonly string[];
  /** Comments and the insides of strings blanked; every column is where it was. */
  readonly code: readonly string[];
  /** The comments alone, at their columns. */
  readonly comments: readonly string[];
}

export type LanguageFamily = 'script' | 'python' | 'go' | 'rust' | 'other';

const SCRIPT = new Set(['typescript', 'tsx', 'javascript', 'jsx']);

export function familyOf(source: Source): LanguageFamily {
  if (SCRIPT.has(source.language)) return 'script';
  if (source.language === 'python') return 'python';
  if (source.language === 'go') return 'go';
  return source.language === 'rust' ? 'rust' : 'other';
}

export function prepareSource(path: string, text: string): Source {
  const language = languageOf(path);
  const { code, comments } = separate(text, commentStyle(language));
  return {
    path,
    language,
    raw: text.split('\n'),
    code: code.split('\n'),
    comments: comments.split('\n'),
  };
}

interface CommentStyle {
  readonly line: string;
  readonly block: boolean;
  readonly triple: boolean;
  readonly backtick: boolean;
}

function commentStyle(language: string): CommentStyle {
  const hash = ['python', 'ruby', 'bash', 'yaml', 'toml'].includes(language);
  return {
    line: language === 'sql' ? '--' : hash ? '#' : '//',
    block: !hash,
    triple: language === 'python',
    backtick: SCRIPT.has(language) || language === 'go',
  };
}

/** Reads the text once, character by character, and sends each to code or to comments; the other gets a blank. */
function separate(text: string, style: CommentStyle): { code: string; comments: string } {
  let code = '';
  let comments = '';
  const give = (to: 'code' | 'comment' | 'neither', piece: string): void => {
    const blank = piece.replace(/[^\n]/g, ' ');
    code += to === 'code' ? piece : blank;
    comments += to === 'comment' ? piece : blank;
  };
  let i = 0;
  while (i < text.length) {
    const rest = text.slice(i, i + 3);
    if (rest.startsWith(style.line)) i = take(lineEnd(text, i), 'comment');
    else if (style.block && rest.startsWith('/*')) i = take(after(text, '*/', i + 2), 'comment');
    else if (style.triple && (rest === '"""' || rest === "'''"))
      i = quoted(after(text, rest, i + 3), 3);
    else if (rest[0] === '"' || (rest[0] === "'" && !isLifetime(text, i)))
      i = quoted(stringEnd(text, i, false), 1);
    else if (style.backtick && rest[0] === '`') i = quoted(stringEnd(text, i, true), 1);
    else if (rest[0] === '/' && style.line === '//' && startsRegex(text, i))
      i = quoted(regexEnd(text, i), 1);
    else i = take(i + 1, 'code');
  }
  return { code, comments };

  function take(end: number, to: 'code' | 'comment'): number {
    give(to, text.slice(i, end));
    return end;
  }
  function quoted(end: number, marks: number): number {
    give('code', text.slice(i, Math.min(end, i + marks)));
    give('neither', text.slice(i + marks, Math.max(i + marks, end - marks)));
    give('code', text.slice(Math.max(i + marks, end - marks), end));
    return end;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end + mark.length;
}

function stringEnd(text: string, from: number, multiline: boolean): number {
  const quote = text[from];
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (quote === '`' && text.startsWith('${', i)) i = interpolationEnd(text, i + 2);
    else if (text[i] === quote) return i + 1;
    else if (text[i] === '\n' && !multiline) return i;
  }
  return text.length;
}

/** Index of the brace that closes a `${`; strings inside may hold braces of their own. */
function interpolationEnd(text: string, from: number): number {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    const c = text[i] ?? '';
    if ('"\'`'.includes(c)) i = stringEnd(text, i, c === '`') - 1;
    else if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return i;
  }
  return text.length;
}

/** `'a` in Rust. */
function isLifetime(text: string, at: number): boolean {
  return (
    /^'[a-z_]\w*(?!')[\s,>&)]/.test(text.slice(at, at + 24)) && /[<&\s]/.test(text[at - 1] ?? '')
  );
}

function startsRegex(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at).trimEnd();
  return (
    /(?:^|[=(,:[!&|?{};]|=>|\breturn)$/.test(before) &&
    /^\/[^/*\n][^\n]*\//.test(text.slice(at, at + 300))
  );
}

function regexEnd(text: string, from: number): number {
  let inClass = false;
  for (let i = from + 1; i < text.length; i++) {
    const c = text[i];
    if (c === '\\') i++;
    else if (c === '\n') return i;
    else if (c === '[') inClass = true;
    else if (c === ']') inClass = false;
    else if (c === '/' && !inClass) return i + 1;
  }
  return text.length;
}
