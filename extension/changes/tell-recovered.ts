// Tells a person about changes of files that a crash had cut off: what was done about them, and how to take it back.
import * as vscode from 'vscode';
import type { Recovery } from '../../runtime/changes/index.js';

const LISTED = 3;

export function tellRecovered(recovered: readonly Recovery[]): void {
  for (const recovery of recovered) {
    void vscode.window.showWarningMessage(`Memfun: ${textOf(recovery)}`);
  }
}

function textOf({ outcome, paths, changedSince }: Recovery): string {
  const files = listed(paths);
  if (outcome === 'left') {
    return `${paths.length === 0 ? 'A change of files' : `Changing ${files}`} was cut off, and can be neither finished nor taken back now: look at what git says has changed before you go on.`;
  }
  const done =
    outcome === 'finished'
      ? `Changing ${files} had been cut off and was finished. Type /undo in the chat to take it back.`
      : `Changing ${files} had been cut off and was taken back.`;
  return changedSince.length === 0
    ? done
    : `${done} You have changed ${listed(changedSince)} since: left alone.`;
}

function listed(paths: readonly string[]): string {
  const named = paths.slice(0, LISTED).join(', ');
  return paths.length > LISTED ? `${named} and ${paths.length - LISTED} more files` : named;
}
