// Tells what a function does, line by line: comments in its body, checks, failures, calls and results.
import type { SourceLine } from './evidence.js';
import { cleanComment, isComment } from './evidence.js';

/** One thing that happens in a function, as words without a final stop. */
export interface Happening {
  readonly line: number;
  readonly text: string;
  readonly sort: 'note' | 'fails' | 'returns' | 'calls' | 'loops' | 'catches';
}

const CONDITION = /^\s*(?:\}?\s*else\s+)?(?:if|elif|unless|guard)\b\s*(.+)$/;
const FAILURE =
  /\b(?:throw\s+(?:new\s+([\w.]+)|\w+)|raise\s+([\w.]+)|panic!?\(|return\s+(?:[\w.{}]+,\s*)*(?:fmt\.Errorf|errors\.New|errors\.Wrap\w*)\(|Err\()/;
const MESSAGE = /["'`]((?:[^"'`\\]|\\.){4,90})["'`]/;
const NOT_CALLS = new Set(
  `if for while switch catch return function elif except with match assert print println super len str int
  float bool list dict set tuple range enumerate isinstance string number Boolean String Number Array Object
  append make new map filter some every forEach push join slice trim split includes replace test exec has get
  add keys values entries format sorted reversed zip min max sum any all repr type hasattr getattr error
  Error sizeof console log info debug warn startsWith endsWith indexOf toString toLowerCase next
  find findIndex set delete Map Set Date Promise RegExp at flat flatMap reduce every sort reverse parse stringify
  min max floor ceil round abs Sprintf Println Printf Fprintf Errorf lower upper strip format encode decode
  setTimeout clearTimeout setInterval clearInterval addEventListener removeEventListener AbortController AbortSignal
  get_json WithCancel async isArray fromEntries resolve then copy literal optional describe`.split(
    /\s+/,
  ),
);

/** What happens in the given lines, in order, at most `limit` things. */
export function narrate(
  lines: readonly SourceLine[],
  self: string,
  limit = 8,
): readonly Happening[] {
  const happenings: Happening[] = [];
  let condition: { line: number; text: string; depth: number } | undefined;
  const called = new Set<string>([self]);
  for (const [i, { line, text }] of lines.entries()) {
    if (isComment(text)) {
      const before = lines[i - 1];
      const joins = before !== undefined && isComment(before.text) && before.line === line - 1;
      note(happenings, line, cleanComment(text), joins);
      continue;
    }
    const depth = text.search(/\S/);
    const holds = condition !== undefined && line - condition.line <= 2 && depth > condition.depth;
    const when = holds ? condition?.text : undefined;
    const test = conditionOf(text);
    // An `if` that ends on its own line says nothing about the next one.
    const closed = /;\s*$|\b(?:return|throw|raise|continue|break)\b/.test(text);
    if (test !== undefined) condition = closed ? undefined : { line, text: test, depth };
    const cause = test ?? when;
    const happening =
      failure(line, text, cause, lines[i + 1]?.text) ??
      result(line, text, cause) ??
      other(line, text) ??
      calls(line, text, called);
    if (happening !== undefined) happenings.push(happening);
  }
  return choose(happenings, limit);
}

/** Names of functions that the lines call, in order. */
export function callsIn(lines: readonly SourceLine[], self: string): string[] {
  const called = new Set<string>();
  for (const { text } of lines) {
    if (isComment(text)) continue;
    for (const { name } of callNames(text)) if (name !== self) called.add(name);
  }
  return [...called];
}

/** The condition of an `if` line: what its brackets hold, or in Python and Go all up to the colon or brace. */
function conditionOf(text: string): string | undefined {
  const rest = CONDITION.exec(text)?.[1];
  if (rest === undefined) return undefined;
  if (!rest.startsWith('('))
    return shorten(rest.replace(/\s*(?::|\{|then)\s*(?:(?:return|raise|throw)\b.*)?$/, ''));
  let depth = 0;
  for (let i = 0; i < rest.length; i++) {
    const c = rest[i];
    if (c === '(') depth++;
    if (c === ')' && --depth === 0) return shorten(rest.slice(1, i));
  }
  return undefined;
}

function note(happenings: Happening[], line: number, text: string, joins: boolean): void {
  if (text === '' || /^(?:eslint|oxlint|noqa|biome|type:|@)/.test(text)) return;
  const last = happenings.at(-1);
  if (joins && last?.sort === 'note') {
    happenings[happenings.length - 1] = { ...last, text: `${last.text} ${text}` };
  } else happenings.push({ line, text, sort: 'note' });
}

function failure(
  line: number,
  text: string,
  when: string | undefined,
  next: string | undefined,
): Happening | undefined {
  const match = FAILURE.exec(text);
  if (match === null) return undefined;
  const name = (match[1] ?? match[2] ?? '').split('.').pop() ?? '';
  const said =
    MESSAGE.exec(text)?.[1] ?? (next === undefined ? undefined : MESSAGE.exec(next)?.[1]);
  if (name === '' && said === undefined && /\bthrow\s+\w+\s*;?\s*$/.test(text)) {
    return { line, sort: 'fails', text: 'passes the error on' };
  }
  const what = name === '' || /^(?:error|err|e|exc)$/.test(name) ? 'an error' : `\`${name}\``;
  return {
    line,
    sort: 'fails',
    text: `${when === undefined ? '' : `if \`${when}\`, `}fails with ${what}${said === undefined ? '' : ` (“${said}”)`}`,
  };
}

function result(line: number, text: string, when: string | undefined): Happening | undefined {
  const match = /(?:^|[\s{;)])return\b\s*([^;]*);?\s*\}?$/.exec(text);
  if (match === null) return undefined;
  const value = shorten(match[1] ?? '');
  // Passing an error on is how Go says nothing happened here.
  if (/^err != nil$/.test(when ?? '') && /\berr$/.test(value)) return undefined;
  const returned = value === '' || /^[([{]$/.test(value) ? '' : ` \`${value}\``;
  if (returned === '' && when === undefined) return undefined;
  return {
    line,
    sort: 'returns',
    text: `${when === undefined ? '' : `if \`${when}\`, `}returns${returned === '' ? ' early' : returned}`,
  };
}

function other(line: number, text: string): Happening | undefined {
  const loop =
    /^\s*for\s*(?:await\s*)?\(?\s*(?:const|let|var)?\s*(.+?)\s+(?:of|in|:=\s*range)\s+(.+?)\)?\s*[{:]\s*$/.exec(
      text,
    );
  if (loop !== null) {
    return { line, sort: 'loops', text: `goes through \`${shorten(loop[2] ?? '')}\`` };
  }
  const caught = /^\s*\}?\s*(?:catch\b\s*\(?(\w*)|except\s*\(?([\w., ]*))/.exec(text);
  if (caught !== null) {
    const kinds = (caught[2] ?? '').replace(/\s+as\s+\w+/, '').trim();
    return {
      line,
      sort: 'catches',
      text: kinds === '' ? 'catches what fails' : `catches \`${kinds}\``,
    };
  }
  return undefined;
}

function calls(line: number, text: string, called: Set<string>): Happening | undefined {
  if (/^\s*(?:export |public |private |static |async )*(?:def|func|function|fn|class)\b/.test(text))
    return undefined;
  const fresh = callNames(text).filter(({ name }) => !called.has(name));
  const first = fresh[0];
  if (first === undefined) return undefined;
  for (const { name } of fresh) called.add(name);
  return { line, sort: 'calls', text: `calls \`${first.whole}\`` };
}

/** Called functions by name, and as written with what they belong to. */
function callNames(text: string): { readonly name: string; readonly whole: string }[] {
  const code = text.replace(/(["'`])(?:\\.|(?!\1).)*\1/g, '""');
  return [...code.matchAll(/((?:[A-Za-z_$#][\w$]*\.)*)([A-Za-z_$][\w$]*)\s*(?:<[\w, ]+>)?\(/g)]
    .map((m) => ({
      name: m[2] ?? '',
      whole: `${(m[1] ?? '').replace(/^(?:this|self|cls)\./, '')}${m[2] ?? ''}`,
    }))
    .filter(({ name }) => name.length > 2 && !NOT_CALLS.has(name));
}

/** Keeps order; drops plain calls first, then loops, when there is too much to tell. */
function choose(happenings: readonly Happening[], limit: number): readonly Happening[] {
  const weight = { note: 3, fails: 3, returns: 2, catches: 2, loops: 1, calls: 1 } as const;
  const kept = new Set(
    [...happenings].sort((a, b) => weight[b.sort] - weight[a.sort]).slice(0, limit),
  );
  return happenings.filter((h) => kept.has(h));
}

function shorten(code: string): string {
  const flat = code
    .replace(/`/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/\s*[{:]$/, '')
    .trim();
  // An expression that goes on in the next line is shown as far as its call.
  const open = /\((?:async\s*)?(?:\([^()]*\)|\w*)?\s*(?:=>)?\s*\{?$/;
  const balanced = balance(flat.replace(open, '(…)'));
  return balanced.length <= 64 ? balanced : `${balanced.slice(0, 63).trimEnd()}…`;
}

/** Cuts a closing bracket that a line-wise match took along. */
function balance(code: string): string {
  let depth = 0;
  for (let i = 0; i < code.length; i++) {
    const c = code[i];
    if (c === '(') depth++;
    if (c === ')' && --depth < 0) return code.slice(0, i).trim();
  }
  return code;
}
