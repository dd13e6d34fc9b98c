// What the editor knows of Memfun after activation.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../extension/ids.js';
import { extension, host } from './support/memfun.js';

describe('activation', () => {
  it('registers every command', async () => {
    await extension().activate();
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      COMMANDS.filter((command) => !known.has(command)),
      [],
    );
  });

  it('leaves the host to its first use, which gives one and the same', async () => {
    assert.equal(await host(), await host());
  });

  it('contributes the view "memfun.chat"', async () => {
    const known = await vscode.commands.getCommands(true);
    assert.ok(known.includes('memfun.chat.focus'));
  });

  it('says whether the window is trusted', async () => {
    const state = await (await host()).state();
    assert.equal(state.trusted, vscode.workspace.isTrusted);
    assert.equal(state.workspaceName, vscode.workspace.name);
  });
});
