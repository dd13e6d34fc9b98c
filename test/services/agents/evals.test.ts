// The cases that the built-in agents bring: each runs one, with its own words before the model and no more tools than it needs.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { createMemfun, type Memfun } from '../../../runtime/app/index.js';
import { AnsweringModel, cell } from '../../support/answering-model.js';
import { environmentOn } from '../../support/environment.js';
import { hostedModel } from '../../support/hosted-model.js';
import { turnOf } from '../../support/one-turn.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const evalsSchema = z.strictObject({
  agent_name: z.string(),
  can: z.array(z.string()).min(1),
  cannot: z.array(z.string()).min(1),
  evals: z
    .array(z.strictObject({ id: z.number(), prompt: z.string(), expected_output: z.string() }))
    .min(1),
});
const NAMES = readdirSync(path.join(ROOT, 'agents'));
const evalsOf = (name: string) =>
  evalsSchema.parse(
    JSON.parse(readFileSync(path.join(ROOT, 'agents', name, 'evals/evals.json'), 'utf8')),
  );
const CASES = NAMES.flatMap((name) => evalsOf(name).evals.map((one) => ({ ...one, name })));

let memfun: Memfun;
let root = '';
const model = new AnsweringModel((prompt) =>
  prompt.includes('You work as the agent')
    ? cell(
        `const kinds = asked.map((name) => name + ' ' + typeof globalThis[name]); await final({ answer: kinds.join(', '), citations: [] })`.replace(
          'asked',
          JSON.stringify(wanted),
        ),
      )
    : 'nothing',
);
let wanted: readonly string[] = [];

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'agent-evals-'));
  cpSync(path.join(ROOT, 'test/fixtures/repos/typescript'), root, { recursive: true });
  memfun = await createMemfun(
    environmentOn(root, {
      hostModels: [hostedModel(() => model)],
      settings: {
        'memfun.model': 'vscode/script',
        'memfun.mode': 'auto',
        'memfun.memory.enabled': false,
        'memfun.checks.enabled': false,
        'memfun.sandbox.engine': 'quickjs',
      },
    }),
    { prewarm: false },
  );
});
afterAll(async () => {
  await memfun.close();
  rmSync(root, { recursive: true, force: true });
});

test.each(CASES)('$name: $prompt', async ({ name, prompt }) => {
  const { agent_name: of, can, cannot } = evalsOf(name);
  expect(of).toBe(name);
  wanted = [...can, ...cannot];
  const before = model.prompts.length;
  const { result } = await turnOf(memfun, `/agent ${name} ${prompt}`);
  expect(result.stopReason).toBe('answered');
  expect(result.answer.split(', ')).toEqual([
    ...can.map((tool) => `${tool} function`),
    ...cannot.map((tool) => `${tool} undefined`),
  ]);
  const [asked = ''] = model.prompts.slice(before);
  const { agents } = await memfun.agents();
  const agent = agents.find((one) => one.name === name);
  // Each has a budget of its own in every currency, and it bounds the run.
  expect(Object.keys(agent?.budget ?? {}).sort()).toEqual(['costUsd', 'modelCalls', 'tokens']);
  expect(asked).toContain(prompt);
  expect(asked).toContain(agent?.instructions.slice(0, 60));
});
