// Tells that a long run or a search is over, when nobody sees the page.
import * as vscode from 'vscode';
import type { RunEvent } from '../../runtime/core/index.js';
import type { SearchEnded } from '../bridge/index.js';

/** Milliseconds of a run that somebody may have turned away from. */
const LONG_MS = 10_000;

export interface EndedTeller {
  /** Whether the page is in sight. */
  readonly seen: () => boolean;
  readonly show: () => void;
}

export function tellEnded(teller: EndedTeller, event: RunEvent): void {
  if (event.type !== 'turn.ended' || event.ms < LONG_MS || event.stopReason === 'stopped') return;
  tell(
    teller,
    event.stopReason === 'answered'
      ? vscode.l10n.t('Memfun has answered.')
      : vscode.l10n.t('A run of Memfun ended without an answer.'),
  );
}

/** What came of a search for better prompts. */
export function tellSearchEnded(teller: EndedTeller, { came }: SearchEnded): void {
  if (came === 'stopped') return;
  const texts = {
    found: vscode.l10n.t(
      'Memfun found better words for its prompts. You decide whether they hold.',
    ),
    nothing: vscode.l10n.t('The search for better prompts has ended; there is nothing better.'),
    failed: vscode.l10n.t('The search for better prompts has failed.'),
  };
  tell(teller, texts[came]);
}

function tell({ seen, show }: EndedTeller, text: string): void {
  if (seen()) return;
  const open = vscode.l10n.t('Show');
  void vscode.window.showInformationMessage(text, open).then((chosen) => {
    if (chosen === open) show();
  });
}
