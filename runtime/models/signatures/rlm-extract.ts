// Signature of the last resort: the loop had to end, answer from what the REPL knows.
import * as z from 'zod';
import { citationSchema, intentSchema, variableInfoSchema } from '../../core/index.js';
import { defineSignature } from '../signature.js';
import { historyEntrySchema } from './rlm-step.js';

export const rlmExtract = defineSignature({
  name: 'rlm.extract',
  role: 'root',
  instructions: `The work had to end before final() was called. Give the best answer that the steps and variables below support. Say plainly what is missing. Invent nothing.`,
  input: z.object({
    task: z.string(),
    intent: intentSchema,
    reason: z.string().describe('why the work ended'),
    variables: z.array(variableInfoSchema),
    history: z.array(historyEntrySchema),
  }),
  output: z.object({
    answer: z.string().describe('Markdown'),
    citations: z.array(citationSchema),
  }),
  examples: [],
});
