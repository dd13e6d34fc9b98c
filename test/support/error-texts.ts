// Finds in the source every text of an error that a person can meet, with holes where it is filled in.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A text as the source has it: `{0}`, `{1}` … stand for what is filled in. */
export interface ErrorText {
  readonly file: string;
  readonly text: string;
  /** Said in words, and not a name or a single word that is filled in. */
  readonly said: boolean;
}

type Callable = ts.FunctionLikeDeclaration;

/** What the names of a file stand for; a name that is given twice stands for both. */
interface Names {
  readonly values: ReadonlyMap<string, readonly ts.Expression[]>;
  readonly functions: ReadonlyMap<string, readonly Callable[]>;
}

/** Faults of ours, and what a program of somebody else is told. */
const NOT_FOR_PEOPLE = /(^|\.)(Type|Range|Syntax|Invariant|Aborted|Protocol)?Error$/;
const DEEPEST = 6;

/**
 * Messages and remedies of the error classes below a folder, of the places that make such an error, and of the parts
 * that are filled into them. Followed are names, functions and tables of the same file, and functions of it that put
 * what they are given into an error.
 */
export function errorTextsBelow(folder: string): readonly ErrorText[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .flatMap((name) => errorTexts(path.join(folder, name)));
}

/** Those of one file. */
export function errorTexts(file: string): readonly ErrorText[] {
  const text = readFileSync(file, 'utf8');
  // Most files make no errors, and reading them as programs takes the time.
  if (!/\b(new|extends) \w*Error\b|\bremedy\b/.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return textsOfFile(source).map((one) => ({ file, text: one, said: isSaid(one) }));
}

function textsOfFile(source: ts.SourceFile): readonly string[] {
  const names = namesOf(source);
  const makers = makersOf(source);
  const texts = new Set<string>();
  const keep = (text: string): void => void texts.add(text.trim());
  const take = (node: ts.Expression): void => templatesOf(node, names, 0, keep).forEach(keep);
  const visit = (node: ts.Node): void => {
    sayingOf(node).forEach(take);
    if (ts.isCallExpression(node)) {
      for (const at of makers.get(nameOf(node.expression)) ?? []) {
        const given = node.arguments[at];
        if (given !== undefined) take(given);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...texts];
}

/** What is said by an error that is made here, or by a reason with its remedy that becomes one. */
function sayingOf(node: ts.Node): readonly ts.Expression[] {
  if (ts.isObjectLiteralExpression(node)) {
    const names = node.properties.map(({ name }) => name?.getText());
    return names.includes('remedy') && names.includes('reason')
      ? node.properties.flatMap(saidBy)
      : [];
  }
  const isMade =
    (ts.isNewExpression(node) &&
      node.expression.getText().endsWith('Error') &&
      !NOT_FOR_PEOPLE.test(node.expression.getText())) ||
    (ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.SuperKeyword &&
      isInError(node));
  if (!isMade) return [];
  return (node.arguments ?? []).flatMap((given) =>
    ts.isObjectLiteralExpression(given) ? given.properties.flatMap(saidBy) : [given],
  );
}

function saidBy(property: ts.ObjectLiteralElementLike): readonly ts.Expression[] {
  if (
    property.name === undefined ||
    !/^(remedy|message|problem|allowed|reason)$/.test(property.name.getText())
  )
    return [];
  if (ts.isPropertyAssignment(property)) return [property.initializer];
  return ts.isShorthandPropertyAssignment(property) ? [property.name] : [];
}

function isInError(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (ts.isClassLike(at))
      return (at.heritageClauses ?? []).some((clause) => /Error\b/.test(clause.getText()));
  }
  return false;
}

/** Functions that put a parameter of theirs into an error, by name: which of the parameters. */
function makersOf(source: ts.SourceFile): ReadonlyMap<string, readonly number[]> {
  const makers = new Map<string, readonly number[]>();
  const visit = (node: ts.Node, around: readonly Callable[]): void => {
    const inside = isCallable(node) ? [...around, node] : around;
    for (const said of sayingOf(node)) {
      for (const one of inside) {
        const name = calledBy(one);
        if (name === undefined) continue;
        const put = one.parameters.flatMap((parameter, at) =>
          stands(parameter.name.getText(), said) ? [at] : [],
        );
        if (put.length > 0) makers.set(name, [...new Set([...(makers.get(name) ?? []), ...put])]);
      }
    }
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, []);
  return makers;
}

/** Whether a text is a parameter, or has it filled in. */
function stands(name: string, text: ts.Expression): boolean {
  return ts.isTemplateExpression(text)
    ? text.templateSpans.some(({ expression }) => expression.getText() === name)
    : text.getText() === name;
}

function isCallable(node: ts.Node): node is Callable {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node)
  );
}

