// Tools memory.history and memory.timeline: how one memory came to be, and what was said when.
import * as z from 'zod';
import type { MemoryService } from '../../memory/index.js';
import { provenanceSchema, timelineOf } from '../../memory/index.js';
import type { AnyTool } from '../../ports/index.js';
import { defineTool } from '../define.js';
import { filterOf, filterShape, iso, rowOf, rowSchema } from './rows.js';

const readOnly = { readOnly: true } as const;

export function historyTool(memory: MemoryService): AnyTool {
  return defineTool({
    name: 'memory.history',
    description: 'One memory with its earlier versions, its relations, and where it came from.',
    effect: 'memory',
    hints: readOnly,
    positional: ['id'],
    example: "const { versions } = await memory.history('mem_0k3v…')",
    input: z.object({ id: z.string().min(1).max(100) }),
    output: z.object({
      memory: rowSchema.extend({ status: z.string() }),
      provenance: provenanceSchema,
      versions: z.array(z.object({ version: z.number(), content: z.string(), at: z.string() })),
      relations: z.array(
        z.object({ from: z.string(), kind: z.string(), to: z.string(), strength: z.number() }),
      ),
    }),
    async run({ id }) {
      const past = await memory.history(id);
      return {
        memory: { ...rowOf(past.memory), status: past.memory.status },
        provenance: past.memory.provenance,
        versions: past.versions.map(({ version, content, at }) => ({
          version,
          content,
          at: iso(at),
        })),
        relations: past.relations.map((relation) => ({ ...relation })),
      };
    },
    summarize: (_input, { versions }) => `${versions.length} versions`,
  });
}

export function timelineTool(memory: MemoryService): AnyTool {
  return defineTool({
    name: 'memory.timeline',
    description:
      'What was said when, oldest first, also what no longer holds (until). About something, of one session, or within times; the newest limit of it.',
    effect: 'memory',
    hints: readOnly,
    positional: ['query'],
    example: "const { memories } = await memory.timeline('deployment', { after: '2026-01-01' })",
    input: z.object({
      query: z.string().trim().min(1).max(4_000).optional(),
      session: z.string().max(200).optional(),
      limit: z.number().int().min(1).max(500).default(50),
      ...filterShape,
    }),
    output: z.object({ memories: z.array(rowSchema.extend({ until: z.string().optional() })) }),
    async run({ query, session, limit, ...filter }) {
      const found = await timelineOf(memory, {
        limit,
        ...filterOf(filter),
        ...(query === undefined ? {} : { text: query }),
        ...(session === undefined ? {} : { session }),
      });
      return {
        memories: found.map((one) => ({
          ...rowOf(one),
          ...(one.validTo === undefined ? {} : { until: iso(one.validTo) }),
        })),
      };
    },
    summarize: (_input, { memories }) => `${memories.length} memories`,
  });
}
