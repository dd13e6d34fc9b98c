// Tells that a long run is over, when nobody sees the chat.
import * as vscode from 'vscode';
import type { RunEvent } from '../../runtime/core/index.js';

/** Milliseconds of a run that somebody may have turned away from. */
const LONG_MS = 10_000;

export interface EndedTeller {
  /** Whether the chat is in sight. */
  readonly seen: () => boolean;
  readonly show: () => void;
}

export function tellEnded({ seen, show }: EndedTeller, event: RunEvent): void {
  if (event.type !== 'turn.ended' || event.ms < LONG_MS || event.stopReason === 'stopped') return;
  if (seen()) return;
  const open = vscode.l10n.t('Show');
  const text =
    event.stopReason === 'answered'
      ? vscode.l10n.t('Memfun has answered.')
      : vscode.l10n.t('A run of Memfun ended without an answer.');
  void vscode.window.showInformationMessage(text, open).then((chosen) => {
    if (chosen === open) show();
  });
}
