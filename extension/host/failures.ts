// Tells a person about a failed command: once, with what to do; the details go to the log.
import * as vscode from 'vscode';
import {
  type ErrorInfo,
  isAbort,
  type Logger,
  MemfunError,
  toErrorInfo,
} from '../../runtime/core/index.js';
import { errorsIn, languageOf } from '../../runtime/language/index.js';

/** Something is missing that the command needs, e.g. an open file. Nothing was done. */
export class NothingToDoError extends MemfunError {
  readonly code = 'command.nothing-to-do';
  constructor(message: string, remedy: string) {
    super(message, { remedy });
  }
}

/** @param what the command, for the log */
export function reportFailure(what: string, error: unknown, logger: Logger): void {
  if (isAbort(error)) return;
  const info = toErrorInfo(error);
  const quiet = error instanceof NothingToDoError;
  if (!quiet) {
    logger.error(`${what} failed`, {
      error: info,
      stack: error instanceof Error ? error.stack : undefined,
    });
  }
  void tell(info, quiet);
}

async function tell(info: ErrorInfo, quiet: boolean): Promise<void> {
  const { message, remedy } = (await errorsIn(languageOf(vscode.env.language)))(info);
  const text = `Memfun: ${remedy === undefined ? message : `${message} ${remedy}`}`;
  if (quiet) {
    await vscode.window.showInformationMessage(text);
    return;
  }
  const showLog = vscode.l10n.t('Show Log');
  const answer = await vscode.window.showErrorMessage(text, showLog);
  if (answer === showLog) await vscode.commands.executeCommand('memfun.showLog');
}
