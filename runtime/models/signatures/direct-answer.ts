// Signature of the shortest path: a question that needs no look into the repository.
import * as z from 'zod';
import { citationSchema } from '../../core/index.js';
import { defineSignature } from '../signature.js';

export const directAnswer = defineSignature({
  name: 'direct.answer',
  role: 'root',
  instructions: `Answer from the context and the memories given here. If the answer needs a look into files that are not given, set needsAgent to true and leave the answer empty. Cite places of the context as {path, line}. When the answer rests on a memory, say so.`,
  input: z.object({
    task: z.string(),
    memories: z.array(z.string()),
    conversation: z.array(z.object({ user: z.string(), assistant: z.string() })),
    context: z.array(z.object({ path: z.string(), startLine: z.number().int(), text: z.string() })),
  }),
  output: z.object({
    needsAgent: z.boolean(),
    answer: z.string().describe('Markdown'),
    citations: z.array(citationSchema),
  }),
  examples: [],
});
