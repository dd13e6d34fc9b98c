// Follows the files that define agents and skills: each turn reads them anew, and what shows them is told.
import * as vscode from 'vscode';

/** Where such files lie in a folder of the workspace. */
const PLACES =
  '**/{.memfun/agents,.memfun/skills,.agents/skills,.claude/agents,.claude/skills,.github/agents}/**';
/** Milliseconds after the last of many changes, like those of a checkout. */
const REST_MS = 200;

export function watchDefinitions(changed: () => void): vscode.Disposable {
  let resting: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(resting);
    resting = setTimeout(changed, REST_MS);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(PLACES);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(soon),
    watcher.onDidCreate(soon),
    watcher.onDidDelete(soon),
    { dispose: () => clearTimeout(resting) },
  );
}
