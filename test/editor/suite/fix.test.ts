// A proposed fix is a diff: nothing changes before it is accepted, and a stale one is refused.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, host, openFile } from './support/memfun.js';

const TEXT = 'function last(items) {\n  return items[items.length];\n}\n';
const LINE = '  return items[items.length];';
const FIXED = '  return items[items.length - 1];';

async function propose(document: vscode.TextDocument): Promise<void> {
  const { fixes } = await host();
  const start = document.getText().indexOf(LINE);
  const anchor = { base: document.getText(), start, end: start + LINE.length };
  await fixes.show({ document, anchor, replacement: `${FIXED}\n` });
}

function diffTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => tab.input instanceof vscode.TabInputTextDiff);
}

async function insert(document: vscode.TextDocument, line: number, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(line, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

describe('a proposed fix', () => {
  afterEach(closeEditors);

  it('is shown as a diff and changes nothing', async () => {
    const document = await openFile('fix-shown.js', TEXT);
    await propose(document);
    const [tab] = diffTabs();
    assert.ok(tab?.input instanceof vscode.TabInputTextDiff);
    const proposed = await vscode.workspace.openTextDocument(tab.input.modified);
    assert.equal(proposed.getText(), TEXT.replace(LINE, FIXED));
    assert.equal(document.getText(), TEXT);
  });

  it('accepted, changes the open text in one step of undo', async () => {
    const document = await openFile('fix-accepted.js', TEXT);
    await propose(document);
    await vscode.commands.executeCommand('memfun.fix.accept');
    assert.equal(document.getText(), TEXT.replace(LINE, FIXED));
    assert.ok(document.isDirty);
    assert.equal(diffTabs().length, 0);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), TEXT);
  });

  it('rejected, leaves everything as it was', async () => {
    const document = await openFile('fix-rejected.js', TEXT);
    await propose(document);
    await vscode.commands.executeCommand('memfun.fix.reject');
    assert.equal(document.getText(), TEXT);
    assert.equal(document.isDirty, false);
    assert.equal(diffTabs().length, 0);
  });

  it('still fits after an edit elsewhere, in a file that is not saved', async () => {
    const document = await openFile('fix-moved.js', TEXT);
    await propose(document);
    await insert(document, 0, '// the last one\n');
    await (await host()).fixes.accept();
    assert.equal(document.getText(), `// the last one\n${TEXT.replace(LINE, FIXED)}`);
  });

  it('is refused when the selected lines changed meanwhile', async () => {
    const document = await openFile('fix-stale.js', TEXT);
    await propose(document);
    await insert(document, 1, '  // edited');
    const before = document.getText();
    await assert.rejects((await host()).fixes.accept(), { code: 'fix.conflict' });
    assert.equal(document.getText(), before);
  });
});

it('without a proposal there is nothing to accept, and it says so', async () => {
  await assert.rejects((await host()).fixes.accept(), { code: 'fix.none' });
});
