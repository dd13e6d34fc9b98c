// Lenses and findings in real documents.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, host, openFile } from './support/memfun.js';

const TEXT = `function outer() {
  function inner() {}
  return inner;
}
class Box {
  open() {}
}
`;

describe('code lenses', () => {
  afterEach(closeEditors);

  const lensLines = async (document: vscode.TextDocument): Promise<readonly number[]> => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    return lenses
      .filter(({ command }) => command?.command === 'memfun.explain')
      .map(({ range }) => range.start.line);
  };

  it('stand above functions, classes and methods', async () => {
    const document = await openFile('lenses.js', TEXT);
    let lines: readonly number[] = [];
    // The language's own symbols may need a moment after the start of the editor.
    for (let i = 0; i < 40 && lines.length === 0; i++) {
      lines = await lensLines(document);
      if (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 500));
    }
    assert.deepEqual(lines, [0, 4, 5]);
  });

  it('stand in languages for which this editor has no symbols', async () => {
    const document = await openFile('lenses.go', 'package a\n\nfunc Open() int {\n\treturn 1\n}\n');
    assert.deepEqual(await lensLines(document), [2]);
  });

  it('go away with the setting', async () => {
    const document = await openFile('no-lenses.js', TEXT);
    const configuration = vscode.workspace.getConfiguration('memfun');
    await configuration.update('codeLens.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(await lensLines(document), []);
    } finally {
      await configuration.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

describe('findings', () => {
  afterEach(closeEditors);

  it('are diagnostics of Memfun until the file is edited', async () => {
    const document = await openFile('findings.js', TEXT);
    const { findings } = await host();
    findings.show(document, [
      {
        path: 'findings.js',
        line: 2,
        severity: 'warning',
        title: 'Empty',
        detail: 'Does nothing.',
      },
      { path: 'findings.js', line: 999, severity: 'error', title: 'Far', detail: '' },
    ]);
    const found = vscode.languages.getDiagnostics(document.uri);
    const ours = found.filter(({ source }) => source === 'Memfun');
    assert.deepEqual(
      ours.map(({ range, severity, message }) => [range.start.line, severity, message]),
      [
        [1, vscode.DiagnosticSeverity.Warning, 'Empty\nDoes nothing.'],
        [7, vscode.DiagnosticSeverity.Error, 'Far'],
      ],
    );
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '\n');
    await vscode.workspace.applyEdit(edit);
    const left = vscode.languages.getDiagnostics(document.uri);
    assert.equal(left.filter(({ source }) => source === 'Memfun').length, 0);
  });
});
