// Follows what the runtime stands on: settings, keys, workspace trust and the open folder.
import * as vscode from 'vscode';
import type { HostContext } from './context.js';
import { reportFailure } from './failures.js';

/** Milliseconds after the last change of a setting before the runtime is told. */
const REST_MS = 200;

export function watchGround(host: HostContext): vscode.Disposable {
  let resting: NodeJS.Timeout | undefined;
  const applySoon = (): void => {
    clearTimeout(resting);
    resting = setTimeout(() => void apply(), REST_MS);
  };
  const apply = async (): Promise<void> => {
    try {
      await host.runtime.applySettings();
    } catch (error) {
      reportFailure('changing a setting', error, host.logger);
    }
    await host.stateChanged();
  };
  const replace = async (): Promise<void> => {
    host.conversation.stop();
    await host.runtime.close();
    await host.stateChanged();
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('memfun')) applySoon();
    }),
    host.extension.secrets.onDidChange(applySoon),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void replace()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void replace()),
    { dispose: () => clearTimeout(resting) },
  );
}
