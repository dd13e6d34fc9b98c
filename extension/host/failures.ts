// Tells a person about a failed command: once, with what to do; the details go to the log.
import * as vscode from 'vscode';
import {
  type ErrorInfo,
  isAbort,
  type Logger,
  MemfunError,
  toErrorInfo,
} from '../../runtime/core/index.js';
import { told } from './told.js';

/** Something is missing that the command needs, e.g. an open file. Nothing was done. */
export class NothingToDoError extends MemfunError {
  readonly code = 'command.nothing-to-do';
  constructor(message: string, remedy: string) {
    super(message, { remedy });
  }
}

/**
 * @param what the command, for the log
 * @param more what the person must know beside it
 */
export function reportFailure(what: string, error: unknown, logger: Logger, more?: string): void {
  if (isAbort(error)) return;
  const info = toErrorInfo(error);
  const quiet = error instanceof NothingToDoError;
  if (!quiet) {
    logger.error(`${what} failed`, {
      error: info,
      stack: error instanceof Error ? error.stack : undefined,
    });
  }
  const said = `Memfun: ${saidOf(info)}`;
  void tell(more === undefined ? said : `${said} ${more}`, quiet);
}

/** What happened and what to do, in the language of the editor. */
export const failureText = (error: unknown): string => saidOf(toErrorInfo(error));

function saidOf({ message, remedy }: ErrorInfo): string {
  const said = told(message);
  if (remedy === undefined) return said;
  // What another program says of the reason has no full stop.
  return `${said}${/[.!?…:]$/.test(said) ? '' : '.'} ${told(remedy)}`;
}

async function tell(text: string, quiet: boolean): Promise<void> {
  if (quiet) {
    await vscode.window.showInformationMessage(text);
    return;
  }
  const showLog = vscode.l10n.t('Show Log');
  const answer = await vscode.window.showErrorMessage(text, showLog);
  if (answer === showLog) await vscode.commands.executeCommand('memfun.showLog');
}
