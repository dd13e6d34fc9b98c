// Review results as diagnostics: they point at what was reviewed, so an edit or the close of a file takes them away.
import * as vscode from 'vscode';
import type { Finding } from '../../runtime/models/index.js';

const SEVERITY: Readonly<Record<Finding['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

export class Findings implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('Memfun');
  readonly #listening = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.#collection.delete(document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => this.#collection.delete(document.uri)),
  );

  /** Replaces the findings of one file. */
  show(document: vscode.TextDocument, findings: readonly Finding[]): void {
    this.#collection.set(
      document.uri,
      findings.map((finding) => toDiagnostic(document, finding)),
    );
  }

  clear(): void {
    this.#collection.clear();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#collection.dispose();
  }
}

function toDiagnostic(document: vscode.TextDocument, finding: Finding): vscode.Diagnostic {
  const lineAt = (line: number): vscode.TextLine =>
    document.lineAt(Math.min(line, document.lineCount) - 1);
  const first = lineAt(finding.line);
  const last = lineAt(Math.max(finding.line, finding.endLine ?? finding.line));
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(
      first.lineNumber,
      first.firstNonWhitespaceCharacterIndex,
      last.lineNumber,
      last.range.end.character,
    ),
    finding.detail === '' ? finding.title : `${finding.title}\n${finding.detail}`,
    SEVERITY[finding.severity],
  );
  diagnostic.source = 'Memfun';
  if (finding.rule !== undefined) diagnostic.code = finding.rule;
  return diagnostic;
}
