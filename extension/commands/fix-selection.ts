// Memfun: Fix Selection. Proposes new text for the selected lines as a diff.
import * as vscode from 'vscode';
import { NothingToDoError } from '../host/failures.js';
import type { Command } from './command.js';
import { activeEditor, selectedLines } from './editor-target.js';
import { proposeFix } from './propose-fix.js';

export const fixSelection: Command = async (host) => {
  const { document, selection } = activeEditor('fix');
  if (selection.isEmpty) {
    throw new NothingToDoError(
      'Nothing is selected, so there is nothing to fix.',
      'Select the lines to fix and run the command again.',
    );
  }
  const lines = selectedLines(selection);
  const name = vscode.workspace.asRelativePath(document.uri, false);
  const text = vscode.l10n.t('Fix lines {0} to {1} of {2}', lines.first + 1, lines.last + 1, name);
  return proposeFix(host, document, lines, text);
};
