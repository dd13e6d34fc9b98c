// The questions about skills, one function each. `undefined` means that the person left.
import path from 'node:path';
import * as vscode from 'vscode';
import type { SkillDesk, SkillScope } from '../../../runtime/skills/index.js';
import { told } from '../../host/told.js';

const NAME = /^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_DESCRIPTION = 1_024;

export async function askName(): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Create Skill (1 of 3)'),
    prompt: vscode.l10n.t(
      'Name of the skill: small letters, digits and hyphens. It becomes a command of the chat.',
    ),
    placeHolder: 'release-notes',
    ignoreFocusOut: true,
    validateInput: (text) =>
      NAME.test(text)
        ? undefined
        : vscode.l10n.t('Small letters, digits and single hyphens, at most 64.'),
  });
}

export async function askDescription(name: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Create Skill (2 of 3)'),
    prompt: vscode.l10n.t(
      'What {0} does, and when it is to be used. The model chooses by this.',
      name,
    ),
    placeHolder: vscode.l10n.t('Writes release notes from commits. Use before a release.'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === ''
        ? vscode.l10n.t('Without a description nobody knows when to use it.')
        : text.length > MAX_DESCRIPTION
          ? vscode.l10n.t('At most {0} characters.', MAX_DESCRIPTION)
          : undefined,
  });
}

export async function askScope(placeHolder: string): Promise<SkillScope | undefined> {
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: `$(account) ${vscode.l10n.t('For all projects')}`,
        detail: vscode.l10n.t('In the storage of Memfun on this machine'),
        scope: 'user' as const,
      },
      {
        label: `$(folder) ${vscode.l10n.t('For this project')}`,
        detail: vscode.l10n.t('In .memfun/skills, to be shared with the repository'),
        scope: 'workspace' as const,
      },
    ],
    { title: vscode.l10n.t('Memfun: Skill'), placeHolder, ignoreFocusOut: true },
  );
  return picked?.scope;
}

export async function askSource(): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(
    [
      { label: `$(folder) ${vscode.l10n.t('A folder')}`, from: 'folder' as const },
      {
        label: `$(file-zip) ${vscode.l10n.t('An archive')}`,
        detail: '.zip, .tar.gz',
        from: 'archive' as const,
      },
      {
        label: `$(repo) ${vscode.l10n.t('An address')}`,
        detail: vscode.l10n.t(
          'A git repository (#branch:folder may follow), or an archive on the web',
        ),
        from: 'address' as const,
      },
    ],
    {
      title: vscode.l10n.t('Install Skill'),
      placeHolder: vscode.l10n.t('Where does it come from?'),
      ignoreFocusOut: true,
    },
  );
  if (picked === undefined) return undefined;
  if (picked.from === 'address') {
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('Install Skill'),
      prompt: vscode.l10n.t(
        'Address of a git repository or of an archive. It is shown before it is installed.',
      ),
      placeHolder: 'https://example.com/skills.git#main:skills/release-notes',
      ignoreFocusOut: true,
    });
    return typed?.trim() === '' ? undefined : typed?.trim();
  }
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Install Skill'),
      openLabel: vscode.l10n.t('Look at It'),
      canSelectFiles: picked.from === 'archive',
      canSelectFolders: picked.from === 'folder',
      ...(picked.from === 'archive'
        ? { filters: { [vscode.l10n.t('Archives')]: ['zip', 'gz', 'tgz', 'skill'] } }
        : {}),
    })) ?? [];
  return chosen?.fsPath;
}

export async function askSkill(
  desk: SkillDesk,
  placeHolder: string,
  installedOnly: boolean,
): Promise<string | undefined> {
  const { skills } = await desk.list();
  const picked = await vscode.window.showQuickPick(
    skills
      .filter(({ installed }) => !installedOnly || installed !== undefined)
      .map(({ skill }) => ({ label: skill.name, detail: told(skill.description) })),
    { title: vscode.l10n.t('Memfun: Skill'), placeHolder },
  );
  return picked?.label;
}

/** Where an export goes; the ending of the name says what it becomes. */
export async function askTarget(name: string): Promise<string | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export {0}', name),
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, `${name}.zip`) }),
    filters: { [vscode.l10n.t('Archives')]: ['zip', 'tar.gz', 'tgz'] },
  });
  return chosen === undefined ? undefined : path.normalize(chosen.fsPath);
}
