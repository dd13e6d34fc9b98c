// Finds in the source the texts that a person is shown, with holes where they are filled in; errors are found apart.
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** What may stand before the words of a line of Markdown, and is not translated with them. */
const LEAD = /^\s*(?:(?:[-*>]|\d+\.|#{1,6})\s+)?(?:`[^`]*`:?\s+)?/;
const HOLE = /\{\d\}/g;
/** Calls whose words no person reads in a view. */
const UNSEEN =
  /(?:\bsandbox\.run|l10n\.t|\bopenSettings|\blogger\.\w+|\.describe|\bnew (?:Set|RegExp|InvariantError)|Error|\.(?:test|exec|split|startsWith|endsWith|includes|join|normalizePath))$/;

/** How a text is made that a model or a program reads, or that stands in the manifest as well. */
const FOR_MODELS = /^(?:description|instructions|how|purpose|about)$/;

const remembered = new Map<string, readonly string[]>();

/** Every text of more than one word in a file, line by line, holes numbered from 0. */
export function shownTexts(file: string): readonly string[] {
  const known = remembered.get(file) ?? readShown(file);
  remembered.set(file, known);
  return known;
}

/** A whole sentence, or what ends with a colon, of three words at least. */
export const isSentence = (text: string): boolean =>
  /^(?:\{\d\}|[`"'“*_]*[A-Z]).*\s.*\s.*[.!?:…]["'”*_)]*$/.test(text);

function readShown(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (isUnseen(node, source)) return;
    const text = textOf(node);
    if (text !== undefined)
      for (const line of text.split('\n').flatMap(cellsOf))
        if (isText(line)) found.add(renumbered(line));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found];
}

function isUnseen(node: ts.Node, { text }: ts.SourceFile): boolean {
  // How a function is called is told by the end of its name.
  const called = ({ end }: ts.Expression): string => text.slice(Math.max(0, end - 40), end);
  if (ts.isCallExpression(node)) return UNSEEN.test(called(node.expression));
  if (ts.isNewExpression(node)) return UNSEEN.test(`new ${called(node.expression).trimStart()}`);
  // Code that is written, and patterns of it.
  if (ts.isTaggedTemplateExpression(node)) return true;
  // How a command is typed is the same in every language.
  if (!ts.isPropertyAssignment(node) || !ts.isIdentifier(node.name)) return false;
  return node.name.text === 'usage' || FOR_MODELS.test(node.name.text);
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.templateSpans.reduce(
    (text, span, at) => `${text}{${at}}${span.literal.text}`,
    node.head.text,
  );
}

/** Words with a blank between, not only names in code. */
const isText = (line: string): boolean => {
  const words = line
    .replace(LEAD, '')
    .replaceAll(/`[^`]*`/g, '')
    .replaceAll(HOLE, '')
    .replaceAll(/\b(?:ms|s)\b/g, '');
  return /[a-z]{2}/.test(words) && /\s/.test(line.trim()) && !isTyped(line);
};

/** How a command is typed, or what stands in a fence. */
const isTyped = (line: string): boolean =>
  /^(?:\/[a-z]+(?: [a-z]+)* (?:[[<#]|\{0\}$)|mcp\.)/.test(line);

/** The cells of a row of a table, each a text of its own. */
const cellsOf = (line: string): readonly string[] =>
  line.startsWith('| ') ? line.split('|').map((cell) => cell.trim()) : [line];

function renumbered(line: string): string {
  let next = 0;
  return line.replaceAll(HOLE, () => `{${next++}}`);
}

/** Whether an entry has these words: on their own, or in what they are put together to. */
export function isCovered(text: string, entries: readonly string[]): boolean {
  const words = text
    .replace(LEAD, '')
    .split(HOLE)
    .map((word) => word.trim());
  return entries.some((entry) => {
    let at = 0;
    return words.every((word) => {
      const found = entry.indexOf(word, at);
      at = found + word.length;
      return found >= 0;
    });
  });
}
