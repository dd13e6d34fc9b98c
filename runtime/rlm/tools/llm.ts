// The REPL functions `llm` and `llmBatch`: give text to a model without reading it yourself.
import * as z from 'zod';
import { type Json, jsonSchema } from '../../core/index.js';
import type { AnyTool } from '../../ports/index.js';
import { defineTool } from '../../tools/index.js';
import { SubcallError } from '../subcall-error.js';
import type { Subcalls } from '../subcalls.js';
import { oneLine } from '../text.js';

const MAX_ITEMS = 500;
const DEFAULT_CONCURRENCY = 4;
const MAX_CONCURRENCY = 16;

const itemSchema = z.union([
  z.string(),
  z.object({ prompt: z.string().min(1), context: jsonSchema.optional() }),
]);

const itemResultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.string() }),
  z.object({
    ok: z.literal(false),
    error: z.object({ kind: z.string(), message: z.string() }),
  }),
]);
type ItemResult = z.infer<typeof itemResultSchema>;

const askSchema = z.object({ prompt: z.string().min(1), context: jsonSchema.optional() });
const answerSchema = z.string();
const batchSchema = z.object({
  items: z.array(itemSchema).max(MAX_ITEMS),
  concurrency: z.number().int().min(1).max(MAX_CONCURRENCY).optional(),
});
const batchResultSchema = z.array(itemResultSchema);

export function llmTool(subcalls: Subcalls): AnyTool {
  return defineTool({
    name: 'llm',
    description: 'Asks a language model one prompt over one piece of context; returns its answer.',
    input: askSchema,
    output: answerSchema,
    effect: 'model',
    positional: ['prompt', 'context'],
    example: "const kind = await llm('Which license is this? One word.', text)",
    run: ({ prompt, context }, site) => subcalls.ask(prompt, asText(context), site),
    summarize: ({ prompt }, answer) => `"${oneLine(prompt, 60)}" → ${answer.length} characters`,
  });
}

export function llmBatchTool(subcalls: Subcalls): AnyTool {
  return defineTool({
    name: 'llmBatch',
    description:
      'Asks many prompts side by side. Results are in the order of the items, each {ok: true, value} or {ok: false, error: {kind, message}}.',
    input: batchSchema,
    output: batchResultSchema,
    effect: 'model',
    positional: ['items'],
    example:
      "const parts = await llmBatch(chunks.map((context) => ({ prompt: 'List the dates.', context })))",
    run: ({ items, concurrency }, site) =>
      inOrder(items, concurrency ?? DEFAULT_CONCURRENCY, async (item): Promise<ItemResult> => {
        const { prompt, context } = typeof item === 'string' ? { prompt: item } : item;
        try {
          return { ok: true, value: await subcalls.ask(prompt, asText(context), site) };
        } catch (thrown) {
          const error = SubcallError.from(thrown);
          // A stop or an empty account concerns all items: there is nothing to go on with.
          if (error.kind === 'stopped') throw error;
          return { ok: false, error: { kind: error.kind, message: error.message } };
        }
      }),
    summarize: ({ items }, results) =>
      `${items.length} prompts → ${results.filter((r) => r.ok).length} answers`,
  });
}

function asText(context: Json | undefined): string {
  if (context === undefined || context === null) return '';
  return typeof context === 'string' ? context : JSON.stringify(context, null, 1);
}

/** Maps with at most `width` items under way; the first rejection ends the whole. */
async function inOrder<T, R>(
  items: readonly T[],
  width: number,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Map<number, R>();
  const waiting = items.entries();
  const lane = async (): Promise<void> => {
    for (const [i, item] of waiting) results.set(i, await map(item));
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return [...results.entries()].sort(([a], [b]) => a - b).map(([, result]) => result);
}
