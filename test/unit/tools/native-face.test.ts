// The native face: every tool of a workspace is a function tool that a provider accepts.
import { expect, test } from 'vitest';
import * as z from 'zod';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import {
  createFileTools,
  createGitTools,
  defineTool,
  findNativeTool,
  toNativeTools,
} from '../../../runtime/tools/index.js';

const save = defineTool({
  name: 'memory.save',
  description: 'Remembers.',
  input: z.object({
    content: z.string().describe('one fact'),
    tags: z.array(z.string()).default([]),
  }),
  output: z.null(),
  effect: 'memory',
  positional: ['content'],
  example: "await memory.save('x')",
  run: async () => null,
});

test('a tool becomes a function with a JSON Schema of what may be passed', () => {
  expect(toNativeTools([save])).toMatchObject([
    {
      type: 'function',
      name: 'memory_save',
      description: 'Remembers.',
      inputSchema: {
        type: 'object',
        properties: {
          content: { type: 'string', description: 'one fact' },
          tags: { type: 'array', items: { type: 'string' } },
        },
        required: ['content'],
      },
    },
  ]);
});

test('the name a model uses leads back to its tool, and to no other', () => {
  expect(findNativeTool([save], 'memory_save')).toBe(save);
  expect(findNativeTool([save], 'memory_forget')).toBeUndefined();
});

test('the real tools have distinct names that every provider accepts, and object schemas', () => {
  const workspace = createNodeFileStore('/');
  const tools = [
    ...createFileTools({ workspace, ripgrep: { candidates: [] } }),
    ...createGitTools({ workspace }),
    save,
  ];
  const native = toNativeTools(tools);
  expect(new Set(native.map(({ name }) => name)).size).toBe(tools.length);
  for (const { name, inputSchema } of native) {
    expect(name).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(inputSchema).toMatchObject({ type: 'object' });
    expect(findNativeTool(tools, name)).toBeDefined();
  }
});
