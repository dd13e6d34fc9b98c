// Memfun: Generate Commit Message. Writes it into the message box of the source control view; commits nothing.
import * as vscode from 'vscode';
import { NothingToDoError } from '../host/failures.js';
import { signalOf } from '../host/signal.js';
import type { Command } from './command.js';

/** The part of the git extension's interface that is used here. */
interface GitExtension {
  getAPI(version: 1): {
    readonly repositories: readonly Repository[];
    getRepository(uri: vscode.Uri): Repository | null;
  };
}
interface Repository {
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string };
}

export const generateCommitMessage: Command = async (host) => {
  const repository = await repositoryOfWorkspace();
  const typed = repository.inputBox.value;
  if (typed.trim() !== '' && !(await mayReplace())) return undefined;
  const message = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Memfun reads the changes'),
      cancellable: true,
    },
    async (_progress, token) => {
      const { signal, dispose } = signalOf(token);
      try {
        return await (await host.runtime.get()).commitMessage(signal);
      } finally {
        dispose();
      }
    },
  );
  // Whoever has typed meanwhile keeps what they typed.
  if (repository.inputBox.value !== typed) {
    await vscode.env.clipboard.writeText(message);
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'You were typing a message meanwhile, so the generated one is in the clipboard.',
      ),
    );
    return message;
  }
  repository.inputBox.value = message;
  await vscode.commands.executeCommand('workbench.view.scm');
  return message;
};

async function mayReplace(): Promise<boolean> {
  const replace = vscode.l10n.t('Replace');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('There is a commit message already.'),
    { modal: true, detail: vscode.l10n.t('Replace what you have typed with a generated message?') },
    replace,
  );
  return chosen === replace;
}

/** @throws NothingToDoError where there is no git, or no repository */
async function repositoryOfWorkspace(): Promise<Repository> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) {
    throw new NothingToDoError(
      "The editor's own git support is switched off.",
      'Enable the built-in extension "Git" and run the command again.',
    );
  }
  const git = (await extension.activate()).getAPI(1);
  const folder = vscode.workspace.workspaceFolders?.[0];
  const repository = (folder && git.getRepository(folder.uri)) ?? git.repositories[0];
  if (repository === undefined) {
    throw new NothingToDoError(
      'The open folder is no git repository.',
      'Run "Git: Initialize Repository", or open a folder that is one.',
    );
  }
  return repository;
}
