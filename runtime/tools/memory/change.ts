// Tools memory.update, memory.delete and memory.relate: every change can be taken back.
import * as z from 'zod';
import type { MemoryDraft, MemoryService } from '../../memory/index.js';
import { memoryCategorySchema, memoryLayerSchema, relationKindSchema } from '../../memory/index.js';
import type { AnyTool } from '../../ports/index.js';
import { defineTool } from '../define.js';
import { fieldsSchema, rowOf, rowSchema, tagsSchema, timeSchema } from './rows.js';
import { keptTexts } from './store.js';

const idSchema = z.string().min(1).max(100);

export function updateTool(memory: MemoryService): AnyTool {
  return defineTool({
    name: 'memory.update',
    description:
      'Changes what is given of a memory. New words are a new version; the earlier ones stay in its history.',
    effect: 'memory',
    hints: { destructive: false, idempotent: true },
    positional: ['id'],
    example: "await memory.update('mem_0k3v…', { content: 'We use pnpm 10' })",
    input: z.object({
      id: idSchema,
      content: z.string().min(1).max(4_000).optional(),
      layer: memoryLayerSchema.optional(),
      category: memoryCategorySchema.optional(),
      tags: tagsSchema.optional(),
      importance: z.number().min(0).max(1).optional(),
      fields: fieldsSchema.optional(),
      pinned: z.boolean().optional(),
      expiresAt: timeSchema.optional(),
    }),
    output: rowSchema.extend({ version: z.number() }),
    keeps: keptTexts,
    async run({ id, expiresAt, ...change }) {
      const named = Object.fromEntries(
        Object.entries(change).filter(([, value]) => value !== undefined),
      ) as Partial<MemoryDraft>;
      const end = expiresAt === undefined ? {} : { expiresAt: Date.parse(expiresAt) };
      const updated = await memory.update(id, { ...named, ...end });
      return { ...rowOf(updated), version: updated.version };
    },
    summarize: (_input, { version }) => `version ${version}`,
  });
}

export function deleteTool(memory: MemoryService): AnyTool {
  return defineTool({
    name: 'memory.delete',
    description:
      'Forgets a memory: it is no longer found. It is kept, and a person can bring it back.',
    effect: 'memory',
    hints: { destructive: true, idempotent: true },
    positional: ['id'],
    example: "await memory.delete('mem_0k3v…')",
    input: z.object({ id: idSchema }),
    output: z.object({ id: z.string(), status: z.string() }),
    async run({ id }) {
      const { status } = await memory.forget(id);
      return { id, status };
    },
    summarize: (_input, { status }) => status,
  });
}

export function relateTool(memory: MemoryService): AnyTool {
  return defineTool({
    name: 'memory.relate',
    description:
      'Says how two memories belong together. With supersedes, from holds in the place of to, which is kept for history only.',
    effect: 'memory',
    hints: { destructive: false, idempotent: true },
    positional: ['from', 'kind', 'to'],
    example: "await memory.relate('mem_1…', 'extends', 'mem_2…')",
    input: z.object({
      from: idSchema,
      kind: relationKindSchema,
      to: idSchema,
      strength: z.number().min(0).max(1).default(1),
    }),
    output: z.object({
      from: z.string(),
      kind: z.string(),
      to: z.string(),
      strength: z.number(),
    }),
    async run({ from, kind, to, strength }) {
      if (kind === 'supersedes') await memory.supersede(to, from);
      else await memory.relate({ from, kind, to, strength });
      return { from, kind, to, strength: kind === 'supersedes' ? 1 : strength };
    },
  });
}
