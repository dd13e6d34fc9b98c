// The REPL function `budget`: what is left for the whole tree.
import * as z from 'zod';
import type { Budget } from '../../core/index.js';
import type { AnyTool } from '../../ports/index.js';
import { defineTool } from '../../tools/index.js';

const amount = z.number().nullable().describe('null when unbounded');

const inputSchema = z.object({});
const outputSchema = z.object({
  steps: amount,
  modelCalls: amount,
  tokens: amount,
  costUsd: amount,
  ms: amount,
  depth: amount,
});

export function budgetTool(budget: Budget): AnyTool {
  return defineTool({
    name: 'budget',
    description: 'What is left of the budget that this work and all its sub-calls share.',
    input: inputSchema,
    output: outputSchema,
    effect: 'control',
    positional: [],
    example: 'const { modelCalls } = await budget()',
    run: async () => {
      const { limits, spent, reserved } = budget.use();
      const left = (limit: number, used: number): number | null =>
        Number.isFinite(limit) ? Math.max(0, limit - used) : null;
      return {
        steps: left(limits.iterations, spent.iterations + reserved.iterations),
        modelCalls: left(limits.modelCalls, spent.modelCalls + reserved.modelCalls),
        tokens: left(limits.tokens, spent.tokens + reserved.tokens),
        costUsd: left(limits.costUsd, spent.costUsd + reserved.costUsd),
        ms: left(limits.wallMs, spent.wallMs),
        depth: left(limits.depth, spent.depth),
      };
    },
    summarize: (_input, left) => `${left.modelCalls ?? 'any number of'} model calls left`,
  });
}
