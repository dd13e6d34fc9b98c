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
    const what =
      paths.length === 0
        ? vscode.l10n.t('A change of files')
        : vscode.l10n.t('Changing {0}', files);
    return vscode.l10n.t(
      '{0} was cut off, and can be neither finished nor taken back now: look at what git says has changed before you go on.',
      what,
    );
  }
  const done =
    outcome === 'finished'
      ? vscode.l10n.t(
          'Changing {0} had been cut off and was finished. Type /undo in the chat to take it back.',
          files,
        )
      : vscode.l10n.t('Changing {0} had been cut off and was taken back.', files);
  return changedSince.length === 0
    ? done
    : `${done} ${vscode.l10n.t('You have changed {0} since: left alone.', listed(changedSince))}`;
}

function listed(paths: readonly string[]): string {
  const named = paths.slice(0, LISTED).join(', ');
  return paths.length > LISTED
    ? vscode.l10n.t('{0} and {1} more files', named, paths.length - LISTED)
    : named;
}
