// Tools memory.search, memory.get and memory.list: short rows of many, whole memories by id.
import * as z from 'zod';
import type { MemoryQuery, MemoryService } from '../../memory/index.js';
import { memoryStatusSchema } from '../../memory/index.js';
import type { AnyTool } from '../../ports/index.js';
import { defineTool } from '../define.js';
import {
  filterOf,
  filterShape,
  rowOf,
  rowSchema,
  timeSchema,
  wholeOf,
  wholeSchema,
} from './rows.js';

const readOnly = { readOnly: true } as const;

export function searchTool(memory: MemoryService): AnyTool {
  return defineTool({
    name: 'memory.search',
    description:
      'Searches what is remembered, best first; long contents are cut (memory.get gives the whole). asOf: what held at that time. explain: what each score is made of.',
    effect: 'memory',
    hints: readOnly,
    positional: ['query'],
    example: "const { memories } = await memory.search('package manager')",
    input: z.object({
      query: z.string().trim().min(1).max(4_000),
      limit: z.number().int().min(1).max(200).default(10),
      ...filterShape,
      asOf: timeSchema.optional(),
      includeSuperseded: z.boolean().optional(),
      explain: z.boolean().optional(),
    }),
    output: z.object({
      memories: z.array(
        rowSchema.extend({
          score: z.number(),
          why: z.string(),
          status: z.string().optional().describe('when not active'),
          parts: z.record(z.string(), z.number()).optional(),
        }),
      ),
    }),
    async run({ query, limit, asOf, includeSuperseded, explain, ...filter }) {
      const wanted: MemoryQuery = {
        text: query,
        limit,
        ...filterOf(filter),
        ...(asOf === undefined ? {} : { asOf: Date.parse(asOf) }),
        ...(includeSuperseded === undefined ? {} : { includeSuperseded }),
        ...(explain === undefined ? {} : { explain }),
      };
      const hits = await memory.search(wanted);
      return {
        memories: hits.map(({ memory: found, score, why, parts }) => ({
          ...rowOf(found),
          score: Math.round(score * 1e4) / 1e4,
          why,
          ...(found.status === 'active' ? {} : { status: found.status }),
          ...(parts === undefined ? {} : { parts: { ...parts } }),
        })),
      };
    },
    summarize: (_input, { memories }) => `${memories.length} memories`,
  });
}

export function getTool(memory: MemoryService): AnyTool {
  return defineTool({
    name: 'memory.get',
    description: 'Whole memories by their ids.',
    effect: 'memory',
    hints: readOnly,
    positional: ['ids'],
    example: "const { memories } = await memory.get(['mem_0k3v…'])",
    input: z.object({ ids: z.array(z.string().min(1).max(100)).min(1).max(100) }),
    output: z.object({ memories: z.array(wholeSchema), missing: z.array(z.string()) }),
    async run({ ids }) {
      const wanted = [...new Set(ids)];
      const found = await Promise.all(wanted.map((id) => memory.get(id)));
      return {
        memories: found.flatMap((one) => (one === undefined ? [] : [wholeOf(one)])),
        missing: wanted.filter((_id, index) => found[index] === undefined),
      };
    },
    summarize: (_input, { memories }) => `${memories.length} memories`,
  });
}

export function listTool(memory: MemoryService): AnyTool {
  return defineTool({
    name: 'memory.list',
    description: 'What is remembered, newest change first; offset goes on in a long list.',
    effect: 'memory',
    hints: readOnly,
    positional: [],
    example: "const { memories, total } = await memory.list({ layers: ['project'] })",
    input: z.object({
      limit: z.number().int().min(1).max(500).default(50),
      offset: z.number().int().min(0).default(0),
      ...filterShape,
      statuses: z.array(memoryStatusSchema).min(1).optional(),
    }),
    output: z.object({ memories: z.array(rowSchema), total: z.number() }),
    async run({ limit, offset, statuses, ...filter }) {
      const all = await memory.list({
        ...filterOf(filter),
        ...(statuses === undefined ? {} : { statuses }),
      });
      return { memories: all.slice(offset, offset + limit).map(rowOf), total: all.length };
    },
    summarize: (_input, { memories, total }) => `${memories.length} of ${total} memories`,
  });
}
