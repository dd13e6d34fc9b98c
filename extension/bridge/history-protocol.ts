// The bridge's part about earlier conversations: finding what was said.
import * as z from 'zod';
import { request } from './descriptor.js';

const hitSchema = z.lazy(() =>
  z.object({
    sessionId: z.string(),
    title: z.string(),
    updatedAt: z.number(),
    /** Turns that hold all words; 0: only the title does. */
    turns: z.number().int(),
    /** The newest of them: its position, and what it says around the words. */
    turn: z.object({ index: z.number().int(), text: z.string() }).optional(),
  }),
);
export type HistoryHit = z.infer<typeof hitSchema>;

export const historyRequests = {
  /** Conversations that hold all words of a text, in questions, answers or titles; those that went on last first. */
  'history.search': request(
    () => z.object({ query: z.string().max(400) }),
    () => z.object({ hits: z.array(hitSchema) }),
  ),
} as const;
