// Finds in the source the texts that a person is shown, with holes where they are filled in; errors are found apart.
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { errorTexts } from './error-texts.js';

/** What may stand before the words of a line of Markdown, and is not translated with them. */
const LEAD = /^\s*(?:(?:[-*>]|\d+\.|#{1,6})\s+)?(?:`[^`]*`:?\s+)?/;
const HOLE = /\{\d\}/g;
/** Calls whose words no person reads in a view. */
const UNSEEN =
  /(?:\bsandbox\.run|l10n\.t|\bopenSettings|\blogger\.\w+|\.describe|\bnew (?:Set|RegExp|InvariantError)|Error|\.(?:test|exec|split|startsWith|endsWith|includes|join|normalizePath))$/;

/** Every text of more than one word in a file, line by line, holes numbered from 0. */
export function shownTexts(file: string): readonly string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const errors = new Set(errorTexts(file).map(({ text }) => text));
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (isUnseen(node)) return;
    const text = textOf(node);
    if (text !== undefined && !errors.has(text))
      for (const line of text.split('\n').flatMap(cellsOf))
        if (isText(line)) found.add(renumbered(line));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found];
}

function isUnseen(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return UNSEEN.test(node.expression.getText());
  if (ts.isNewExpression(node)) return UNSEEN.test(`new ${node.expression.getText()}`);
  // How a command is typed is the same in every language.
  if (ts.isPropertyAssignment(node)) return node.name.getText() === 'usage';
  return false;
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
