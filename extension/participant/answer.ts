// @memfun in the editor's own chat: one turn of a conversation, streamed as it comes.

import type { Memfun } from '../../runtime/app/index.js';
import type { Citation, RunEvent } from '../../runtime/core/index.js';
import { whoSpeaks } from '../../runtime/language/index.js';

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
  /** What the runtime says, in the language of whoever asks; English where it is absent. */
  readonly say?: (text: string) => string;
}

const TITLE_CHARS = 60;

/** @returns the conversation, for the next message of the same chat @throws what the runtime throws */
export async function answerInChat(
  memfun: Pick<Memfun, 'sessions' | 'runTurn'>,
  { text, sessionId, signal, say = (words) => words }: Asked,
  reply: Reply,
): Promise<{ readonly sessionId: string }> {
  const id = sessionId ?? (await memfun.sessions.create(text.slice(0, TITLE_CHARS))).sessionId;
  const words = new Words(reply, say, text);
  const result = await memfun.runTurn({
    sessionId: id,
    request: { intent: 'ask', text, attachments: [], effort: 'auto' },
    signal,
    emit: (event) => words.take(event),
  });
  if (result.error !== undefined) {
    const { message, remedy = '' } = result.error;
    reply.markdown(`\n\n${say(message)} ${say(remedy)}`);
  }
  return { sessionId: id };
}

/** What was said cannot be taken back here, so a piece is shown only when the answer it belongs to stands. */
class Words {
  readonly #reply: Reply;
  readonly #speaker: ReturnType<typeof whoSpeaks>;

  constructor(
    reply: Reply,
    private readonly say: (text: string) => string,
    message: string,
  ) {
    this.#reply = reply;
    this.#speaker = whoSpeaks(message);
  }

  take(event: RunEvent): void {
    this.#speaker.take(event);
    if (event.type === 'step.code')
      this.#reply.progress(this.#speaker.isRuled() ? this.say(event.reasoning) : event.reasoning);
    if (event.type === 'mentions.resolved')
      for (const { token, found, detail } of event.mentions)
        if (!found) this.#reply.progress(`${token}: ${this.say(detail)}`);
    if (event.type === 'approval.asked')
      this.#reply.progress(this.say('A change waits for your answer in the Memfun view.'));
    if (event.type !== 'answer.completed') return;
    this.#reply.markdown(this.#speaker.isHost() ? this.say(event.text) : event.text);
    for (const citation of event.citations) this.#reply.reference(citation);
  }
}
