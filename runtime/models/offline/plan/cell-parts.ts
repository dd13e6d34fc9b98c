// Pieces of JavaScript that several cells share: reading words out of code, and knowing what a file is worth.
import { REVIEW_PROMPT } from '../prompts.js';
import type { Idea, Question } from '../text/question.js';

/** `says(pattern, text)`: whether a text, split into words as code splits them, contains the pattern. */
export const SAYS = String.raw`const spoken = new Map();
const patterns = new Map();
const plain = (text) => {
  if (!spoken.has(text)) spoken.set(text, ' ' + text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase().replace(/[^a-z0-9]+/g, ' ') + ' ');
  return spoken.get(text);
};
const says = (pattern, words) => {
  if (!patterns.has(pattern)) patterns.set(pattern, new RegExp(' (?:' + pattern + ') '));
  return pattern !== '' && patterns.get(pattern).test(words);
};
const strength = (idea, text) => {
  const words = plain(text);
  return says(idea.main, words) ? 1 : says(idea.related, words) ? idea.near : 0;
};`;

/** The ideas of a question as a JavaScript array. */
export function ideasLiteral(ideas: readonly Idea[]): string {
  const rows = ideas.map(
    ({ label, weight, search, main, related, near }) =>
      `  ${JSON.stringify({ label, weight, search, main, related, near })
        .replace(/"(\w+)":/g, ' $1: ')
        .replace(/\}$/, ' }')},`,
  );
  return `const ideas = [\n${rows.join('\n')}\n];`;
}

/** `worth(path)`: sources first; tests, documents, data and generated files after them, unless asked for. */
export function worthOf(wants: Question['wants']): string {
  const tests = wants.tests ? '1.2' : '0.3';
  const docs = wants.docs ? '1.2' : '0.45';
  return String.raw`const worth = (path) =>
  /(^|\/)(node_modules|vendor|dist|build|out|generated)\/|\.min\.|\.lock$|-lock\.|\.snap$|\.map$/.test(path) ? 0.05 :
  /(^|\/)(change|licen[cs]e|notice|history)\w*(\.\w+)?$/i.test(path) ? 0.1 :
  /(^|\/)(tests?|__tests__|specs?|fixtures|testdata|examples?|bench\w*)\/|[._-](test|spec)\.\w+$|(^|\/)test_\w+\.py$/.test(path) ? ${tests} :
  /(^|\/)(index\.\w+|__init__\.py|mod\.rs)$/.test(path) ? 0.6 :
  /\.(md|mdx|rst|txt|adoc)$/i.test(path) ? ${docs} :
  /\.(json|ya?ml|toml|ini|cfg|xml|csv|svg|html|css)$/i.test(path) ? 0.4 : 1;`;
}

/** `names`: the language of a source file by the ending of its name. */
export const LANGUAGE_NAMES = String.raw`const names = { ts: 'TypeScript', tsx: 'TypeScript', mts: 'TypeScript', cts: 'TypeScript', js: 'JavaScript', mjs: 'JavaScript', cjs: 'JavaScript', jsx: 'JavaScript', py: 'Python', go: 'Go', rs: 'Rust', java: 'Java', kt: 'Kotlin', kts: 'Kotlin', rb: 'Ruby', php: 'PHP', cs: 'C#', c: 'C', h: 'C', cpp: 'C++', cc: 'C++', cxx: 'C++', hpp: 'C++', swift: 'Swift', scala: 'Scala', dart: 'Dart', lua: 'Lua', sh: 'Shell', vue: 'Vue', svelte: 'Svelte', sql: 'SQL', html: 'HTML', css: 'CSS', scss: 'SCSS' };`;

/** `isTest(path)`: whether a file belongs to the tests, by its name. */
export const IS_TEST = String.raw`const isTest = (p) => /(^|\/)(tests?|__tests__|specs?|testdata|fixtures)\/|[._-](test|spec)\.\w+$|(^|\/)test_\w+\.py$/.test(p);`;

/** `listed(value, key)`: the rows of a host function's result, also of nested ones. */
export const LISTED = String.raw`const listed = (value, key) => (Array.isArray(value) ? value : value?.[key] ?? [])
  .flatMap((row) => [row, ...listed(row?.children ?? [], key)]);`;

/**
 * `withComment(symbol, lines)`: the line in which what stands above a definition begins: comments and decorators, a block of
 * comment also across one free line.
 */
export const WITH_COMMENT = String.raw`const withComment = (symbol, lines) => {
  let from = symbol.startLine;
  if (symbol.doc && from > 2 && lines[from - 2].trim() === '' && /^\s*\*\/\s*$/.test(lines[from - 3])) from--;
  while (from > 1 && /^\s*(\/\/|#\s|\/?\*|@\w|--)/.test(lines[from - 2])) from--;
  return from;
};`;

/** `wholeText(path)`: the text of a file beyond what one reading gives, as far as some megabytes. */
export const WHOLE_TEXT = String.raw`const wholeText = async (path) => {
  const parts = [];
  for (let from = 1, size = 0; size < 4e6; ) {
    const part = await readFile(path, { startLine: from });
    parts.push(part.text);
    size += part.text.length;
    from = part.endLine + 1;
    if (!part.truncated || from > part.totalLines) break;
  }
  return parts.join('\n');
};`;

/** `objectionsTo(path)`: a file with what static rules object to in it; nothing, and a line that says why, where it cannot be read. */
export const OBJECTIONS_TO = String.raw`const objectionsTo = async (path) => {
  const file = await readFile(path).catch((e) => console.log('could not read ' + path + ': ' + e.message));
  if (!file) return undefined;
  const answer = await llm(${JSON.stringify(REVIEW_PROMPT)} + path, file.text);
  return { file, found: JSON.parse(answer.slice(answer.indexOf('['), answer.lastIndexOf(']') + 1) || '[]') };
};`;
