// The memory tools: what is saved in one conversation is found in the next, and says why.
import { expect, test } from 'vitest';
import * as z from 'zod';
import type { MemoryService } from '../../../runtime/memory/index.js';
import { createGate } from '../../../runtime/safety/index.js';
import {
  createMemoryTools,
  createToolRegistry,
  toolSignature,
} from '../../../runtime/tools/index.js';
import { openWindow, tempFolder } from '../../support/memory.js';
import { call, context } from './support/repository.js';

const found = z.strictObject({
  memories: z.array(
    z.strictObject({
      id: z.string(),
      content: z.string(),
      layer: z.string(),
      category: z.string(),
      why: z.string().min(1),
    }),
  ),
});
const saved = z.object({ id: z.string(), action: z.string() });

const tool = (memory: MemoryService, name: string) =>
  createMemoryTools({ memory }).find((one) => one.name === name);

test('what is saved is found again, in the form that was asked for', async () => {
  const memory = await openWindow(tempFolder());
  const content = 'Releases are cut from the branch release/next';
  const choice = { layer: 'project', category: 'convention', tags: ['release'] } as const;
  const { id, action } = await call(tool(memory, 'memory.save'), { content, ...choice }, saved);
  expect(action).toBe('added');
  expect(await memory.get(id)).toMatchObject({
    ...choice,
    provenance: { source: 'agent', turnId: 'turn' },
  });
  const query = { query: 'which branch are releases cut from' };
  const { memories } = await call(tool(memory, 'memory.search'), query, found);
  expect(memories).toMatchObject([{ id, content, layer: 'project', category: 'convention' }]);
});

test('a fact that is known is not saved twice', async () => {
  const memory = await openWindow(tempFolder());
  const save = () =>
    call(tool(memory, 'memory.save'), { content: 'The server listens on port 8080' }, saved);
  const first = await save();
  expect(await save()).toEqual({ id: first.id, action: 'known' });
});

test('no more than the limit come back, and nothing for what nobody said', async () => {
  const memory = await openWindow(tempFolder());
  for (const name of ['billing', 'search', 'mail']) {
    await memory.save({ content: `The ${name} service is deployed from its own repository` });
  }
  const search = (input: object) => call(tool(memory, 'memory.search'), input, found);
  expect((await search({ query: 'service deployed', limit: 2 })).memories).toHaveLength(2);
  expect((await search({ query: 'zebra' })).memories).toEqual([]);
});

test('a secret is refused by name and never stored', async () => {
  const memory = await openWindow(tempFolder());
  const registry = createToolRegistry(createMemoryTools({ memory }));
  const { logger, ...rest } = context();
  const gate = createGate({
    registry,
    trusted: true,
    changes: 'off',
    signatureOf: toolSignature,
    logger,
  });
  const key = ['AKIA', 'IOSFODNNXQWERTYU'].join('');
  const input = { content: `The deploy key is ${key}` };
  const { result, summary } = await gate.call('memory.save', input, { logger, ...rest });
  expect(result).toMatchObject({ ok: false, error: { name: 'SecretInMemoryError' } });
  expect(`${JSON.stringify(result)} ${summary}`).not.toContain(key);
  expect(await memory.list()).toEqual([]);
});