function calledBy(one: Callable): string | undefined {
  if (one.name !== undefined) return one.name.getText();
  return ts.isVariableDeclaration(one.parent) ? one.parent.name.getText() : undefined;
}

function nameOf(called: ts.Expression): string {
  return ts.isPropertyAccessExpression(called) ? called.name.getText() : called.getText();
}

function namesOf(source: ts.SourceFile): Names {
  const values = new Map<string, ts.Expression[]>();
  const functions = new Map<string, Callable[]>();
  const visit = (node: ts.Node): void => {
    if (isCallable(node)) {
      const name = calledBy(node);
      if (name !== undefined) functions.set(name, [...(functions.get(name) ?? []), node]);
    } else if (
      (ts.isVariableDeclaration(node) || ts.isParameter(node)) &&
      node.initializer !== undefined
    ) {
      const name = node.name.getText();
      values.set(name, [...(values.get(name) ?? []), node.initializer]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { values, functions };
}

/** Words that are said to somebody, and not a name, a code or only what is filled in. */
function isSaid(text: string): boolean {
  const own = text.replace(/\{\d\}/g, ' ');
  if (/^\s*(\/|memfun )/.test(own) && !/[.:;)]$/.test(own.trim())) return false;
  // How a command is called is the same in every language.
  if (own.includes('[--')) return false;
  const words = own.match(/[a-z]{2,}/gi) ?? [];
  return words.length >= 2 && words.some((word) => /^[a-z]/.test(word)) && /\s/.test(text.trim());
}

/**
 * Every form that a text can take: both ways of a choice, the parts of a sum as one.
 * @param part what may be filled into a hole, as far as it is known
 */
function templatesOf(
  node: ts.Expression,
  names: Names,
  depth: number,
  part: (text: string) => void,
): readonly string[] {
  const of = (one: ts.Expression): readonly string[] => templatesOf(one, names, depth + 1, part);
  if (depth > DEEPEST) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    for (const { expression } of node.templateSpans) of(expression).forEach(part);
    return [
      node.templateSpans.reduce(
        (text, span, at) => `${text}{${at}}${span.literal.text}`,
        node.head.text,
      ),
    ];
  }
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isAwaitExpression(node))
    return of(node.expression);
  if (ts.isConditionalExpression(node)) return [...of(node.whenTrue), ...of(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const [left, right] = [of(node.left), of(node.right)];
    return node.operatorToken.kind === ts.SyntaxKind.PlusToken
      ? left.flatMap((a) => right.map((b) => a + b))
      : [...left, ...right];
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(of);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((one) =>
      ts.isPropertyAssignment(one) ? of(one.initializer) : [],
    );
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return of(node.body);
  if (ts.isIdentifier(node)) return (names.values.get(node.text) ?? []).flatMap(of);
  if (ts.isElementAccessExpression(node)) return of(node.expression);
  if (ts.isPropertyAccessExpression(node)) return membersOf(node, names).flatMap(of);
  if (ts.isCallExpression(node)) return calledTexts(node, names, of);
  return [];
}

/** What a member of a table of the file is, or of what a function of the file returns. */
function membersOf(
  { expression, name }: ts.PropertyAccessExpression,
  { values, functions }: Names,
): readonly ts.Expression[] {
  if (!ts.isIdentifier(expression)) return [];
  return (values.get(expression.text) ?? [])
    .flatMap((value) =>
      ts.isCallExpression(value) && ts.isIdentifier(value.expression)
        ? (functions.get(value.expression.text) ?? []).flatMap(returnsOf)
        : [value],
    )
    .flatMap((value) => (ts.isObjectLiteralExpression(value) ? [...value.properties] : []))
    .flatMap((one) =>
      ts.isPropertyAssignment(one) && one.name.getText() === name.text ? [one.initializer] : [],
    );
}

/** What a call says: of a function of the file what it returns, of a text or list what it is made from. */
function calledTexts(
  { expression: called }: ts.CallExpression,
  { functions }: Names,
  of: (one: ts.Expression) => readonly string[],
): readonly string[] {
  const own = ts.isIdentifier(called) ? (functions.get(called.text) ?? []) : [];
  if (own.length > 0) return own.flatMap(returnsOf).flatMap(of);
  if (ts.isElementAccessExpression(called)) return of(called.expression);
  if (!ts.isPropertyAccessExpression(called)) return [];
  return /^(trim|trimEnd|join|filter|at)$/.test(called.name.text) ? of(called.expression) : [];
}

function returnsOf({ body }: Callable): readonly ts.Expression[] {
  if (body === undefined) return [];
  if (!ts.isBlock(body)) return [body];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (isCallable(node)) return;
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}
