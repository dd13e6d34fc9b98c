// Changes of a run as edits of the editor: unsaved texts, new files, one step of undo, nothing overwritten.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { createEditorChangeGround } from '../../../extension/adapters/change-ground.js';
import { type JournaledTarget, openJournaledTarget } from '../../../runtime/changes/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { closeEditors, openFile } from './support/memfun.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const signal = new AbortController().signal;

describe('changes through the editor', () => {
  const root = (): vscode.Uri => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    if (folder === undefined) throw new Error('no folder is open');
    return folder.uri;
  };
  const onDisk = async (name: string): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root(), name)));
  let folder: string;
  let changes: JournaledTarget;
  const target = (): JournaledTarget => changes;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'journal-'));
    changes = await openJournaledTarget(createEditorChangeGround(root()), {
      storage: createNodeFileStore(folder),
    });
  });
  afterEach(async () => {
    await closeEditors();
    rmSync(folder, { recursive: true, force: true });
  });

  it('change, make, move and delete files, on disk too', async () => {
    await openFile('one.ts', 'const a = 1;\n');
    await openFile('two.ts', 'old\n');
    await openFile('three.ts', 'gone\n');
    await target().apply(
      [
        {
          kind: 'modify',
          path: 'one.ts',
          before: bytes('const a = 1;\n'),
          after: bytes('const a = 2;\n'),
        },
        { kind: 'create', path: 'deep/new.ts', before: undefined, after: bytes('new\n') },
        {
          kind: 'move',
          path: 'moved.ts',
          from: 'two.ts',
          before: bytes('old\n'),
          after: bytes('old\n'),
        },
        { kind: 'delete', path: 'three.ts', before: bytes('gone\n'), after: undefined },
      ],
      signal,
    );
    assert.equal(await onDisk('one.ts'), 'const a = 2;\n');
    assert.equal(await onDisk('deep/new.ts'), 'new\n');
    assert.equal(await onDisk('moved.ts'), 'old\n');
    for (const name of ['two.ts', 'three.ts']) await assert.rejects(onDisk(name), name);
  });

  it('that only make a file are made', async () => {
    const only = {
      kind: 'create',
      path: 'only.ts',
      before: undefined,
      after: bytes('x\n'),
    } as const;
    await target().apply([only], signal);
    assert.equal(await onDisk('only.ts'), 'x\n');
  });

  it('are one step of undo in an open text', async () => {
    const document = await openFile('undo.ts', 'one\ntwo\nthree\n');
    await target().apply(
      [
        {
          kind: 'modify',
          path: 'undo.ts',
          before: bytes('one\ntwo\nthree\n'),
          after: bytes('1\ntwo\n3\n'),
        },
      ],
      signal,
    );
    assert.equal(document.getText(), '1\ntwo\n3\n');
    assert.equal(document.isDirty, false);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), 'one\ntwo\nthree\n');
  });

  it('go on top of a text that is not saved, and leave the saving to the user', async () => {
    const document = await openFile('dirty.ts', 'one\ntwo\n');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 0), 'mine\n');
    await vscode.workspace.applyEdit(edit);
    const seen = await target().current('dirty.ts');
    assert.equal(new TextDecoder().decode(seen), 'one\ntwo\nmine\n');
    await target().apply(
      [
        {
          kind: 'modify',
          path: 'dirty.ts',
          before: seen ?? bytes(''),
          after: bytes('1\ntwo\nmine\n'),
        },
      ],
      signal,
    );
    assert.equal(document.getText(), '1\ntwo\nmine\n');
    assert.equal(document.isDirty, true);
    assert.equal(await onDisk('dirty.ts'), 'one\ntwo\n');
  });

  it('are all refused when one of the files is no longer as it was', async () => {
    await openFile('fits.ts', 'a\n');
    await openFile('moved-on.ts', 'changed\n');
    await assert.rejects(
      target().apply(
        [
          { kind: 'modify', path: 'fits.ts', before: bytes('a\n'), after: bytes('b\n') },
          {
            kind: 'modify',
            path: 'moved-on.ts',
            before: bytes('as it was\n'),
            after: bytes('x\n'),
          },
        ],
        signal,
      ),
      { code: 'changes.meanwhile' },
    );
    assert.equal(await onDisk('fits.ts'), 'a\n');
    assert.equal(await onDisk('moved-on.ts'), 'changed\n');
  });

  it('keep line ends and byte order mark of a file', async () => {
    await openFile('bom.ts', '\ufeffone\r\ntwo\r\n');
    await target().apply(
      [
        {
          kind: 'modify',
          path: 'bom.ts',
          before: bytes('\ufeffone\r\ntwo\r\n'),
          after: bytes('\ufeff1\r\ntwo\r\n'),
        },
      ],
      signal,
    );
    assert.equal(await onDisk('bom.ts'), '1\r\ntwo\r\n');
    const raw = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root(), 'bom.ts'));
    assert.deepEqual(Array.from(raw.slice(0, 3)), [0xef, 0xbb, 0xbf]);
  });
});
