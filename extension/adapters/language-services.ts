// The editor's language servers as the runtime's port: references by meaning, and the problems it shows.
import * as vscode from 'vscode';
import { abortable } from '../../runtime/core/index.js';
import type { LanguageServices, Problem, SourcePlace } from '../../runtime/ports/index.js';
import { FINDINGS_SOURCE } from '../problems/problem.js';

const SEVERITY: readonly Problem['severity'][] = ['error', 'warning', 'info', 'hint'];

export function createEditorLanguageServices(root: vscode.Uri): LanguageServices {
  return {
    async references(path, line, name, signal) {
      const uri = vscode.Uri.joinPath(root, path);
      const document = await abortable(
        Promise.resolve(vscode.workspace.openTextDocument(uri)),
        signal,
      );
      const text = document.lineAt(Math.min(line, document.lineCount) - 1).text;
      const at = new vscode.Position(line - 1, columnOf(text, name));
      const found = await abortable(
        Promise.resolve(
          vscode.commands.executeCommand<vscode.Location[] | undefined>(
            'vscode.executeReferenceProvider',
            uri,
            at,
          ),
        ),
        signal,
      );
      return (found ?? []).flatMap(({ uri: where, range }) => placeOf(root, where, range));
    },
    async problems(path, signal) {
      signal.throwIfAborted();
      const all =
        path === undefined
          ? vscode.languages.getDiagnostics()
          : [singleFile(vscode.Uri.joinPath(root, path))];
      return all
        .flatMap(([uri, diagnostics]) =>
          diagnostics
            .filter(({ source }) => source !== FINDINGS_SOURCE)
            .flatMap((diagnostic) =>
              placeOf(root, uri, diagnostic.range).map((place) => ({
                ...place,
                ...detailsOf(diagnostic),
              })),
            ),
        )
        .sort((a, b) => SEVERITY.indexOf(a.severity) - SEVERITY.indexOf(b.severity));
    },
  };
}

function singleFile(uri: vscode.Uri): readonly [vscode.Uri, readonly vscode.Diagnostic[]] {
  return [uri, vscode.languages.getDiagnostics(uri)];
}

/** The name as a whole word where there is one, for a name inside of another is another name. */
function columnOf(text: string, name: string): number {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const whole = new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`).exec(text);
  return whole?.index ?? Math.max(0, text.indexOf(name));
}

function placeOf(root: vscode.Uri, uri: vscode.Uri, range: vscode.Range): SourcePlace[] {
  const folder = root.path.endsWith('/') ? root.path : `${root.path}/`;
  if (uri.scheme !== root.scheme || uri.authority !== root.authority) return [];
  if (!uri.path.startsWith(folder)) return [];
  const path = uri.path.slice(folder.length);
  return [{ path, line: range.start.line + 1, endLine: range.end.line + 1 }];
}

function detailsOf({ severity, message, source, code }: vscode.Diagnostic) {
  const text = typeof code === 'object' ? String(code.value) : code?.toString();
  return {
    severity: SEVERITY[severity] ?? 'info',
    message,
    ...(source === undefined ? {} : { source }),
    ...(text === undefined ? {} : { code: text }),
  };
}
