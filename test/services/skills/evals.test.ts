// The cases that the built-in skills bring: what should start one is found among the others, and its tasks are done.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createMemfun, type Memfun } from '../../../runtime/app/index.js';
import { rankSkills, type Skill } from '../../../runtime/skills/index.js';
import { environmentOn } from '../../support/environment.js';
import { turnOf } from '../../support/one-turn.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const evalsSchema = z.object({
  triggers: z.array(z.object({ prompt: z.string(), should_trigger: z.boolean() })),
  evals: z.array(z.object({ prompt: z.string() })),
});

let memfun: Memfun;
let skills: readonly Skill[];
let root = '';
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'skill-evals-'));
  cpSync(path.join(ROOT, 'test/fixtures/repos/typescript'), root, { recursive: true });
  const settings = { 'memfun.sandbox.engine': 'quickjs', 'memfun.memory.enabled': false };
  memfun = await createMemfun(environmentOn(root, { settings }), { prewarm: false });
  ({ skills } = await memfun.skills());
});
afterAll(async () => {
  await memfun.close();
  rmSync(root, { recursive: true, force: true });
});

const evalsOf = (name: string) =>
  evalsSchema.parse(
    JSON.parse(readFileSync(path.join(ROOT, 'skills', name, 'evals/evals.json'), 'utf8')),
  );

test('what should start a skill puts it among the first, what should not does not put it first', () => {
  const cases = skills.flatMap(({ name }) =>
    evalsOf(name).triggers.map(({ prompt, should_trigger: should }) => ({
      should,
      place: rankSkills(skills, prompt).findIndex((one) => one.name === name),
    })),
  );
  const share = (should: boolean, most: number): number => {
    const asked = cases.filter((one) => one.should === should);
    return asked.filter(({ place }) => place <= most).length / asked.length;
  };
  expect(cases.length).toBeGreaterThanOrEqual(40);
  // Only words are compared here; a model that reads the descriptions does better.
  expect(share(true, 2)).toBeGreaterThan(0.9);
  expect(share(true, 0)).toBeGreaterThan(0.5);
  expect(share(false, 0)).toBeLessThan(0.1);
});

describe('a task of its own is done, and counted as a use', () => {
  test.each([
    'analyze-code',
    'ask',
    'explain-code',
    'fix-bugs',
    'generate-tests',
    'memfun-help',
    'refactor',
    'review-code',
    'security-audit',
  ])('%s', async (name) => {
    const [first] = evalsOf(name).evals;
    const text = `/${name} ${first?.prompt ?? ''}`;
    const { result } = await turnOf(memfun, text);
    expect(result.stopReason).toBe('answered');
    expect(result.answer).not.toBe('');
    const used = (await memfun.skillDesk.statistics()).find(({ skill }) => skill === name);
    expect(used).toMatchObject({ uses: 1, successes: 1 });
    expect(used?.tokens).toBeGreaterThan(0);
  });
});
