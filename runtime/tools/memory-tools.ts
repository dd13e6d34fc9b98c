// Tools memory.search and memory.save: what is remembered about the user and the project.
import * as z from 'zod';
import type { MemoryService } from '../memory/index.js';
import { memoryCategorySchema, memoryLayerSchema } from '../memory/index.js';
import type { AnyTool } from '../ports/index.js';
import { defineTool } from './define.js';

export function createMemoryTools({
  memory,
}: {
  readonly memory: MemoryService;
}): readonly AnyTool[] {
  return [searchTool(memory), saveTool(memory)];
}

function searchTool(memory: MemoryService): AnyTool {
  return defineTool({
    name: 'memory.search',
    description: 'Searches what is remembered.',
    effect: 'memory',
    positional: ['query'],
    example: "const { memories } = await memory.search('package manager')",
    input: z.object({
      query: z.string().min(1),
      limit: z.number().int().min(1).max(50).default(10),
    }),
    output: z.object({
      memories: z.array(
        z.object({
          id: z.string(),
          content: z.string(),
          layer: z.string(),
          category: z.string(),
          why: z.string(),
        }),
      ),
    }),
    async run({ query, limit }) {
      const hits = await memory.search({ text: query, limit });
      return {
        memories: hits.map(({ memory: { id, content, layer, category }, why }) => ({
          id,
          content,
          layer,
          category,
          why,
        })),
      };
    },
    summarize: (_input, { memories }) => `${memories.length} memories`,
  });
}

function saveTool(memory: MemoryService): AnyTool {
  return defineTool({
    name: 'memory.save',
    description:
      'Remembers a fact about the project for later conversations. Only what the user said or what was verified.',
    effect: 'memory',
    positional: ['content'],
    example:
      "await memory.save('Releases are cut from the branch release/*', { category: 'convention' })",
    input: z.object({
      content: z.string().min(1).max(2_000),
      layer: memoryLayerSchema.default('project'),
      category: memoryCategorySchema.default('fact'),
      tags: z.array(z.string().trim().min(1).max(50)).max(10).default([]),
      importance: z.number().min(0).max(1).optional(),
      fields: z
        .record(z.string().min(1).max(50), z.union([z.string().max(500), z.number(), z.boolean()]))
        .optional()
        .describe('of your own'),
      session: z.string().max(200).optional().describe('conversation that it was said in'),
      speaker: z.string().max(100).optional(),
      createdAt: z.iso.datetime({ offset: true }).optional().describe('when it was said'),
    }),
    output: z.object({ id: z.string(), action: z.string() }),
    keeps: ({ content }) => content,
    async run({ content, layer, category, tags, ...more }, { turnId }) {
      const { importance, fields, session, speaker, createdAt } = more;
      const saved = await memory.save({
        content,
        layer,
        category,
        tags,
        confidence: 0.7,
        ...(importance === undefined ? {} : { importance }),
        ...(fields === undefined && speaker === undefined
          ? {}
          : { fields: { ...fields, ...(speaker === undefined ? {} : { speaker }) } }),
        ...(createdAt === undefined ? {} : { createdAt: Date.parse(createdAt) }),
        provenance: {
          source: 'agent',
          turnId,
          ...(session === undefined ? {} : { sessionId: session }),
        },
      });
      return { id: saved.memory.id, action: saved.action };
    },
    summarize: (_input, { action }) => action,
  });
}
