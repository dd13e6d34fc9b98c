// Tells a person about a failed command: once, with what to do; the details go to the log.
import * as vscode from 'vscode';
import { isAbort, type Logger, MemfunError, toErrorInfo } from '../../runtime/core/index.js';
import { languageOf, localError } from '../../runtime/language/index.js';

/** Something is missing that the command needs, e.g. an open file. Nothing was done. */
export class NothingToDoError extends MemfunError {
  readonly code = 'command.nothing-to-do';
  constructor(message: string, remedy: string) {
    super(message, { remedy });
  }
}

/** What happened and what to do, in the language of the editor. */
export function failureText(error: unknown): string {
  const { message, remedy } = localError(toErrorInfo(error), languageOf(vscode.env.language));
  return remedy === undefined ? message : `${message} ${remedy}`;
}

/** @param what the command, for the log */
export function reportFailure(what: string, error: unknown, logger: Logger): void {
  if (isAbort(error)) return;
  const info = toErrorInfo(error);
  const text = failureText(error);
  if (error instanceof NothingToDoError) {
    void vscode.window.showInformationMessage(`Memfun: ${text}`);
    return;
  }
  logger.error(`${what} failed`, {
    error: info,
    stack: error instanceof Error ? error.stack : undefined,
  });
  const showLog = vscode.l10n.t('Show Log');
  void vscode.window.showErrorMessage(`Memfun: ${text}`, showLog).then((answer) => {
    if (answer === showLog) return vscode.commands.executeCommand('memfun.showLog');
    return undefined;
  });
}
