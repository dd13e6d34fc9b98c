// The FileStore on the editor's file API keeps the port's promises.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { createEditorFileStore } from '../../../extension/adapters/file-store.js';
import type { FileStore } from '../../../runtime/ports/index.js';
import { closeEditors, openFile } from './support/memfun.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = async (store: FileStore, name: string): Promise<string> =>
  new TextDecoder().decode(await store.read(name));

describe('files through the editor', () => {
  let folder: string;
  let store: FileStore;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'files-'));
    store = createEditorFileStore(vscode.Uri.file(folder), { unsavedFirst: false });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are written, read, listed and removed', async () => {
    await store.write('a/b/c.txt', bytes('hello'));
    assert.equal(await read(store, 'a/b/c.txt'), 'hello');
    assert.deepEqual(await store.list('a/b'), [{ name: 'c.txt', kind: 'file', symlink: false }]);
    assert.equal((await store.stat('a/b/c.txt'))?.size, 5);
    await store.remove('a/b/c.txt');
    await store.remove('a/b/c.txt');
    assert.equal(await store.stat('a/b/c.txt'), undefined);
  });

  it('that are not there are missing, not broken', async () => {
    await assert.rejects(store.read('none.txt'), { code: 'files.missing' });
    assert.deepEqual(await store.list('none'), []);
  });

  it('outside of the root cannot be named', async () => {
    for (const name of ['../x', '/etc/passwd', 'a/../../x', 'C:/x', 'a\0b'])
      await assert.rejects(store.read(name), { code: 'files.outside' }, name);
  });

  it('behind a link that leads outside have no real path', async () => {
    writeFileSync(path.join(folder, 'inside.txt'), '');
    symlinkSync(os.tmpdir(), path.join(folder, 'out'));
    symlinkSync('inside.txt', path.join(folder, 'in'));
    assert.equal(await store.realPath('in'), 'inside.txt');
    assert.equal(await store.realPath('out'), undefined);
    assert.equal(await store.realPath('out/new/file'), undefined);
    assert.equal(await store.realPath('new/file'), 'new/file');
  });
});

describe('a file with unsaved changes', () => {
  afterEach(closeEditors);

  it('is read as the person sees it, where that is asked for', async () => {
    const document = await openFile('unsaved.txt', 'on disk');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'not ');
    await vscode.workspace.applyEdit(edit);
    const folder = vscode.Uri.joinPath(document.uri, '..');
    const at = (unsavedFirst: boolean) => createEditorFileStore(folder, { unsavedFirst });
    assert.equal(await read(at(true), 'unsaved.txt'), 'not on disk');
    assert.equal(await read(at(false), 'unsaved.txt'), 'on disk');
  });
});
