// Port: what only the person at the machine can do for a server: visit a page, fill in a form.
import type { Json } from '../core/index.js';

export interface PageRequest {
  /** The server that wants it, as it is configured. */
  readonly server: string;
  readonly purpose: 'sign-in' | 'question';
  /** Why, in words; those of a server are already bounded and plain. */
  readonly reason: string;
  /** Shown whole before it is opened. */
  readonly address: string;
}

/** `no-browser`: nobody was asked, because no page can be shown here. */
export type PageAnswer = 'opened' | 'declined' | 'cancelled' | 'no-browser';

/** One thing that is asked for in a form. */
export interface FormField {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly required: boolean;
  readonly kind: 'text' | 'number' | 'integer' | 'yes-no' | 'one-of' | 'some-of';
  /** Of `one-of` and `some-of`. */
  readonly choices: readonly { readonly value: string; readonly title: string }[];
  readonly given: Json | undefined;
  /** What is wrong with an answer; `undefined` when it can be taken. */
  readonly problem: (answer: Json) => string | undefined;
}

export interface FormRequest {
  readonly server: string;
  readonly message: string;
  readonly fields: readonly FormField[];
  /** What the person must know before answering, e.g. that a secret seems to be asked for. */
  readonly warning: string | undefined;
}

export type FormAnswer =
  | { readonly action: 'accept'; readonly content: Readonly<Record<string, Json>> }
  | { readonly action: 'decline' | 'cancel' };

/** Where a browser brings back what came of a sign-in. */
export interface CallbackDoor {
  readonly redirectUrl: string;
  /** Called with the parameters of every visit; says whether they belong to the sign-in. */
  onVisit(handler: (parameters: URLSearchParams) => boolean): void;
  close(): Promise<void>;
}

/** Every method rejects with AbortedError when the signal fires first. */
export interface Person {
  /** Asks whether the page may be opened, and opens it in the person's own browser. */
  visit(request: PageRequest, signal: AbortSignal): Promise<PageAnswer>;
  answer(request: FormRequest, signal: AbortSignal): Promise<FormAnswer>;
  /** Present where a browser cannot reach this machine by its loopback address. */
  openDoor?(): Promise<CallbackDoor>;
}
