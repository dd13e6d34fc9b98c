// Tells that a long run is over, when nobody sees the chat.
import * as vscode from 'vscode';
import type { RunEvent } from '../../runtime/core/index.js';
import type { Attention } from '../status/attention.js';

/** Milliseconds of a run that somebody may have turned away from. */
const LONG_MS = 10_000;

export function tellEnded(attention: Attention, event: RunEvent): void {
  if (event.type !== 'turn.ended' || event.ms < LONG_MS || event.stopReason === 'stopped') return;
  if (attention.seen) return;
  attention.tell(
    event.stopReason === 'answered'
      ? vscode.l10n.t('Memfun has answered.')
      : vscode.l10n.t('A run of Memfun ended without an answer.'),
  );
}
