// Tells what nobody sees: that a long run or a search is over, and what a run behind the open conversation wants.
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

/** A run behind the open conversation asks for something, or is over: nobody would see it otherwise. */
export function tellBehind(
  attention: Attention,
  event: RunEvent,
  title: string,
  show: () => void,
): void {
  const waits = vscode.l10n.t('Memfun waits for you in “{0}”.', title);
  if (event.type === 'approval.asked') attention.tellBefore(event.approvalId, waits, show);
  if (event.type === 'plan.proposed') attention.tellBefore(event.planId, waits, show);
  if (event.type === 'writer.conflict') attention.tell(waits, show);
  if (event.type !== 'turn.ended' || event.stopReason === 'stopped') return;
  attention.tell(
    event.stopReason === 'answered'
      ? vscode.l10n.t('Memfun has answered in “{0}”.', title)
      : vscode.l10n.t('The run in “{0}” ended without an answer.', title),
    show,
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
