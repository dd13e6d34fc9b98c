// Review results as diagnostics: they point at what was reviewed, so a change of the file takes them away.
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { Finding } from '../../runtime/models/index.js';
import { told } from '../host/told.js';
import type { Problem } from '../problems/problem.js';

const SEVERITY: Readonly<Record<Finding['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

export class Findings implements vscode.Disposable {
  readonly #source: string;
  readonly #collection: vscode.DiagnosticCollection;
  /** The texts that the findings are about, by address. */
  readonly #reviewed = new Map<string, string>();
  readonly #listening = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.#forget(document.uri);
    }),
    // A file may have changed on disk while nobody had it open.
    vscode.workspace.onDidOpenTextDocument((document) => {
      const known = this.#reviewed.get(document.uri.toString());
      if (known !== undefined && known !== digest(document)) this.#forget(document.uri);
    }),
  );

  /** @param source who reports them, as the editor shows it */
  constructor(source: string) {
    this.#source = source;
    this.#collection = vscode.languages.createDiagnosticCollection(source);
  }

  /** Replaces the findings of one file. */
  show(document: vscode.TextDocument, findings: readonly Finding[]): void {
    this.#reviewed.set(document.uri.toString(), digest(document));
    this.#collection.set(
      document.uri,
      findings.map((finding) => toDiagnostic(document, finding, this.#source)),
    );
  }

  /** Shows findings of any files of the open folder; a file that cannot be opened is left out. */
  async showAll(findings: readonly Finding[]): Promise<void> {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (root === undefined) return;
    for (const path of new Set(findings.map((finding) => finding.path))) {
      const opening = vscode.workspace.openTextDocument(vscode.Uri.joinPath(root, path));
      const document = await opening.then(
        (opened) => opened,
        () => undefined,
      );
      const own = findings.filter((finding) => finding.path === path);
      if (document !== undefined) this.show(document, own);
    }
  }

  /** Takes one finding away. */
  dismiss({ uri, firstLine, message }: Problem): void {
    const file = vscode.Uri.parse(uri);
    const left = (this.#collection.get(file) ?? []).filter(
      (one) => one.range.start.line !== firstLine || one.message !== message,
    );
    this.#collection.set(file, left);
  }

  clear(): void {
    this.#collection.clear();
    this.#reviewed.clear();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#collection.dispose();
  }

  #forget(uri: vscode.Uri): void {
    this.#reviewed.delete(uri.toString());
    this.#collection.delete(uri);
  }
}

function digest(document: vscode.TextDocument): string {
  return createHash('sha256').update(document.getText()).digest('base64');
}

function toDiagnostic(
  document: vscode.TextDocument,
  finding: Finding,
  source: string,
): vscode.Diagnostic {
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
    [finding.title, finding.detail]
      .filter((text) => text !== '')
      .map(told)
      .join('\n'),
    SEVERITY[finding.severity],
  );
  diagnostic.source = source;
  if (finding.rule !== undefined) diagnostic.code = finding.rule;
  return diagnostic;
}
