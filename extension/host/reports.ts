// Reports (Markdown) as read-only documents, shown in the editor's own preview.
import * as vscode from 'vscode';
import { REPORT_SCHEME } from '../ids.js';

export class Reports implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  /** Shows a report; one with the same title is replaced. */
  async show(title: string, markdown: string): Promise<vscode.Uri> {
    const uri = vscode.Uri.from({ scheme: REPORT_SCHEME, path: `/${title}.md` });
    this.#texts.set(uri.toString(), markdown);
    this.#changed.fire(uri);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch {
      // The editor's Markdown extension can be switched off: the text itself reads well too.
      await vscode.window.showTextDocument(uri, { preview: false });
    }
    return uri;
  }

  text(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
