// The process of one custom tool: loads its file, does what it is asked once, and ends.
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { type Json, jsonSchema } from '../core/index.js';
import { orderSchema, type Reply } from './protocol.js';

const exportSchema = z.looseObject({
  run: z.custom<(...args: unknown[]) => unknown>(
    (value) => typeof value === 'function',
    'a function run',
  ),
});

process.once('message', (message) => {
  void answer(message).then((reply) => {
    process.send?.(reply, () => process.exit(0));
  });
});

async function answer(message: unknown): Promise<Reply> {
  try {
    const order = orderSchema.parse(message);
    const loaded: { default?: unknown } = await import(pathToFileURL(order.file).href);
    const tool = exportSchema.parse(loaded.default ?? loaded);
    if (order.do === 'describe') return { ok: true, value: plain({ ...tool, run: undefined }) };
    const value = await tool.run(order.input, { workspace: order.workspace });
    return { ok: true, value: plain(value ?? null) };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

function plain(value: unknown): Json {
  return jsonSchema.parse(JSON.parse(JSON.stringify(value)));
}

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return `The file must export an object with ${error.issues.map((issue) => issue.message).join(', ')}.`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
