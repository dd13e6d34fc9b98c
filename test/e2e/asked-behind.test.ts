// In the real editor: what a run behind another chat asks is told once where the chat is not in sight, and leads there.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { gate } from '../support/waiting.js';
import { Editor } from './support/editor.js';
import { Cells, PromptModel } from './support/prompt-model.js';

const SOON = { timeout: 30_000 };
const cells = new Cells(
  () => 'await final({ answer: `The note is written.`, citations: [] })',
  ["await createFile('note.md', 'Hay.\\n')"],
);

let editor: Editor;
let model: PromptModel;
/** The model is silent until it opens. */
const silence = gate();

beforeAll(async () => {
  model = await PromptModel.start(async (body) => {
    await silence.opened;
    return cells.answer(body);
  });
  editor = await Editor.open({
    workspace: 'repos/typescript',
    settings: {
      ...model.settings,
      'memfun.effort': 'agent',
      'memfun.checks.enabled': false,
    },
  });
});
afterAll(async () => {
  silence.open();
  await editor.close();
  await model.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.screenshot(`failed: ${task.name}`);
});

it('tells it once, and shows the question', async () => {
  const chat = await editor.send('write a note');
  await chat.getByTestId('chat-stop').waitFor(SOON);
  await editor.command('Memfun: New Chat');
  await chat.getByTestId('leave-running').press('Enter');
  await chat.getByTestId('message-user').waitFor({ state: 'detached', ...SOON });
  await editor.page
    .locator('.activitybar')
    .getByRole('tab', { name: /^Explorer/ })
    .click();
  await editor.page.locator('.explorer-folders-view').first().waitFor(SOON);
  silence.open();
  const toasts = editor.page.locator('.notification-toast');
  await toasts.filter({ hasText: 'Memfun waits for you in “write a note”.' }).waitFor(SOON);
  await editor.screenshot('asked-behind');
  expect(await toasts.filter({ hasText: 'Memfun asks' }).count()).toBe(0);
  await toasts.getByRole('button', { name: 'Show', exact: true }).click();
  await chat.getByRole('button', { name: 'Apply', exact: true }).first().waitFor(SOON);
  expect(await toasts.filter({ hasText: 'Memfun asks' }).count()).toBe(0);
});
