// Asks the built-in engine about a folder on disk, through everything that a user's question goes through.
import { createMemfun } from '../../../runtime/app/index.js';
import type { Intent, RunEvent, TurnRequest } from '../../../runtime/core/index.js';
import { environmentOn } from '../../support/environment.js';

export interface Answered {
  readonly answer: string;
  readonly citations: readonly { path: string; line: number; endLine?: number | undefined }[];
  readonly data: unknown;
  /** What the engine was shown after each cell. */
  readonly observations: readonly string[];
}

/** One turn on the real loop, sandbox, tools and gate, with a memory of its own that is thrown away. */
export async function answerOn(
  root: string,
  text: string,
  intent: Intent = 'ask',
  attachments: TurnRequest['attachments'] = [],
  { trusted = true } = {},
): Promise<Answered> {
  const memfun = await createMemfun(environmentOn(root, { trusted }), { prewarm: false });
  try {
    const { sessionId } = await memfun.sessions.create(text);
    const events: RunEvent[] = [];
    const { answer, citations, data } = await memfun.runTurn({
      sessionId,
      request: { intent, text, attachments, effort: 'auto' },
      signal: new AbortController().signal,
      emit: (event) => events.push(event),
    });
    const observations = events.flatMap((event) =>
      event.type === 'step.ended' ? [event.observation] : [],
    );
    return { answer, citations, data, observations };
  } finally {
    await memfun.close();
  }
}
