// @memfun in the editor's own chat: one turn of a conversation, streamed as it comes.

import type { Memfun } from '../../runtime/app/index.js';
import type { Citation, RunEvent } from '../../runtime/core/index.js';
import { type Language, localError, localText } from '../../runtime/language/index.js';

/** What the editor's chat lets a participant say. */
export interface Reply {
  markdown(text: string): void;
  progress(text: string): void;
  reference(citation: Citation): void;
}

export interface Asked {
  readonly text: string;
  /** The conversation that earlier messages of this chat belong to. */
  readonly sessionId: string | undefined;
  readonly signal: AbortSignal;
  /** Of whoever asks; English where it is not said. */
  readonly language?: Language;
}

const TITLE_CHARS = 60;

/** @returns the conversation, for the next message of the same chat @throws what the runtime throws */
export async function answerInChat(
  memfun: Pick<Memfun, 'sessions' | 'runTurn'>,
  { text, sessionId, signal, language = 'en' }: Asked,
  reply: Reply,
): Promise<{ readonly sessionId: string }> {
  const id = sessionId ?? (await memfun.sessions.create(text.slice(0, TITLE_CHARS))).sessionId;
  const words = new Words(reply, language, /^\s*[/!]/.test(text));
  const result = await memfun.runTurn({
    sessionId: id,
    request: { intent: 'ask', text, attachments: [], effort: 'auto' },
    signal,
    emit: (event) => words.take(event),
  });
  if (result.error !== undefined) {
    const { message, remedy = '' } = localError(result.error, language);
    reply.markdown(`\n\n${message} ${remedy}`);
  }
  return { sessionId: id };
}

/** What was said cannot be taken back here, so a piece is shown only when the answer it belongs to stands. */
class Words {
  readonly #reply: Reply;

  #isCommand: boolean;

  constructor(
    reply: Reply,
    private readonly language: Language,
    isCommand: boolean,
  ) {
    this.#reply = reply;
    this.#isCommand = isCommand;
  }

  take(event: RunEvent): void {
    if (event.type === 'step.code') this.#reply.progress(event.reasoning);
    if (event.type === 'mentions.resolved')
      for (const { token, found, detail } of event.mentions)
        if (!found) this.#reply.progress(`${token}: ${this.#told(detail)}`);
    if (event.type === 'approval.asked')
      this.#reply.progress(this.#told('A change waits for your answer in the Memfun view.'));
    // What a model answers is in its own language.
    if (event.type === 'turn.routed') this.#isCommand = false;
    if (event.type !== 'answer.completed') return;
    this.#reply.markdown(this.#isCommand ? this.#told(event.text) : event.text);
    for (const citation of event.citations) this.#reply.reference(citation);
  }

  #told(text: string): string {
    return localText(text, this.language);
  }
}
