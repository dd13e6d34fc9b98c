// The native review of proposed changes: one multi-file diff of what is there against what would be.
import * as vscode from 'vscode';
import type { ApprovalRequest } from '../../runtime/ports/index.js';
import { told } from '../host/told.js';
import { CHANGE_SCHEME } from '../ids.js';

type Side = 'before' | 'after';

export class ChangeReview implements vscode.TextDocumentContentProvider {
  /** Contents of the changes that were shown, by address. */
  readonly #texts = new Map<string, string>();

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /** Shows all changes of a request; nothing is changed. */
  async show({ id, effect, changes }: ApprovalRequest): Promise<void> {
    const rows: [vscode.Uri, vscode.Uri | undefined, vscode.Uri | undefined][] = [];
    for (const change of changes) {
      const from = change.kind === 'move' ? change.from : change.path;
      const label = addressOf(id, 'after', change.path);
      rows.push([
        label,
        await this.#keep(addressOf(id, 'before', from), change.before),
        await this.#keep(label, change.after),
      ]);
    }
    await vscode.commands.executeCommand('vscode.changes', `Memfun: ${told(effect)}`, rows);
  }

  async #keep(uri: vscode.Uri, content: Uint8Array | undefined): Promise<vscode.Uri | undefined> {
    if (content === undefined) return undefined;
    this.#texts.set(uri.toString(), await vscode.workspace.decode(content, { uri }));
    return uri;
  }
}

function addressOf(id: string, side: Side, path: string): vscode.Uri {
  return vscode.Uri.from({ scheme: CHANGE_SCHEME, path: `/${path}`, query: `${id}-${side}` });
}
