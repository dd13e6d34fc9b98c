// What a message names with @: a handle on something large, as people see it and as it is recorded.
import * as z from 'zod';

/** What can be named. Each kind has one provider. */
export const mentionKindSchema = z.enum([
  'file',
  'folder',
  'symbol',
  'problem',
  'diff',
  'terminal',
  'url',
  'memory',
  'agent',
  'skill',
  'resource',
  'chat',
]);
export type MentionKind = z.infer<typeof mentionKindSchema>;

/** One mention of a message as it was found, or not. */
export const mentionNoteSchema = z.object({
  /** As it was written, with its @. */
  token: z.string(),
  /** Absent where nothing of that name was found. */
  kind: mentionKindSchema.optional(),
  label: z.string(),
  /** Size, place or, where nothing was found, why. */
  detail: z.string(),
  found: z.boolean(),
  path: z.string().optional(),
  line: z.number().int().min(1).optional(),
});
export type MentionNote = z.infer<typeof mentionNoteSchema>;

/** One thing that could be named, for a list to choose from. */
export const mentionSuggestionSchema = z.object({
  kind: mentionKindSchema,
  /** The text that names it, with its @. */
  insert: z.string(),
  label: z.string(),
  detail: z.string(),
  /** It only begins a name: more is to be typed. */
  open: z.boolean(),
});
export type MentionSuggestion = z.infer<typeof mentionSuggestionSchema>;
