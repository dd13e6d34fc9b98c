// Memfun: Analyze Workspace. What this repository is, how it is built, where to start reading.
import * as vscode from 'vscode';
import { NothingToDoError } from '../host/failures.js';
import type { Command } from './command.js';
import { runInChat } from './run-in-chat.js';

export const analyzeWorkspace: Command = async (host) => {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) {
    throw new NothingToDoError(
      'No folder is open, so there is nothing to analyze.',
      'Open a folder (File: Open Folder) and run the command again.',
    );
  }
  return runInChat(host, {
    intent: 'analyze',
    text: vscode.l10n.t(
      'Analyze the workspace {0}: what it is, how it is built, where to start reading',
      folder.name,
    ),
    attachments: [],
    effort: 'auto',
  });
};
