// Signature of learning: what of this turn is worth remembering.
import * as z from 'zod';
import { defineSignature } from '../signature.js';

export const memoryCandidateSchema = z.object({
  content: z.string().describe('one self-contained sentence'),
  category: z.enum(['preference', 'convention', 'decision', 'fact', 'pattern', 'task']),
  layer: z.enum(['core', 'project', 'recent']),
  tags: z.array(z.string()),
  importance: z.number().min(0).max(1),
  /** A span of the user's own text (or of `agreed` or `outcomes`) that supports it; without one it is dropped. */
  evidence: z.string(),
  subject: z
    .string()
    .optional()
    .describe(
      'what it is about, as a slot of which one value holds: user:language, project:package-manager, file:src/a.ts:purpose',
    ),
});
export type MemoryCandidate = z.infer<typeof memoryCandidateSchema>;

export const memoryExtract = defineSignature({
  name: 'memory.extract',
  role: 'extraction',
  instructions: `Find what the user said that will still be useful in later conversations: preferences, conventions, decisions, technical facts about the project. Quote the words that say so as evidence, exactly: the user's, or those under "agreed" (what the user has just agreed to), or a line of "outcomes". Leave out questions, guesses, suppositions, secrets, what is already known, and what only matters now. Most turns teach nothing: then return an empty list.`,
  input: z.object({
    user: z.string(),
    assistant: z.string(),
    agreed: z.string().optional().describe('what the assistant said before, agreed to by the user'),
    outcomes: z.array(z.string()).optional().describe("how the project's own tests ended"),
    known: z.array(z.string()).describe('memories that are already stored and similar'),
  }),
  output: z.object({ candidates: z.array(memoryCandidateSchema) }),
  examples: [],
});
