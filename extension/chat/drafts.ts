// Unfinished messages, one for each conversation, in the state of the window.
import * as z from 'zod';
import type { BridgeHandlers } from './bridge-server.js';

const KEY = 'memfun.drafts';
/** Conversations whose unfinished message is kept, those that were written in last. */
const MAX_DRAFTS = 50;
const draftsSchema = z.array(z.tuple([z.string(), z.string()])).catch([]);

/** What the host's memory of this window can do. */
interface WindowState {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export function draftHandlers(
  state: () => WindowState,
): Pick<BridgeHandlers, 'draft.set' | 'draft.get'> {
  const drafts = (): readonly (readonly [string, string])[] =>
    draftsSchema.parse(state().get(KEY) ?? []);
  return {
    'draft.set': async ({ text, sessionId }) => {
      const others = drafts().filter(([id]) => id !== sessionId);
      const own = text === '' ? [] : [[sessionId, text] as const];
      await state().update(KEY, [...own, ...others].slice(0, MAX_DRAFTS));
      return {};
    },
    'draft.get': async ({ sessionId }) => ({
      text: drafts().find(([id]) => id === sessionId)?.[1] ?? '',
    }),
  };
}
