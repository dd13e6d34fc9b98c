// Follows the files that define agents and skills: each turn reads them anew, and what shows them is told.
import * as vscode from 'vscode';
import { DEFINITION_PLACES, lookAtDefinitions } from './definition-files.js';

const PATTERN = `**/{${DEFINITION_PLACES.join(',')}}/**`;
/** Milliseconds after the last of many changes, like those of a checkout. */
const REST_MS = 200;
/** Milliseconds after which a change that the editor did not tell of is seen. */
const LOOK_MS = 3_000;

export function watchDefinitions(isShown: () => boolean, changed: () => void): vscode.Disposable {
  let resting: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(resting);
    resting = setTimeout(changed, REST_MS);
  };
  const roots = (): readonly string[] =>
    (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ uri }) => uri.fsPath);
  const watcher = vscode.workspace.createFileSystemWatcher(PATTERN);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(soon),
    watcher.onDidCreate(soon),
    watcher.onDidDelete(soon),
    lookAtDefinitions({ roots, isShown, changed: soon, everyMs: LOOK_MS }),
    { dispose: () => clearTimeout(resting) },
  );
}
