// What the user thinks of a turn: said by a press on a button, or shown by what they made of its changes.
import * as z from 'zod';

export const ratingSchema = z.enum(['up', 'down', 'none']);
export type Rating = z.infer<typeof ratingSchema>;

/** The last word about a turn counts. */
export const turnRated = { type: z.literal('turn.rated'), rating: ratingSchema };

/** Seen before the next turn began: lines that the turn had written are no longer there as it wrote them. */
export const turnEdited = {
  type: z.literal('turn.edited'),
  lines: z.number().int(),
  /** All that it had written in the files that were edited. */
  of: z.number().int(),
  /** What was edited, as a unified diff, bounded. */
  diff: z.string(),
};
