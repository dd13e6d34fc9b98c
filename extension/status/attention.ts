// What waits for the person: counted for the status bar and the badge of the view, and told where nobody sees the chat.

export interface AttentionOptions {
  /** Whether the chat is in sight. */
  readonly seen: () => boolean;
  readonly show: () => void;
  /** Shows a notification, whose button does what is given. */
  readonly notify: (text: string, lead: () => void) => void;
  /** Called with how much waits now. */
  readonly changed: (waiting: number) => void;
}

export class Attention {
  #waiting = 0;
  /** What was told already, by whatever names it: nothing is told twice. */
  readonly #told = new Set<string>();

  constructor(private readonly options: AttentionOptions) {}

  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Something begins to wait. Outside of the chat a notification leads to it.
   * @param id of what waits: where it was told of before, it is not told of again
   * @returns what ends the wait, to be called once
   */
  begin(text: string, id: string): () => void {
    if (!this.seen && !this.#told.has(id)) this.tell(text);
    this.#count(1);
    return () => {
      this.#told.delete(id);
      this.#count(-1);
    };
  }

  /** A notification that leads to the chat, or to another view. */
  tell(text: string, lead: () => void = this.options.show): void {
    this.options.notify(text, lead);
  }

  /** The same of what begins to wait with this id right after. */
  tellBefore(id: string, text: string, lead: () => void): void {
    this.#told.add(id);
    this.tell(text, lead);
  }

  get seen(): boolean {
    return this.options.seen();
  }

  #count(by: number): void {
    this.#waiting += by;
    this.options.changed(this.#waiting);
  }
}
