// Tools memory.profile, memory.conflicts and memory.stats: memory as a whole.
import * as z from 'zod';
import type { MemoryService } from '../../memory/index.js';
import { memoryProfile, memoryStats } from '../../memory/index.js';
import type { AnyTool } from '../../ports/index.js';
import { defineTool } from '../define.js';
import { rowOf, rowSchema } from './rows.js';

export function profileTool(memory: MemoryService): AnyTool {
  return defineTool({
    name: 'memory.profile',
    description: 'Who the user is and what holds in the project, best known first.',
    effect: 'memory',
    hints: { readOnly: true },
    positional: [],
    example: 'const { markdown } = await memory.profile()',
    input: z.object({ limit: z.number().int().min(1).max(200).default(40) }),
    output: z.object({
      markdown: z.string(),
      core: z.array(rowSchema),
      project: z.array(rowSchema),
    }),
    async run({ limit }) {
      const { markdown, core, project } = await memoryProfile(memory, { limit });
      return { markdown, core: core.map(rowOf), project: project.map(rowOf) };
    },
    summarize: (_input, { core, project }) => `${core.length + project.length} memories`,
  });
}

export function conflictsTool(memory: MemoryService): AnyTool {
  return defineTool({
    name: 'memory.conflicts',
    description:
      'Memories that contradict each other. resolve settles one: keep holds in the place of drop. Only the user can know which.',
    effect: 'memory',
    hints: { destructive: false, idempotent: true },
    positional: [],
    example: 'const { conflicts } = await memory.conflicts()',
    input: z.object({
      resolve: z
        .object({ keep: z.string().max(100), drop: z.string().max(100) })
        .optional()
        .describe('ids'),
    }),
    output: z.object({ conflicts: z.array(z.object({ newer: rowSchema, older: rowSchema })) }),
    async run({ resolve }) {
      if (resolve !== undefined) await memory.supersede(resolve.drop, resolve.keep);
      const conflicts = await memory.conflicts();
      return {
        conflicts: conflicts.map(({ newer, older }) => ({
          newer: rowOf(newer),
          older: rowOf(older),
        })),
      };
    },
    summarize: (_input, { conflicts }) => `${conflicts.length} conflicts`,
  });
}

export function statsTool(memory: MemoryService): AnyTool {
  const counts = z.record(z.string(), z.number());
  return defineTool({
    name: 'memory.stats',
    description: 'How much is remembered, of which kind, and whether all of it can be read.',
    effect: 'memory',
    hints: { readOnly: true },
    positional: [],
    example: 'const { total } = await memory.stats()',
    input: z.object({}),
    output: z.object({
      total: z.number(),
      byStatus: counts,
      byLayer: counts,
      byCategory: counts,
      pinned: z.number(),
      stale: z.number(),
      conflicts: z.number(),
      relations: z.number(),
      operations: z.number(),
      damaged: z.number(),
    }),
    async run() {
      const stats = await memoryStats(memory);
      const { byStatus, byLayer, byCategory, ...numbers } = stats;
      return {
        ...numbers,
        byStatus: { ...byStatus },
        byLayer: { ...byLayer },
        byCategory: { ...byCategory },
      };
    },
    summarize: (_input, { total }) => `${total} memories`,
  });
}
