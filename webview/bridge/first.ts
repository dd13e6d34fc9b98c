// What the page's first script leaves to the page: the editor's API, what was asked already, what the host has said.

export interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** Has the number of its place, from 1. */
export interface FirstRequest {
  readonly name: string;
  readonly input: object;
}

export interface First {
  readonly editor: EditorApi;
  readonly asked: readonly FirstRequest[];
  /** Every message so far, raw; from now on it listens to none. */
  readonly take: () => readonly unknown[];
}

declare const memfunFirst: First;

export const first = (): First => memfunFirst;
