// Proposed fixes: shown as a native diff of the open text against the proposed one, applied only when accepted.
import path from 'node:path';
import * as vscode from 'vscode';
import { FIX_SCHEME } from '../ids.js';
import { FixConflictError, FixRefusedError, NoProposalError } from './errors.js';
import { type Anchor, fitReplacement, locate } from './locate.js';

export interface FixDraft {
  readonly document: vscode.TextDocument;
  readonly anchor: Anchor;
  readonly replacement: string;
}

interface Proposal {
  readonly document: vscode.Uri;
  readonly shown: vscode.Uri;
  readonly anchor: Anchor;
  readonly replacement: string;
}

export class FixProposals implements vscode.Disposable {
  readonly #proposals = new Map<string, Proposal>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #listening: vscode.Disposable;
  #count = 0;
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#listening = vscode.Disposable.from(
      // Other edits of the file show on both sides, so that the diff stays the fix alone.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        for (const { document: uri, shown } of this.#proposals.values())
          if (uri.toString() === document.uri.toString()) this.#changed.fire(shown);
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const tab of closed) {
          if (tab.input instanceof vscode.TabInputTextDiff)
            this.#proposals.delete(tab.input.modified.toString());
        }
      }),
    );
  }

  /** Closes the diffs that a reload has brought back: their proposals are gone. */
  async closeStale(): Promise<void> {
    const stale = diffTabs().filter(({ modified }) => !this.#proposals.has(modified.toString()));
    await vscode.window.tabGroups.close(stale.map(({ tab }) => tab));
  }

  /** Shows the diff. Nothing is changed. Resolves with the proposal's address. */
  async show({ document, anchor, replacement }: FixDraft): Promise<vscode.Uri> {
    const original = anchor.base.slice(anchor.start, anchor.end);
    const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
    const name = path.posix.basename(document.uri.path);
    const shown = vscode.Uri.from({
      scheme: FIX_SCHEME,
      path: document.uri.path,
      query: String(++this.#count),
    });
    this.#proposals.set(shown.toString(), {
      document: document.uri,
      shown,
      anchor,
      replacement: fitReplacement(replacement, original, eol),
    });
    await vscode.commands.executeCommand(
      'vscode.diff',
      document.uri,
      shown,
      vscode.l10n.t('{0}: proposed by Memfun', name),
      { preview: false },
    );
    return shown;
  }

  /** The text of the right side: the file as it is now, with the fix in its place. */
  async text(shown: vscode.Uri): Promise<string> {
    const proposal = this.#proposals.get(shown.toString());
    if (proposal === undefined) return '';
    const current = (await vscode.workspace.openTextDocument(proposal.document)).getText();
    const place = locate(proposal.anchor, current);
    return place.found
      ? current.slice(0, place.start) + proposal.replacement + current.slice(place.end)
      : current;
  }

  /**
   * Puts the fix into the open text as one step of undo; the file is not saved.
   * @throws NoProposalError, FixConflictError, FixRefusedError
   */
  async accept(which?: vscode.Uri): Promise<void> {
    const proposal = this.#find(which);
    const document = await vscode.workspace.openTextDocument(proposal.document);
    const name = vscode.workspace.asRelativePath(proposal.document);
    const place = locate(proposal.anchor, document.getText());
    if (!place.found) throw new FixConflictError(name);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      proposal.document,
      new vscode.Range(document.positionAt(place.start), document.positionAt(place.end)),
      proposal.replacement,
    );
    if (!(await vscode.workspace.applyEdit(edit))) throw new FixRefusedError(name);
    await this.#close(proposal);
    await vscode.window.showTextDocument(document, {
      preview: false,
      selection: new vscode.Range(
        document.positionAt(place.start),
        document.positionAt(place.start + proposal.replacement.length),
      ),
    });
  }

  /** Throws the proposal away. @throws NoProposalError */
  async reject(which?: vscode.Uri): Promise<void> {
    await this.#close(this.#find(which));
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
    this.#proposals.clear();
  }

  /** The given one, the one in front, or the only one. */
  #find(which: vscode.Uri | undefined): Proposal {
    const inFront = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    const key =
      which?.toString() ??
      (inFront instanceof vscode.TabInputTextDiff ? inFront.modified.toString() : undefined);
    const found = key === undefined ? undefined : this.#proposals.get(key);
    const all = [...this.#proposals.values()];
    const proposal = found ?? (all.length === 1 ? all[0] : undefined);
    if (proposal === undefined) throw new NoProposalError();
    return proposal;
  }

  async #close({ shown }: Proposal): Promise<void> {
    this.#proposals.delete(shown.toString());
    const key = shown.toString();
    const tabs = diffTabs().filter(({ modified }) => modified.toString() === key);
    await vscode.window.tabGroups.close(tabs.map(({ tab }) => tab));
  }
}

/** The open diffs that show a proposal. */
function diffTabs(): readonly { readonly tab: vscode.Tab; readonly modified: vscode.Uri }[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .flatMap((tab) =>
      tab.input instanceof vscode.TabInputTextDiff && tab.input.modified.scheme === FIX_SCHEME
        ? [{ tab, modified: tab.input.modified }]
        : [],
    );
}
