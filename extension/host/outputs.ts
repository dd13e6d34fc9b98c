// What commands have printed, whole, as read-only documents.
import * as vscode from 'vscode';
import type { Memfun } from '../../runtime/app/index.js';
import { OUTPUT_SCHEME } from '../ids.js';
import { told } from './told.js';

/** Documents that are larger are shown up to here: an editor is no place for more. */
const MOST_CHARS = 20_000_000;

export class Outputs implements vscode.TextDocumentContentProvider {
  readonly #memfun: () => Promise<Memfun>;

  constructor(memfun: () => Promise<Memfun>) {
    this.#memfun = memfun;
  }

  /** @throws NoSuchOutputError */
  async show(outputId: string): Promise<void> {
    // Asked for here first, so that what is missing is said where it was asked for.
    await (await this.#memfun()).readOutput(outputId, 0);
    const uri = vscode.Uri.from({ scheme: OUTPUT_SCHEME, path: `/${outputId}.log` });
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const memfun = await this.#memfun();
    const outputId = uri.path.replace(/^\/|\.log$/g, '');
    let text = '';
    for (let from = 0; text.length < MOST_CHARS; ) {
      const slice = await memfun.readOutput(outputId, from);
      text += slice.text;
      if (slice.next >= slice.chars) return text;
      from = slice.next;
    }
    return `${text}\n${told('… the rest is left out …')}\n`;
  }
}
