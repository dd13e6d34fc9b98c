// Tells that a long run or a search is over, when nobody sees the page.
import * as vscode from 'vscode';
import type { RunEvent } from '../../runtime/core/index.js';
import type { SearchEnded } from '../bridge/index.js';
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

/** What came of a search for better prompts. */
export function tellSearchEnded(
  attention: Attention,
  { came }: SearchEnded,
  show: () => void,
): void {
  if (came === 'stopped' || attention.seen) return;
  const texts = {
    found: vscode.l10n.t(
      'Memfun found better words for its prompts. You decide whether they hold.',
    ),
    nothing: vscode.l10n.t('The search for better prompts has ended; there is nothing better.'),
    failed: vscode.l10n.t('The search for better prompts has failed.'),
  };
  attention.tell(texts[came], show);
}
