// Approvals as a modal question of the editor: it says the exact effect, and no answer means no.
import * as vscode from 'vscode';
import { abortable } from '../../runtime/core/index.js';
import type { Approvals } from '../../runtime/ports/index.js';

const ALLOW = 'Allow once';
const REMEMBER = 'Always allow this';

export function createApprovals(): Approvals {
  return {
    async ask(request, signal) {
      const answer = await abortable(
        Promise.resolve(
          vscode.window.showWarningMessage(
            `Memfun wants to use ${request.tool}: ${request.effect}`,
            { modal: true, detail: request.reason },
            ALLOW,
            REMEMBER,
          ),
        ),
        signal,
      );
      if (answer === undefined) return { decision: 'deny' };
      return { decision: 'allow', remember: answer === REMEMBER };
    },
  };
}
