// Unfinished messages, one for each conversation, in the state of the window.
import * as z from 'zod';
import type { BridgeHandlers } from './bridge-server.js';

const KEY = 'memfun.drafts';
/** Conversations whose unfinished message is kept, those that were written in last. */
const MAX_DRAFTS = 50;
/** Conversations of which it is known that nothing is unfinished, though a page that was killed may remember something. */
const MAX_SENT = 20;
const draftSchema = z.object({ sessionId: z.string(), text: z.string(), at: z.number() });
type Draft = z.infer<typeof draftSchema>;
const draftsSchema = z.array(draftSchema).catch([]);

/** What the host's memory of this window can do. */
interface WindowState {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export function draftHandlers(
  state: () => WindowState,
): Pick<BridgeHandlers, 'draft.set' | 'draft.get'> {
  const drafts = (): readonly Draft[] => draftsSchema.parse(state().get(KEY) ?? []);
  return {
    'draft.set': async (draft) => {
      const all = [draft, ...drafts().filter(({ sessionId }) => sessionId !== draft.sessionId)];
      const unfinished = all.filter(({ text }) => text !== '').slice(0, MAX_DRAFTS);
      const sent = all.filter(({ text }) => text === '').slice(0, MAX_SENT);
      await state().update(KEY, [...unfinished, ...sent]);
      return {};
    },
    'draft.get': async ({ sessionId }) => {
      const found = drafts().find((draft) => draft.sessionId === sessionId);
      return { text: found?.text ?? '', at: found?.at ?? 0 };
    },
  };
}
