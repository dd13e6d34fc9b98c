// Changes of many files in a real editor that is killed while it writes them: all of them are made, and can be taken back.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Editor } from './support/editor.js';

const FILES = Array.from({ length: 80 }, (_, at) => `src/many/use-${at}.ts`);
let editor: Editor;
const textOf = (file: string): string => readFileSync(path.join(editor.workspace, file), 'utf8');
const changed = (): number => FILES.filter((file) => textOf(file).includes('delayFor')).length;
beforeAll(async () => {
  editor = await Editor.open({
    workspace: 'repos/typescript',
    settings: { 'memfun.checks.enabled': false },
  });
  mkdirSync(path.join(editor.workspace, 'src/many'), { recursive: true });
  for (const [at, file] of FILES.entries()) {
    const text = `import { backoff } from '../retry';\nexport const wait${at} = backoff(${at}, 100);\n`;
    writeFileSync(path.join(editor.workspace, file), text);
  }
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.screenshot(`failed: ${task.name}`);
});
afterAll(() => editor.close());

it('killed in the middle of writing, is finished at the next start, and every byte can be taken back', async () => {
  const before = new Map([...FILES, 'src/retry.ts'].map((file) => [file, textOf(file)]));
  const asking = await editor.send('rename function backoff to delayFor everywhere');
  await asking.getByTestId('approval-allow').last().waitFor({ timeout: 90_000 });
  await asking.getByTestId('approval-allow').last().click();
  while (changed() < 3) await setTimeout(2);
  await editor.kill();
  const cut = changed();
  expect(cut).toBeGreaterThan(0);
  expect(cut).toBeLessThan(FILES.length); // else the kill missed what it is to hit
  await editor.startAgain();
  await editor.page
    .getByText('had been cut off and was finished')
    .first()
    .waitFor({ timeout: 90_000 });
  expect(changed()).toBe(FILES.length);
  await editor.screenshot('finished-after-kill');
  const chat = await editor.send('/undo');
  await chat.getByText('Taken back').last().waitFor();
  for (const [file, text] of before) await expect.poll(() => textOf(file)).toBe(text);
});
