// Follows what the runtime stands on: settings, keys, workspace trust, the open folder and its files.
import * as vscode from 'vscode';
import type { HostContext } from './context.js';
import { reportFailure } from './failures.js';
import { watchDefinitions } from './watch-definitions.js';

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
      await host.runtime.ifRunning(() => host.tierMoves.changed());
    } catch (error) {
      reportFailure('changing a setting', error, host.logger);
    }
    await host.stateChanged();
  };
  const replace = async (): Promise<void> => {
    host.conversations.stop();
    await host.runtime.close();
    await host.stateChanged();
  };
  const filesChanged = (uris: readonly vscode.Uri[]): void => {
    const paths = uris
      .filter((uri) => vscode.workspace.getWorkspaceFolder(uri) !== undefined)
      .map((uri) => vscode.workspace.asRelativePath(uri, false));
    if (paths.length > 0) void host.runtime.ifRunning((memfun) => memfun.filesChanged(paths));
  };
  return vscode.Disposable.from(
    watchDefinitions(
      () => host.view.visible,
      () => void host.stateChanged(),
    ),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => filesChanged([uri])),
    vscode.workspace.onDidDeleteFiles(({ files }) => filesChanged(files)),
    vscode.workspace.onDidRenameFiles(({ files }) =>
      filesChanged(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
    ),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('memfun')) applySoon();
    }),
    host.extension.secrets.onDidChange(applySoon),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void replace()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void replace()),
    { dispose: () => clearTimeout(resting) },
  );
}
