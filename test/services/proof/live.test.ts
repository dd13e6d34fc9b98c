// `npm run proof` against a server that speaks the OpenAI protocol: three ways, refusals, intervals, cost and the end of the money.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { parseLive, reportText, rowsOf, runLive } from '../../proof/live.js';
import type { ProofResult } from '../../proof/report.js';
import { fieldsIn, render, scriptedReply } from '../../proof/scripted-model.js';

const bodySchema = z.looseObject({
  messages: z.array(
    z.looseObject({
      role: z.string(),
      content: z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]),
    }),
  ),
});

/** Reads a direct prompt by itself, and searches before it answers where it has file tools. */
function reply(prompt: string): string {
  const fields = fieldsIn(prompt);
  const question = fields.get('question') ?? '';
  const key = /special magic \w+ for ([a-z-]+)\. What/.exec(question)?.[1] ?? '';
  const from = fields.get('files') ?? fields.get('results');
  if (from === undefined) return scriptedReply(prompt);
  const value = new RegExp(`magic \\w+s for ${key} is: ([\\w-]+)\\.`).exec(from)?.[1] ?? '';
  if (fields.has('files')) return render({ answer: value });
  return from === ''
    ? render({ action: 'search', arguments: JSON.stringify({ pattern: key }), answer: '' })
    : render({ action: 'answer', arguments: '{}', answer: value });
}

let server: Server;
let settings = {};
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const { messages } = bodySchema.parse(JSON.parse(body));
      const texts = messages.map(({ role, content }) => ({
        role,
        text:
          typeof content === 'string' ? content : content.map(({ text = '' }) => text).join('\n'),
      }));
      const prompt = texts.flatMap(({ role, text }) => (role === 'user' ? [text] : [])).join('\n');
      const content = reply(prompt);
      const chars = texts.reduce((sum, { text }) => sum + text.length, 0);
      const usage = {
        prompt_tokens: Math.ceil(chars / 4),
        completion_tokens: Math.ceil(content.length / 4),
      };
      const base = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'fake' };
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of [
        {
          ...base,
          choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }],
        },
        { ...base, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
        { ...base, choices: [], usage },
      ])
        response.write(`data: ${JSON.stringify(event)}\n\n`);
      response.end('data: [DONE]\n\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  settings = {
    'memfun.models': {
      fake: {
        provider: 'openai-compatible',
        model: 'fake',
        baseUrl: `http://127.0.0.1:${port}/v1`,
        contextWindow: 32_000,
        maxOutputTokens: 2_000,
        price: { input: 1, output: 2 },
      },
    },
    'memfun.sandbox.engine': 'quickjs',
  };
});
afterAll(() => {
  server.close();
});

const secrets = {
  get: async () => 'key',
  set: async () => undefined,
  delete: async () => undefined,
};

async function live(words: readonly string[]) {
  const told: ProofResult[] = [];
  const options = parseLive(['--model', 'fake', '--settings', 'x', ...words], () => settings);
  const signal = new AbortController().signal;
  const results = await runLive(options, { secrets, signal, tell: (result) => told.push(result) });
  expect(told).toEqual(results);
  return results;
}

test('all three ways find a needle where it fits; where it does not, the direct call is refused with the sizes', async () => {
  const results = await live(['--sets', 'needle', '--sizes', '8192,65536', '--seeds', '2']);
  expect(results).toHaveLength(12);
  const rows = rowsOf(results);
  expect(rows.map(({ tokens, way, score, refused }) => [tokens, way, score, refused])).toEqual([
    [8192, 'rlm', 1, 0],
    [8192, 'direct', 1, 0],
    [8192, 'files', 1, 0],
    [65536, 'rlm', 1, 0],
    [65536, 'direct', 0, 2],
    [65536, 'files', 1, 0],
  ]);
  const [small, , , large] = rows;
  // Costs are counted, and what the loop sends does not grow with the context.
  expect(small?.costUsd).toBeGreaterThan(0);
  expect(Math.abs((large?.tokensPerRun ?? 0) / (small?.tokensPerRun ?? 1) - 1)).toBeLessThan(0.05);
  const report = reportText('fake', results);
  expect(report).toMatch(/needle 65536 direct: The context has about \d+ tokens; .* takes \d+/);
  expect(report).toContain('100.0 (100.0 to 100.0)');
});

test('no run is begun once the money is spent, and what was done is reported beside the paper', async () => {
  const results = await live([
    '--sets',
    'aggregate',
    '--sizes',
    '8192',
    '--seeds',
    '5',
    '--ways',
    'rlm',
    '--most-usd',
    '0.00001',
  ]);
  expect(results).toHaveLength(1);
  expect(results[0]).toMatchObject({ score: 1, stopReason: 'answered' });
  expect(reportText('fake', results)).toContain('OOLONG, 131 k tokens: direct 44.0');
});

test('baselines say what they cannot do', async () => {
  const results = await live([
    '--sets',
    'edit',
    '--sizes',
    '12000',
    '--seeds',
    '1',
    '--ways',
    'direct,files',
  ]);
  expect(results.map(({ stopReason }) => stopReason)).toEqual(['refused', 'refused']);
});

test('words that make no sense are refused with what would', () => {
  const read = (): unknown => [];
  expect(() => parseLive([], read)).toThrow('--model');
  for (const [words, message] of [
    [['--sets', 'nothing'], '--sets knows needle'],
    [['--sizes', 'big'], '--sizes takes numbers'],
    [['--ways', 'magic'], '--ways knows rlm'],
    [['--settings', 'x'], 'no JSON object'],
  ] as const)
    expect(() => parseLive(['--model', 'm', ...words], read)).toThrow(message);
});
