// Settings reach the runtime; one that does not fit is refused by name and the old ones stay.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { host } from './support/memfun.js';

describe('settings', () => {
  const set = async (key: string, value: unknown): Promise<void> =>
    vscode.workspace
      .getConfiguration('memfun')
      .update(key, value, vscode.ConfigurationTarget.Global);

  it('that do not fit are refused with the name of the key', async () => {
    const { runtime } = await host();
    await runtime.get();
    await set('effort', 'heroic');
    try {
      await assert.rejects(runtime.applySettings(), /memfun\.effort/);
      assert.equal((await (await runtime.get()).rootModel()).offline, true);
    } finally {
      await set('effort', undefined);
    }
    await runtime.applySettings();
  });
});
