// Finds in the source every text of an error that a person can meet, with holes where it is filled in.
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** A text as the source has it: `{0}`, `{1}` … stand for what is filled in. */
export interface ErrorText {
  readonly file: string;
  readonly text: string;
}

/** Messages and remedies of the error classes in a file, and of the places that make such an error with a sentence. */
export function errorTexts(file: string): readonly ErrorText[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const texts = new Set<string>();
  const take = (node: ts.Expression | undefined): void => {
    for (const text of node === undefined ? [] : templatesOf(node)) {
      if (isSentence(text)) texts.add(text);
    }
  };
  const takeArguments = (given: readonly ts.Expression[] | undefined): void => {
    for (const one of given ?? []) {
      if (!ts.isObjectLiteralExpression(one)) take(one);
      else for (const property of one.properties) takeRemedy(property);
    }
  };
  const takeRemedy = (property: ts.ObjectLiteralElementLike): void => {
    if (ts.isPropertyAssignment(property) && /^(remedy|message)$/.test(property.name.getText()))
      take(property.initializer);
  };
  const visit = (node: ts.Node, inError: boolean): void => {
    const isError =
      inError || (ts.isClassLike(node) && (node.heritageClauses ?? []).some(extendsError));
    if (inError && ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword)
      takeArguments(node.arguments);
    if (ts.isNewExpression(node) && node.expression.getText().endsWith('Error'))
      if (!/^(Type|Range|Syntax|Invariant|Aborted)?Error$/.test(node.expression.getText()))
        takeArguments(node.arguments);
    ts.forEachChild(node, (child) => visit(child, isError));
  };
  visit(source, false);
  return [...texts].map((text) => ({ file, text }));
}

const extendsError = (clause: ts.HeritageClause): boolean => /Error\b/.test(clause.getText());

/** Words that are said to somebody, and not a name, a code or only what is filled in. */
const isSentence = (text: string): boolean =>
  /[a-z]{2}/.test(text.replace(/\{\d\}/g, '')) && text.includes(' ') && /[.:?!)]$/.test(text);

/** Both ways of a choice, and the parts of a sum as one. */
function templatesOf(node: ts.Expression): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return templatesOf(node.expression);
  if (ts.isTemplateExpression(node)) {
    return [
      node.templateSpans.reduce(
        (text, span, at) => `${text}{${at}}${span.literal.text}`,
        node.head.text,
      ),
    ];
  }
  if (ts.isConditionalExpression(node))
    return [...templatesOf(node.whenTrue), ...templatesOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const [left, right] = [templatesOf(node.left), templatesOf(node.right)];
    return node.operatorToken.kind === ts.SyntaxKind.PlusToken
      ? left.flatMap((a) => right.map((b) => a + b))
      : [...left, ...right];
  }
  return [];
}
