// A skill is started by its name, with a file or in free words, and one of the workspace only when that is trusted.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemfun, type TurnResult } from '../../../runtime/app/index.js';
import { cellModel } from '../../support/cell-model.js';
import { environmentOn } from '../../support/environment.js';
import { hostedModel } from '../../support/hosted-model.js';
import { turnOf } from '../../support/one-turn.js';

const FIXTURE = path.resolve(import.meta.dirname, '../../fixtures/repos/typescript');
let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'skills-'));
  cpSync(FIXTURE, root, { recursive: true });
  mkdirSync(path.join(root, '.agents/skills/greet'), { recursive: true });
  writeFileSync(
    path.join(root, '.agents/skills/greet/SKILL.md'),
    '---\nname: greet\ndescription: Greets.\n---\nGreet $ARGUMENTS in Latin.\n',
  );
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function say(
  text: string,
  { trusted = true, cells = [] as readonly string[] } = {},
): Promise<{ readonly result: TurnResult; readonly prompts: string }> {
  const model = cellModel(cells);
  const hosted = hostedModel(() => model);
  const memfun = await createMemfun(
    environmentOn(root, {
      trusted,
      hostModels: [hosted],
      settings: {
        'memfun.sandbox.engine': 'quickjs',
        'memfun.memory.enabled': false,
        ...(cells.length === 0 ? {} : { 'memfun.model': hosted.id }),
      },
    }),
    { prewarm: false },
  );
  try {
    const { result } = await turnOf(memfun, text);
    return { result, prompts: JSON.stringify(model.calls.map(({ prompt }) => prompt)) };
  } finally {
    await memfun.close();
  }
}

test('/skills lists those of the workspace and the built-in ones', async () => {
  const { answer } = (await say('/skills')).result;
  expect(answer).toContain('`/greet` (workspace)');
  expect(answer).toContain('`/review-code` (built-in)');
});

test('a built-in skill works on the file that is named, also without a model', async () => {
  const { result } = await say('/review-code src/retry.ts');
  expect(result.stopReason).toBe('answered');
  expect(result.data).toMatchObject({ findings: expect.any(Array) });
  const explained = await say('/explain-code src/retry.ts:1-30');
  expect(explained.result.answer).toContain('retry');
});

test('a model is given the method with the arguments in their places', async () => {
  const { result, prompts } = await say('/greet the whole team', {
    cells: ["await final({ answer: 'Salvete!', citations: [] })"],
  });
  expect(result.answer).toBe('Salvete!');
  expect(prompts).toContain('Greet the whole team in Latin.');
});

test('a model finds and opens a skill by itself', async () => {
  const { result, prompts } = await say('say hello', {
    cells: [
      "const { content } = await skill.use('greet', 'Ada'); console.log(content)",
      "await final({ answer: 'Salve, Ada!', citations: [] })",
    ],
  });
  expect(result.answer).toBe('Salve, Ada!');
  expect(prompts).toContain('greet: Greets.');
  expect(prompts).toContain('Greet Ada in Latin.');
});

test('what a model has opened stays whole before it, however long the work takes', async () => {
  const steps = Array.from({ length: 6 }, (_, i) => `console.log('step ${i}')`);
  const { prompts } = await say('say hello', {
    cells: [
      "await skill.use('greet', 'Ada')",
      ...steps,
      "await final({ answer: 'Salve, Ada!', citations: [] })",
    ],
  });
  const last: unknown = JSON.parse(prompts).at(-1);
  expect(JSON.stringify(last)).toContain('Greet Ada in Latin.');
});

test('nothing of a workspace that is not trusted is offered', async () => {
  const { answer } = (await say('/skills', { trusted: false })).result;
  expect(answer).not.toContain('greet');
  expect(answer).toContain('`/review-code` (built-in)');
  expect((await say('/greet me', { trusted: false })).result.answer).toContain('no command /greet');
});
