// Asks the built-in engine about a folder on disk, through everything that a user's question goes through.
import path from 'node:path';
import { createMemfun } from '../../../runtime/app/index.js';
import type { Intent, RunEvent, TurnRequest } from '../../../runtime/core/index.js';
import { silentLogger } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

const DIST = path.resolve(import.meta.dirname, '../../../dist');

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
  const memfun = await createMemfun(
    {
      workspace: createNodeFileStore(root),
      projectStorage: createMemoryFileStore(),
      userStorage: createMemoryFileStore(),
      secrets: {
        get: async () => undefined,
        set: async () => undefined,
        delete: async () => undefined,
      },
      approvals: { ask: async () => ({ decision: 'deny' }) },
      logger: silentLogger,
      settings: { 'memfun.sandbox.engine': 'quickjs' },
      assetsDir: DIST,
      ripgrepCandidates: [],
      node24: undefined,
      hostModels: [],
      trusted,
    },
    { prewarm: false },
  );
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
