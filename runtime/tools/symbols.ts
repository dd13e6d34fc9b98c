// The tool symbols: where something is defined in the workspace.
import * as z from 'zod';
import type { CodeIndex } from '../code/index.js';
import type { AnyTool } from '../ports/index.js';
import { defineTool } from './define.js';

const foundSymbol = z.object({
  name: z.string(),
  kind: z.string(),
  path: z.string(),
  startLine: z.number().int(),
  endLine: z.number().int(),
  signature: z.string(),
  doc: z.string().optional(),
});

/** Definitions by a name or parts of it, best first. */
export function createSymbolsTool(index: CodeIndex): AnyTool {
  return defineTool({
    name: 'symbols',
    description: 'Finds definitions in the workspace by name or parts of it, best first.',
    input: z.object({
      query: z.string().min(1),
      limit: z.number().int().min(1).max(500).default(50),
    }),
    output: z.object({ symbols: z.array(foundSymbol) }),
    effect: 'read',
    positional: ['query'],
    example: "await symbols('parseConfig', { limit: 10 })",
    summarize: ({ query }, { symbols }) => `${symbols.length} definitions like ${query}`,
    async run({ query, limit }, { signal }) {
      await index.refresh(signal);
      return { symbols: [...index.symbols(query, limit)] };
    },
  });
}
