// The bridge's part about mentions: names to choose from while a message is typed.
import * as z from 'zod';
import { mentionSuggestionSchema } from '../../runtime/core/index.js';
import { request } from './descriptor.js';

export const mentionRequests = {
  /** What fits the text after the @ so far, best first. A later question makes an earlier one void. */
  'mention.suggest': request(
    () => z.object({ query: z.string().max(500) }),
    () => z.object({ suggestions: z.array(mentionSuggestionSchema) }),
  ),
} as const;
