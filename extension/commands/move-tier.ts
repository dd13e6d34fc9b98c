// Brings conversations, state and tasks from one tier to another, with a way to stop it, and says what was left.
import * as vscode from 'vscode';
import {
  type MoveCounts,
  type MoveReport,
  movesConversations,
  moveTier,
  placeKey,
  type TierChange,
} from '../../runtime/app/index.js';
import type { HostContext } from '../host/context.js';
import { told } from '../host/told.js';
import type { Command } from './command.js';

type Side = TierChange['from'];

/** Asks what to bring from where to where, and brings it. */
export const moveConversations: Command = async (host) => {
  const { tierMoves } = host;
  const [now, before] = [await tierMoves.now(), tierMoves.before()];
  const items: (vscode.QuickPickItem & { readonly change: TierChange })[] = [];
  if (before !== undefined && placeKey(before) !== placeKey(now))
    items.push({
      label: vscode.l10n.t('Everything: from {0} to {1}', sideName(before), sideName(now)),
      change: { from: before, to: now },
    });
  if (now.kind !== 'in-process') {
    const [files, tier] = [
      { ...now, sessions: false },
      { ...now, sessions: true },
    ];
    items.push(
      {
        label: vscode.l10n.t('Conversations: from files of this machine to {0}', sideName(tier)),
        change: { from: files, to: tier },
      },
      {
        label: vscode.l10n.t('Conversations: from {0} to files of this machine', sideName(tier)),
        change: { from: tier, to: files },
      },
    );
  }
  if (items.length === 0) {
    await offerSettings();
    return undefined;
  }
  const title = vscode.l10n.t('What shall be brought?');
  const picked = await vscode.window.showQuickPick(items, { title });
  return picked && bring(host, picked.change);
};

/** @returns whether the person wants it brought */
export async function offerMove(change: TierChange, counts: MoveCounts): Promise<boolean> {
  const yes = vscode.l10n.t('Copy Over');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The settings let Memfun keep its data elsewhere now. Copy what is in {0} (conversations: {1}, shared state: {2}, tasks: {3}) to {4}? The originals stay. “Memfun: Move Conversations and Tasks” does it later, too.',
      sideName(change.from),
      counts.conversations,
      counts.state,
      counts.tasks,
      sideName(change.to),
    ),
    yes,
    vscode.l10n.t('Not Now'),
  );
  return answer === yes;
}

/** @returns nothing when it was stopped; what was brought stays, and another time goes on from there */
export async function bring(
  host: Pick<HostContext, 'tierEnvironment' | 'reports' | 'stateChanged'>,
  change: TierChange,
): Promise<MoveReport | undefined> {
  const env = await host.tierEnvironment();
  const report = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Memfun copies to {0}…', sideName(change.to)),
      cancellable: true,
    },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return moveTier(env, change, {
        signal: abort.signal,
        onProgress: (done, of) => progress.report({ message: `${done} / ${of}` }),
      });
    },
  );
  await host.stateChanged();
  // Not waited for: the message may stand there as long as it likes.
  void tell(host, change, report);
  return report;
}

async function tell(
  { reports }: Pick<HostContext, 'reports'>,
  change: TierChange,
  { conversations, state, tasks, known, left, digest }: MoveReport,
): Promise<void> {
  const copied = vscode.l10n.t(
    'Copied to {3} (conversations: {0}, shared state: {1}, tasks: {2}; there before: {4}). The originals are still in {5}.',
    conversations,
    state,
    tasks,
    sideName(change.to),
    known,
    sideName(change.from),
  );
  const details = vscode.l10n.t('What Was Left');
  const reload = vscode.l10n.t('Reload Window');
  // Where conversations lie is decided at the start of a window.
  const places = movesConversations(change) ? [reload] : [];
  const goOn = vscode.l10n.t('Reload the window to go on with the conversations there.');
  const text = places.length === 0 ? copied : `${copied} ${goOn}`;
  const answer =
    left.length === 0
      ? await vscode.window.showInformationMessage(text, ...places)
      : await vscode.window.showWarningMessage(text, details, ...places);
  if (answer === reload) await vscode.commands.executeCommand('workbench.action.reloadWindow');
  if (answer !== details) return;
  const lines = left.map((line) => `- ${told(line)}`);
  const end = digest === undefined ? [] : ['', `SHA-256: \`${digest}\``];
  await reports.show(details, [`# ${details}`, '', ...lines, ...end].join('\n'));
}

/** After a failure. */
export const stillThere = ({ from }: TierChange): string =>
  vscode.l10n.t(
    'Nothing is lost: all of it is still in {0}. “Memfun: Move Conversations and Tasks” tries again.',
    sideName(from),
  );

async function offerSettings(): Promise<void> {
  const open = vscode.l10n.t('Open Settings');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Conversations are in files of this machine. Choose another place in the settings (memfun.tier) first; then they can be copied there.',
    ),
    open,
  );
  if (answer === open)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'memfun.tier');
}

const NAMES = { sqlite: 'SQLite', redis: 'Redis', nats: 'NATS' } as const;

/** For people. */
function sideName({ kind, space, sessions }: Side): string {
  if (kind === 'in-process') return vscode.l10n.t('files of this machine');
  const name = space === undefined ? NAMES[kind] : `${NAMES[kind]} (${space})`;
  return sessions ? name : vscode.l10n.t('{0} (its conversations in files)', name);
}
