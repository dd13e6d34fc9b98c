// Composes the explanation of one function, type or file from its own lines.
import { RULE_BASED } from '../label.js';
import { at, dedent, fence, firstSentence, languageOf, listed } from '../text/markdown.js';
import { wordsOf } from '../text/words.js';
import type { Passage, Use } from './evidence.js';
import { docOf, isComment, readEvidence } from './evidence.js';
import type { Happening } from './narrate.js';
import { callsIn, narrate } from './narrate.js';
import type { Prose } from './prose.js';

interface Member {
  readonly line: number;
  readonly kind: string;
  readonly name: string;
  readonly doc: string;
}

const MEMBER = /^member (\d+) (\S+) (\S+) :: (.*)$/;

/** @returns `undefined` when the observation shows nothing to explain */
export function composeExplanation(observation: string): Prose | undefined {
  const { passages, uses } = readEvidence([{ index: 0, reasoning: '', code: '', observation }]);
  const meant = passages[0];
  if (meant === undefined) return undefined;
  const members = observation.split('\n').flatMap((line) => readMember(line));
  const parts =
    meant.kind === 'file' || members.length > 2
      ? [opening(meant), memberList(meant, members) || beginning(meant)]
      : [opening(meant), signature(meant), steps(meant), endings(meant), dependencies(meant)];
  return {
    answer: [...parts, users(meant, uses), RULE_BASED].filter((part) => part !== '').join('\n\n'),
    citations: [
      { path: meant.path, line: meant.startLine, endLine: meant.endLine },
      ...uses.slice(0, 4).map(({ path, line }) => ({ path, line })),
    ],
  };
}

function readMember(line: string): Member[] {
  const m = MEMBER.exec(line);
  if (m === null) return [];
  return [{ line: Number(m[1]), kind: m[2] ?? '', name: m[3] ?? '', doc: m[4] ?? '' }];
}

function opening(p: Passage): string {
  const place = p.kind === 'file' ? `\`${p.path}\`` : at(p.path, p.startLine);
  const doc = p.kind === 'file' ? p.fileSays : docOf(p);
  const name =
    p.kind === 'file'
      ? `**${place}** (${p.endLine} lines)`
      : p.kind === 'lines'
        ? `**Lines ${p.startLine} to ${p.endLine} of \`${p.path}\`**`
        : `**\`${p.name}\`** is a ${p.kind} in ${place}`;
  if (doc !== '') return `${name}. Its comment says: “${doc}”`;
  const words = wordsOf(p.name).join(' ');
  const guess =
    p.kind === 'file' || p.kind === 'lines' || words === p.name ? '' : `; its name says “${words}”`;
  const file =
    p.kind !== 'file' && p.fileSays !== ''
      ? ` The file says of itself: “${firstSentence(p.fileSays)}”`
      : '';
  return `${name}. It has no comment${guess}.${file}`;
}

function signature(p: Passage): string {
  if (p.kind === 'lines') return '';
  const lines = p.lines.filter((l) => l.line >= p.startLine && !/^\s*@/.test(l.text));
  const text = lines
    .slice(0, 14)
    .map((l) => l.text.trim())
    .join(' ');
  const parameters = parametersOf(text);
  if (parameters === undefined) return '';
  if (parameters.length === 0) return 'It takes no parameters.';
  return `It takes ${listed(parameters.map((parameter) => `\`${parameter}\``))}.`;
}

/** The parameters of the first parameter list, split at its own commas. */
function parametersOf(text: string): string[] | undefined {
  const method = /^func\s*\([^)]*\)\s*\w+/.exec(text);
  const open = text.indexOf('(', method?.[0].length ?? 0);
  if (open < 0) return undefined;
  const parts: string[] = [];
  let depth = 0;
  let current = '';
  for (const c of text.slice(open)) {
    if ('([{<'.includes(c) && depth++ === 0) continue;
    if (')]}'.includes(c) || (c === '>' && !current.endsWith('='))) depth--;
    if (depth === 0) break;
    if (c === ',' && depth === 1) {
      parts.push(current);
      current = '';
    } else current += c;
  }
  if (depth !== 0) return undefined;
  return [...parts, current]
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '' && part !== 'self' && part !== 'cls');
}

function steps(p: Passage): string {
  const told = narrate(body(p), p.name, 14);
  if (told.length === 0) return '';
  const rows = told.map((h) => `- ${sentence(h)} (${at(p.path, h.line)})`);
  return `What it does, in order:\n${rows.join('\n')}`;
}

function body(p: Passage): Passage['lines'] {
  if (p.kind === 'lines') return p.lines;
  let inDoc = false;
  return p.lines.filter(({ line, text }) => {
    const marks = text.match(/"""|'''/g)?.length ?? 0;
    if (marks === 1) inDoc = !inDoc;
    return line > p.startLine && marks === 0 && !inDoc;
  });
}

function sentence({ text, sort }: Happening): string {
  const words = sort === 'note' ? firstSentence(text) : text;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function endings(p: Passage): string {
  const code = body(p).filter((l) => !isComment(l.text));
  const branches = code.filter((l) =>
    /^\s*(?:\}?\s*else\s+)?(?:if|elif|case|switch|match)\b/.test(l.text),
  ).length;
  const all = narrate(code, p.name, 60);
  const failures = all.filter((h) => h.sort === 'fails').length;
  const returns = all.filter((h) => h.sort === 'returns').length;
  const counts = [
    count(branches, 'branch', 'branches'),
    count(failures, 'place where it fails on purpose', 'places where it fails on purpose'),
    count(returns, 'return', 'returns'),
  ].filter((part) => part !== '');
  const long = p.endLine - p.startLine + 1;
  const size = count(long, 'line', 'lines');
  return counts.length === 0 ? '' : `Size: ${[size, ...counts].join(', ')}.`;
}

function count(n: number, one: string, many: string): string {
  return n === 0 ? '' : `${n} ${n === 1 ? one : many}`;
}

function dependencies(p: Passage): string {
  const called = callsIn(body(p), p.name).slice(0, 10);
  return called.length === 0 ? '' : `It calls ${listed(called.map((name) => `\`${name}\``))}.`;
}

function memberList(p: Passage, members: readonly Member[]): string {
  if (members.length === 0) return '';
  const rows = members.map((m) => {
    const doc = m.doc === '' ? '' : `: ${firstSentence(m.doc, 140)}`;
    return `- \`${m.name}\` (${m.kind}, ${at(p.path, m.line)})${doc}`;
  });
  return `It has:\n${rows.join('\n')}`;
}

/** A file without definitions is shown as it begins. */
function beginning(p: Passage): string {
  const { lines } = p;
  if (lines.every(({ text }) => text.trim() === '')) return '';
  const shown = dedent(lines.map(({ text }) => text)).join('\n');
  return `From ${at(p.path, lines[0]?.line ?? 1)}:\n\n${fence(shown.trimEnd(), languageOf(p.path))}`;
}

function users(p: Passage, uses: readonly Use[]): string {
  if (p.kind === 'lines') return '';
  const name = p.kind === 'file' ? 'It' : `\`${p.name}\``;
  if (uses.length === 0) return `I found no other place that names ${name === 'It' ? 'it' : name}.`;
  const rows = uses
    .slice(0, 6)
    .map((use) => `- ${at(use.path, use.line)}: \`${use.text.replace(/`/g, "'")}\``);
  return `Used by:\n${rows.join('\n')}`;
}
