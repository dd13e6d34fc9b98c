// Tool symbols: where something is defined in the workspace.
import * as z from 'zod';
import type { CodeIndex } from '../code/index.js';
import type { AnyTool } from '../ports/index.js';
import { defineTool } from './define.js';

const placedSymbolSchema = z.object({
  name: z.string(),
  kind: z.string(),
  path: z.string(),
  startLine: z.number(),
  endLine: z.number(),
  signature: z.string(),
  doc: z.string().optional(),
});

export function symbolsTool(index: CodeIndex): AnyTool {
  return defineTool({
    name: 'symbols',
    description:
      'Finds definitions by name in the whole workspace: exact, then prefix, then parts of the name.',
    effect: 'read',
    positional: ['query'],
    example: "const { symbols: found } = await symbols('retryDelay')",
    input: z.object({
      query: z.string().min(1),
      limit: z.number().int().min(1).max(500).default(50),
    }),
    output: z.object({ symbols: z.array(placedSymbolSchema), complete: z.boolean() }),
    async run({ query, limit }, { signal }) {
      await index.update(signal);
      return { symbols: [...index.symbols(query, limit)], complete: index.complete };
    },
    summarize: (_input, { symbols }) => `${symbols.length} definitions`,
  });
}
