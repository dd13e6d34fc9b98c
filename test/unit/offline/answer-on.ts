// Asks the built-in engine about a folder on disk, through everything that a user's question goes through.
import { createMemfun, type Memfun, type MemfunEnvironment } from '../../../runtime/app/index.js';
import type { Intent, TurnRequest } from '../../../runtime/core/index.js';
import type { SafeFetch } from '../../../runtime/web/index.js';
import { environmentOn } from '../../support/environment.js';
import { turnOf } from '../../support/one-turn.js';

export interface Answered {
  readonly sessionId: string;
  readonly answer: string;
  readonly citations: readonly { path: string; line: number; endLine?: number | undefined }[];
  readonly data: unknown;
  /** What the engine was shown after each cell. */
  readonly observations: readonly string[];
  /** Tokens of the largest prompt. */
  readonly rootInputTokens: number;
}

/** A window on a folder whose turns are answered by the engine. To be closed. */
export interface Engine {
  readonly memfun: Memfun;
  /** One turn, in a conversation of its own. */
  ask(text: string, request?: Partial<Omit<TurnRequest, 'text'>>): Promise<Answered>;
  close(): Promise<void>;
}

/**
 * The real loop, sandbox, tools and gate, with a memory of its own that is thrown away.
 * @param fetch reaches the web; without it the real one
 */
export async function engineOn(
  root: string,
  change: Partial<MemfunEnvironment> = {},
  fetch?: SafeFetch,
): Promise<Engine> {
  const memfun = await createMemfun(environmentOn(root, change), {
    prewarm: false,
    ...(fetch === undefined ? {} : { fetch }),
  });
  return {
    memfun,
    async ask(text, request = {}) {
      const { sessionId, result, events } = await turnOf(memfun, text, request);
      const { answer, citations, data, rootInputTokens } = result;
      const observations = events.flatMap((event) =>
        event.type === 'step.ended' ? [event.observation] : [],
      );
      return {
        sessionId,
        answer,
        citations,
        data,
        observations,
        rootInputTokens: Math.max(...rootInputTokens),
      };
    },
    close: () => memfun.close(),
  };
}

/** One turn in a window of its own, whose person decides so. @returns also the commands that were asked about */
export async function decided(
  root: string,
  text: string,
  { decision = 'allow', mode = 'ask' }: { decision?: 'allow' | 'deny'; mode?: string } = {},
): Promise<{ readonly answer: string; readonly asked: readonly (string | undefined)[] }> {
  const asked: (string | undefined)[] = [];
  const engine = await engineOn(root, {
    settings: { 'memfun.mode': mode, 'memfun.sandbox.engine': 'quickjs' },
    approvals: {
      ask: async ({ command }) => {
        asked.push(command);
        return { decision };
      },
    },
  });
  try {
    const { answer } = await engine.ask(text);
    return { answer, asked };
  } finally {
    await engine.close();
  }
}

/** One turn in a window of its own. */
export async function answerOn(
  root: string,
  text: string,
  intent: Intent = 'ask',
  attachments: TurnRequest['attachments'] = [],
  { trusted = true } = {},
): Promise<Answered> {
  const engine = await engineOn(root, { trusted });
  try {
    return await engine.ask(text, { intent, attachments });
  } finally {
    await engine.close();
  }
}
