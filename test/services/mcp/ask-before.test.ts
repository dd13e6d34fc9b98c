// What takes a memory away is done only after a yes of the client's user, where the client can ask: our client at our server.
import { expect, test } from 'vitest';
import * as z from 'zod';
import { silentLogger } from '../../../runtime/core/index.js';
import type { FormAnswer, FormRequest, Person } from '../../../runtime/ports/index.js';
import { createGate } from '../../../runtime/safety/index.js';
import { createToolRegistry, defineTool, toolSignature } from '../../../runtime/tools/index.js';
import { connectionTo, soon, textOf } from './connections.js';
import { serving } from './serving.js';

async function servingForgetting() {
  const forgotten: string[] = [];
  const forget = defineTool({
    name: 'memory.delete',
    description: 'Forgets.',
    effect: 'memory',
    hints: { destructive: true },
    positional: ['id'],
    example: '',
    input: z.object({ id: z.string() }),
    output: z.object({ id: z.string() }),
    async run({ id }) {
      forgotten.push(id);
      return { id };
    },
  });
  const registry = createToolRegistry([forget]);
  const gate = createGate({
    registry,
    trusted: true,
    changes: 'off',
    signatureOf: toolSignature,
    logger: silentLogger,
  });
  const http = await serving({
    tools: async () => registry.list(),
    call: async (tool, input, { name, signal }) => {
      const site = { signal, logger: silentLogger, caller: name, turnId: 't' };
      return (await gate.call(tool, input, { ...site, stepId: undefined })).result;
    },
  });
  return { ...http, forgotten };
}

function connect(url: string, token: string, answer?: FormAnswer) {
  const forms: FormRequest[] = [];
  const person: Person = {
    visit: async () => 'cancelled',
    async answer(form) {
      forms.push(form);
      return answer ?? { action: 'cancel' };
    },
  };
  const headers = { authorization: `Bearer ${token}` };
  const someone = answer === undefined ? {} : { person };
  const connection = connectionTo({ kind: 'http', url, headers }, someone);
  return { forms, connection };
}

test('after a yes to the very call it is done', async () => {
  const { url, token, forgotten } = await servingForgetting();
  const { forms, connection } = connect(url, token, { action: 'accept', content: { sure: true } });
  const result = await connection.callTool('memory_delete', { id: 'mem_1' }, { signal: soon() });
  expect(textOf(result)).toContain('mem_1');
  expect(forms[0]?.message).toContain('mem_1');
  expect(forgotten).toEqual(['mem_1']);
});

test.each([
  { action: 'decline' },
  { action: 'cancel' },
  { action: 'accept', content: { sure: false } },
] as const)('after %j it is not', async (answer) => {
  const { url, token, forgotten } = await servingForgetting();
  const { connection } = connect(url, token, answer);
  const result = await connection.callTool('memory_delete', { id: 'mem_1' }, { signal: soon() });
  expect(result.isError).toBe(true);
  expect(textOf(result)).toContain('The user said no');
  expect(forgotten).toEqual([]);
});

test('a client that cannot ask is trusted to have asked', async () => {
  const { url, token, forgotten } = await servingForgetting();
  const { connection } = connect(url, token);
  await connection.callTool('memory_delete', { id: 'mem_1' }, { signal: soon() });
  expect(forgotten).toEqual(['mem_1']);
});
