// The REPL function `final`: hands in the answer and ends the loop after its cell.
import * as z from 'zod';
import type { Intent, Json } from '../../core/index.js';
import { jsonSchema } from '../../core/index.js';
import type { AnyTool } from '../../ports/index.js';
import { defineTool } from '../../tools/index.js';
import type { CitationChecker } from '../citations.js';
import { answerType, checkFinal } from '../final.js';
import type { Answer } from '../types.js';

/** Where a loop keeps what `final()` was given. */
export interface FinalSlot {
  /** The last value that passed the check. */
  accepted: Answer | undefined;
  /** The last value that did not: better than nothing when the loop has to end. */
  rejected: Json | undefined;
}

const inputSchema = z.object({ value: jsonSchema });
const outputSchema = z.object({ accepted: z.literal(true), notes: z.array(z.string()) });

export function finalTool(intent: Intent, citations: CitationChecker, slot: FinalSlot): AnyTool {
  return defineTool({
    name: 'final',
    description: `Hands in the answer and ends the work. Takes ${answerType(intent)}.`,
    input: inputSchema,
    output: outputSchema,
    effect: 'control',
    positional: ['value'],
    example:
      "await final({ answer: 'It listens on 8080.', citations: [{ path: 'src/server.ts', line: 12 }] })",
    run: async ({ value }) => {
      slot.rejected = value;
      const answer = await checkFinal(value, intent, citations);
      slot.accepted = answer;
      return { accepted: true as const, notes: [...answer.notes] };
    },
    summarize: () => 'answer accepted',
  });
}
