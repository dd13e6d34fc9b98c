// What the user thinks of an answer, said by a press on a button. The last word about a turn counts.
import * as z from 'zod';

export const ratingSchema = z.enum(['up', 'down', 'none']);
export type Rating = z.infer<typeof ratingSchema>;

export const turnRated = { type: z.literal('turn.rated'), rating: ratingSchema };
