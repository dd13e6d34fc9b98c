// The life of skills from the command palette: made, looked at before they are installed, updated, removed, shared, searched.
import * as vscode from 'vscode';
import { abortable } from '../../../runtime/core/index.js';
import type { PendingSkill, SkillDesk } from '../../../runtime/skills/index.js';
import type { HostContext } from '../../host/context.js';
import { told } from '../../host/told.js';
import type { Command } from '../command.js';
import { askDescription, askName, askScope, askSkill, askSource, askTarget } from './questions.js';
import { reviewReport } from './report.js';

/** Three questions, and a skill that is valid from the start, open in the editor. */
export const createSkill: Command = async (host) => {
  const desk = await deskOf(host);
  const name = await askName();
  if (name === undefined) return undefined;
  const description = await askDescription(name);
  if (description === undefined) return undefined;
  const scope = await askScope(vscode.l10n.t('Where should the skill lie?'));
  if (scope === undefined) return undefined;
  const folder = await desk.create({ name, description }, scope, new AbortController().signal);
  await host.stateChanged();
  const file = vscode.Uri.joinPath(vscode.Uri.file(folder), 'SKILL.md');
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
  return folder;
};

/** @param source where from; asked when absent */
export const installSkill: Command = async (host, source) => {
  const desk = await deskOf(host);
  const from = typeof source === 'string' ? source : await askSource();
  if (from === undefined) return undefined;
  const pending = await lookAt(from, (signal) => lookWithName(desk, from, signal));
  return pending === undefined ? undefined : install(host, desk, pending);
};

/** Without a name, every installed one. */
export const updateSkill: Command = async (host, name) => {
  const desk = await deskOf(host);
  const installed = (await desk.list()).skills.filter(
    (one) => one.installed !== undefined && one.installed.origin.kind !== 'made',
  );
  const names =
    typeof name === 'string' ? [name] : installed.map(({ skill: { name: known } }) => known);
  let found = 0;
  for (const one of names) {
    const pending = await lookAt(one, (signal) => desk.lookForUpdate(one, signal));
    if (pending === undefined) continue;
    found++;
    await host.reports.show(`Skill ${one}`, told(reviewReport(pending.review)));
    const update = vscode.l10n.t('Update');
    const taken = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The skill {0} has {1} changed files. They are shown in the editor.',
        one,
        pending.review.changes?.length ?? 0,
      ),
      {
        modal: true,
        detail: vscode.l10n.t('Take the update only when you have read what is new.'),
      },
      update,
    );
    if (taken !== update) continue;
    await desk.update(pending, new AbortController().signal);
    await host.stateChanged();
  }
  if (found === 0)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Every installed skill is as new as its origin.'),
    );
  return found;
};

export const removeSkill: Command = async (host, name) => {
  const desk = await deskOf(host);
  const chosen =
    typeof name === 'string'
      ? name
      : await askSkill(desk, vscode.l10n.t('Which skill should be removed?'), true);
  if (chosen === undefined) return undefined;
  const { signal } = new AbortController();
  const kept = await desk.remove(chosen, signal);
  await host.stateChanged();
  const undo = vscode.l10n.t('Undo');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('The skill {0} is removed. A copy is kept in {1}.', chosen, kept),
    undo,
  );
  if (answer === undo) {
    await desk.restore(chosen, signal);
    await host.stateChanged();
  }
  return kept;
};

export const exportSkill: Command = async (host) => {
  const desk = await deskOf(host);
  const name = await askSkill(desk, vscode.l10n.t('Which skill should be exported?'), false);
  if (name === undefined) return undefined;
  const target = await askTarget(name);
  if (target === undefined) return undefined;
  const digest = await desk.export(name, target, new AbortController().signal);
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} is written ({1}).', target, digest));
  return { target, digest };
};

export const searchSkills: Command = async (host) => {
  const desk = await deskOf(host);
  const settings = vscode.workspace.getConfiguration('memfun.skills');
  const location = settings.get('registry', '');
  if (location === '') {
    const open = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        'No registry of skills is set. Set memfun.skills.registry to the path or address of its index.',
      ),
      vscode.l10n.t('Open Settings'),
    );
    if (open !== undefined)
      await vscode.commands.executeCommand('workbench.action.openSettings', 'memfun.skills');
    return undefined;
  }
  const key = settings.get('registryKey', '');
  const registry = { location, ...(key === '' ? {} : { publicKey: key }) };
  const found = await lookAt(location, (signal) => desk.search('', registry, signal));
  const picked = await vscode.window.showQuickPick(
    (found ?? []).map(({ name, version, description }) => ({
      label: name,
      description: version,
      detail: description,
    })),
    {
      title: vscode.l10n.t('Skills of the registry'),
      placeHolder: vscode.l10n.t('Which one?'),
      matchOnDetail: true,
    },
  );
  if (picked === undefined) return undefined;
  const pending = await lookAt(picked.label, (signal) =>
    desk.lookInRegistry(picked.label, registry, signal),
  );
  return pending === undefined ? undefined : install(host, desk, pending);
};

async function deskOf(host: HostContext): Promise<SkillDesk> {
  return (await host.runtime.get()).skillDesk;
}

/** Where there are several, the person says which. */
async function lookWithName(
  desk: SkillDesk,
  source: string,
  signal: AbortSignal,
): Promise<PendingSkill | undefined> {
  const names = await desk.namesIn(source, signal);
  const [only] = names;
  if (names.length === 1 && only !== undefined) return desk.look(source, { skill: only, signal });
  const skill = await vscode.window.showQuickPick([...names], {
    title: vscode.l10n.t('Install Skill'),
    placeHolder: vscode.l10n.t('There are several skills. Which one?'),
  });
  return skill === undefined ? undefined : desk.look(source, { skill, signal });
}

/** Shows everything that is in it; only then it can be trusted. */
async function install(host: HostContext, desk: SkillDesk, pending: PendingSkill) {
  const { review } = pending;
  await host.reports.show(`Skill ${review.name}`, told(reviewReport(review)));
  const scope = await askScope(
    vscode.l10n.t(
      '{0}: {1} files, {2} remarks. They are shown in the editor. Install it?',
      review.name,
      review.files.length,
      review.warnings.length,
    ),
  );
  if (scope === undefined) return undefined;
  const record = await desk.install(pending, scope, new AbortController().signal);
  await host.stateChanged();
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The skill {0} is installed. Type /{0} in the chat to use it.', record.name),
  );
  return record;
}

/** With a way to stop it. */
function lookAt<T>(
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
): Thenable<T | undefined> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Memfun looks at {0}…', what),
      cancellable: true,
    },
    async (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return abortable(work(abort.signal), abort.signal);
    },
  );
}
