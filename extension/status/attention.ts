// What waits for the person: counted for the status bar and the badge of the view, and told where nobody sees the chat.
import * as vscode from 'vscode';

export interface AttentionOptions {
  /** Whether the chat is in sight. */
  readonly seen: () => boolean;
  readonly show: () => void;
  /** Called with how much waits now. */
  readonly changed: (waiting: number) => void;
}

export class Attention {
  #waiting = 0;

  constructor(private readonly options: AttentionOptions) {}

  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Something begins to wait. Outside of the chat a notification leads to it.
   * @returns what ends the wait, to be called once
   */
  begin(text: string): () => void {
    if (!this.seen) this.tell(text);
    this.#count(1);
    return () => this.#count(-1);
  }

  /** A notification that leads to the chat, or to another view. */
  tell(text: string, lead: () => void = this.options.show): void {
    const show = vscode.l10n.t('Show');
    void vscode.window
      .showInformationMessage(text, show)
      .then((chosen) => chosen === show && lead());
  }

  get seen(): boolean {
    return this.options.seen();
  }

  #count(by: number): void {
    this.#waiting += by;
    this.options.changed(this.#waiting);
  }
}
