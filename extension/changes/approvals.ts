// Approvals that wait in the chat: each is shown as a card there, and settles when somebody answers it.
import * as vscode from 'vscode';
import { AbortedError, MemfunError } from '../../runtime/core/index.js';
import type { ApprovalAnswer, ApprovalRequest, Approvals } from '../../runtime/ports/index.js';
import { told } from '../host/told.js';
import type { Attention } from '../status/attention.js';

interface Waiting {
  readonly request: ApprovalRequest;
  readonly settle: (answer: ApprovalAnswer) => void;
}

export class ChatApprovals implements Approvals {
  readonly #waiting = new Map<string, Waiting>();

  constructor(private readonly attention: Attention) {}

  ask(request: ApprovalRequest, signal: AbortSignal): Promise<ApprovalAnswer> {
    const seen = this.attention.begin(
      vscode.l10n.t('Memfun asks: {0}?', effectOf(request)),
      request.id,
    );
    return this.#wait(request, signal).finally(seen);
  }

  #wait(request: ApprovalRequest, signal: AbortSignal): Promise<ApprovalAnswer> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting.delete(request.id);
        reject(new AbortedError());
      };
      if (signal.aborted) {
        onAbort();
        return;
      }
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.set(request.id, {
        request,
        settle: (answer) => {
          this.#waiting.delete(request.id);
          signal.removeEventListener('abort', onAbort);
          resolve(answer);
        },
      });
    });
  }

  /** @throws ApprovalOverError when nobody waits for this any more */
  answer(id: string, answer: ApprovalAnswer): void {
    this.#find(id).settle(answer);
  }

  /** What is asked for. @throws ApprovalOverError */
  request(id: string): ApprovalRequest {
    return this.#find(id).request;
  }

  #find(id: string): Waiting {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) throw new ApprovalOverError();
    return waiting;
  }
}

/** What is to happen: a command line and a host stand as they are. */
function effectOf({ effect, command, host }: ApprovalRequest): string {
  if (host !== undefined) return vscode.l10n.t('Visit {0}', host);
  if (command === undefined) return told(effect);
  return effect.endsWith(command)
    ? vscode.l10n.t('Run {0}', command)
    : vscode.l10n.t('Run {0} commands', command.split('\n').length);
}

/** The run that asked is over. */
class ApprovalOverError extends MemfunError {
  readonly code = 'approval.over';
  constructor() {
    super('Nobody waits for this answer any more: the run is over.', {
      remedy: 'Run the request again to get the changes once more.',
    });
  }
}
