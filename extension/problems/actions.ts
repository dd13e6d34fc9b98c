// The lightbulb: what Memfun can do about the problems and the selection at the cursor.
import * as vscode from 'vscode';
import { FINDINGS_SOURCE, problemOf } from './problem.js';

export const PROVIDED_KINDS = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.Refactor];

/** Needs nothing of the host, so that a lightbulb never waits for it. */
export function problemActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics, only }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const wants = (kind: vscode.CodeActionKind): boolean => only === undefined || only.contains(kind);
  const fixes = wants(vscode.CodeActionKind.QuickFix)
    ? diagnostics.flatMap((diagnostic) =>
        forProblem(document.uri, diagnostic, diagnostics.length > 1),
      )
    : [];
  return [...fixes, ...(wants(vscode.CodeActionKind.Refactor) ? forSelection(range) : [])];
}

/** @param named whether the title must say which problem it is about */
function forProblem(
  uri: vscode.Uri,
  diagnostic: vscode.Diagnostic,
  named: boolean,
): vscode.CodeAction[] {
  const which = named ? `: ${(diagnostic.message.split('\n')[0] ?? '').slice(0, 60)}` : '';
  const own = diagnostic.source === FINDINGS_SOURCE;
  const rows = [
    [vscode.l10n.t('Fix with Memfun'), 'memfun.fixProblem'],
    ...(own ? [] : [[vscode.l10n.t('Explain with Memfun'), 'memfun.explainProblem']]),
    ...(own ? [[vscode.l10n.t('Dismiss this finding'), 'memfun.dismissFinding']] : []),
  ] as const;
  return rows.map(([does, command]) => {
    const title = `${does}${which}`;
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    action.command = { title, command, arguments: [problemOf(uri, diagnostic)] };
    return action;
  });
}

function forSelection(range: vscode.Range): vscode.CodeAction[] {
  if (range.isEmpty) return [];
  const title = vscode.l10n.t('Refactor with Memfun…');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
  action.command = { title, command: 'memfun.refactor' };
  return [action];
}
