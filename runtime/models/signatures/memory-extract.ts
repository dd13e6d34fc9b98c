// Signature of learning: what of this turn is worth remembering.
import * as z from 'zod';
import { defineSignature } from '../signature.js';

export const memoryCandidateSchema = z.object({
  content: z.string().describe('one self-contained sentence'),
  category: z.enum(['preference', 'convention', 'decision', 'fact', 'pattern', 'task']),
  layer: z.enum(['core', 'project', 'recent']),
  tags: z.array(z.string()),
  importance: z.number().min(0).max(1),
  /** A span of the user's own text that supports it; candidates without one are dropped. */
  evidence: z.string(),
  /** What the sentence is about, e.g. `dev-server.port`; two memories with one subject replace each other. */
  subject: z.string().optional(),
});
export type MemoryCandidate = z.infer<typeof memoryCandidateSchema>;

export const memoryExtract = defineSignature({
  name: 'memory.extract',
  role: 'extraction',
  instructions: `Find what the user said that will still be useful in later conversations: preferences, conventions, decisions, technical facts about the project. Quote the user's words as evidence. Leave out questions, guesses, secrets, what is already known, and what only matters now. Most turns teach nothing: then return an empty list.`,
  input: z.object({
    user: z.string(),
    assistant: z.string(),
    known: z.array(z.string()).describe('memories that are already stored and similar'),
  }),
  output: z.object({ candidates: z.array(memoryCandidateSchema) }),
  examples: [],
});
