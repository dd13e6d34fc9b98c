// Tool memory.store: remembers a fact, or keeps a turn of a conversation that was held elsewhere as it is.
import * as z from 'zod';
import type { MemoryService } from '../../memory/index.js';
import { memoryCategorySchema, memoryLayerSchema, storeSaid } from '../../memory/index.js';
import type { AnyTool } from '../../ports/index.js';
import { defineTool } from '../define.js';
import { fieldsSchema, tagsSchema, timeSchema } from './rows.js';

const input = z.object({
  content: z.string().min(1).max(4_000),
  layer: memoryLayerSchema.default('project'),
  category: memoryCategorySchema.default('fact'),
  tags: tagsSchema.default([]),
  importance: z.number().min(0).max(1).optional(),
  fields: fieldsSchema.optional().describe('of your own'),
  session: z.string().max(200).optional().describe('conversation that it was said in'),
  speaker: z.string().max(100).optional(),
  role: z.enum(['user', 'assistant', 'system', 'tool']).optional().describe('of the speaker'),
  createdAt: timeSchema.optional().describe('when it was said, in ISO 8601'),
});
type Input = z.infer<typeof input>;

export function storeTool(memory: MemoryService): AnyTool {
  return defineTool({
    name: 'memory.store',
    aliases: ['memory.save'],
    description:
      'Remembers a fact about the project for later conversations: only what the user said or what was verified. It is compared with what is known, and told whether it was added, made more precise, or holds instead of another. With session, speaker or createdAt it is a turn of a conversation: then it is stored as it is, in its place in that conversation, and never merged.',
    effect: 'memory',
    hints: { destructive: false, idempotent: false },
    positional: ['content'],
    example:
      "await memory.store('Releases are cut from the branch release/*', { category: 'convention' })",
    input,
    output: z.object({ id: z.string(), action: z.string() }),
    keeps: keptTexts,
    async run({ session, speaker, role, createdAt, ...given }, { turnId }) {
      const { importance, fields, ...draft } = given;
      const saved = await storeSaid(
        memory,
        {
          ...draft,
          confidence: 0.7,
          provenance: { source: 'agent', turnId },
          ...(importance === undefined ? {} : { importance }),
          ...(fields === undefined ? {} : { fields }),
        },
        {
          session,
          speaker,
          role,
          createdAt: createdAt === undefined ? undefined : Date.parse(createdAt),
        },
      );
      return { id: saved.memory.id, action: saved.action };
    },
    summarize: (_input, { action }) => action,
  });
}

/** Every text of a memory that may say something. */
export function keptTexts({
  content,
  tags = [],
  fields = {},
}: {
  readonly [F in 'content' | 'tags' | 'fields']?: Input[F] | undefined;
}): readonly string[] {
  const values = Object.values(fields).filter((value) => typeof value === 'string');
  return [...(content === undefined ? [] : [content]), ...tags, ...values];
}
