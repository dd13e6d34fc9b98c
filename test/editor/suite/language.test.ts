// What the agent is told by the editor's language servers: uses by meaning, and the problems that are shown.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createEditorLanguageServices } from '../../../extension/adapters/language-services.js';
import { closeEditors, openFile } from './support/memfun.js';

const signal = new AbortController().signal;

describe('the language servers of the editor', () => {
  const problems = vscode.languages.createDiagnosticCollection('language-test');
  const root = (): vscode.Uri => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    if (folder === undefined) throw new Error('no folder is open');
    return folder.uri;
  };
  after(() => problems.dispose());
  afterEach(closeEditors);

  it('are asked for uses, at the whole name, inside the workspace only', async () => {
    const document = await openFile('uses.memo', 'ababa\nab and ab\n');
    const asked: number[] = [];
    const provider = vscode.languages.registerReferenceProvider(
      { pattern: '**/*.memo' },
      {
        provideReferences: (_document, position) => {
          asked.push(position.character);
          return [
            new vscode.Location(document.uri, new vscode.Range(1, 0, 1, 2)),
            new vscode.Location(vscode.Uri.file('/elsewhere/x.memo'), new vscode.Range(0, 0, 0, 1)),
          ];
        },
      },
    );
    const services = createEditorLanguageServices(root());
    const found = await services.references('uses.memo', 2, 'and', signal);
    provider.dispose();
    assert.deepEqual(asked, [3]);
    assert.deepEqual(found, [{ path: 'uses.memo', line: 2, endLine: 2 }]);
  });

  it('know nothing about a language without a server', async () => {
    await openFile('plain.unknown', 'a\n');
    const services = createEditorLanguageServices(root());
    assert.deepEqual(await services.references('plain.unknown', 1, 'a', signal), []);
  });

  it('report problems worst first, without findings of our own', async () => {
    const document = await openFile('problems.memo', 'a\nb\n');
    const line = (at: number, message: string, severity: vscode.DiagnosticSeverity) =>
      new vscode.Diagnostic(new vscode.Range(at, 0, at, 1), message, severity);
    const own = line(0, 'ours', vscode.DiagnosticSeverity.Error);
    own.source = 'Memfun';
    problems.set(document.uri, [
      line(0, 'a remark', vscode.DiagnosticSeverity.Information),
      line(1, 'wrong', vscode.DiagnosticSeverity.Error),
      own,
    ]);
    const services = createEditorLanguageServices(root());
    assert.deepEqual(
      (await services.problems('problems.memo', signal)).map(({ line: at, severity, message }) => [
        at,
        severity,
        message,
      ]),
      [
        [2, 'error', 'wrong'],
        [1, 'info', 'a remark'],
      ],
    );
    assert.ok(
      (await services.problems(undefined, signal)).some(({ message }) => message === 'wrong'),
    );
  });
});
