// In the real editor: the walkthrough opens, an image of a message is seen and opened, a run goes on behind a new chat.
import { cpSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../host/paths.mjs';
import { cell } from '../support/answering-model.js';
import { Editor } from './support/editor.js';
import { PromptModel } from './support/prompt-model.js';

const SOON = { timeout: 30_000 };
const DONE = 'await final({ answer: `It is done at last.`, citations: [] })';

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await Editor.last?.screenshot(`failed: ${task.name}`);
});

describe('a new person', () => {
  let editor: Editor;
  let model: PromptModel;
  let release: () => void = () => undefined;

  beforeAll(async () => {
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    model = await PromptModel.start(async () => {
      await released;
      return cell(DONE);
    });
    editor = await Editor.open({
      workspace: 'repos/typescript',
      settings: {
        'memfun.models': { told: model.entry },
        'memfun.model': 'told',
        'memfun.checks.enabled': false,
      },
    });
    cpSync(path.join(root, 'media/answer.png'), path.join(editor.workspace, 'shot.png'));
    await editor.chat();
  });
  afterAll(async () => {
    release();
    await editor.close();
    await model.stop();
  });

  it('opens the walkthrough by its command, and sees its steps, each with a picture', async () => {
    const before = editor.page.viewportSize();
    // The editor shows pictures only where there is room for them.
    await editor.page.setViewportSize({ width: 1920, height: 1000 });
    await editor.command('Memfun: Open Walkthrough');
    const page = editor.page.locator('.gettingStartedContainer');
    await page.getByText('Get started with Memfun').first().waitFor(SOON);
    const picture = editor.picture('.getting-started-media');
    for (const [step, shown] of [
      ['Ask about your code', 'No model · rule-based'],
      ['Choose a model', 'Which models should answer?'],
      ['Explain, review, fix', 'fits.ts: proposed by Memfun'],
      ['It remembers', 'Search memories'],
    ] as const) {
      await page.getByText(step, { exact: true }).first().click();
      await picture.getByText(shown).waitFor(SOON);
      await editor.screenshot(`walkthrough-${step}`);
    }
    if (before !== null) await editor.page.setViewportSize(before);
  });

  it('sees an image that the message names, and opens it', async () => {
    const chat = await editor.chat();
    await chat.getByTestId('chat-input').fill('what is in @shot.png?');
    const card = chat.getByTestId('composer-named');
    await card.getByRole('img').waitFor(SOON);
    await editor.screenshot('image-of-a-message');
    await card.getByRole('button', { name: /^Open shot\.png/ }).click();
    await editor.page.locator('.tab.active[data-resource-name="shot.png"]').waitFor(SOON);
    await card.getByRole('button', { name: 'Remove shot.png' }).click();
    await card.waitFor({ state: 'detached' });
    await chat.getByTestId('chat-input').fill('');
  });

  it('begins a new chat while a run goes on, and finds its answer in the history', async () => {
    const chat = await editor.send('take your time');
    await chat.getByTestId('chat-stop').waitFor(SOON);
    await editor.command('Memfun: New Chat');
    await chat.getByTestId('leave-running').waitFor(SOON);
    await editor.screenshot('leaving-a-run');
    await chat.getByTestId('leave-running').press('Enter');
    await chat.getByTestId('message-user').waitFor({ state: 'detached', ...SOON });
    await chat.getByRole('tab', { name: 'History' }).click();
    await chat.getByText('goes on in the background').waitFor(SOON);
    release();
    const told = editor.page.getByText('Memfun has answered in “take your time”.').first();
    await told.waitFor({ timeout: 60_000 });
    await editor.screenshot('a-run-behind-has-answered');
    await editor.command('Notifications: Focus Notification Toast');
    await editor.page.locator('.notification-toast :focus').first().waitFor(SOON);
    const show = editor.page.locator('.notification-toast .monaco-button:focus', {
      hasText: 'Show',
    });
    await expect
      .poll(async () => {
        if ((await show.count()) === 0) await editor.page.keyboard.press('Tab');
        return show.count();
      }, SOON)
      .toBe(1);
    await editor.page.keyboard.press('Enter');
    await chat.locator('.markdown').getByText('It is done at last.').last().waitFor(SOON);
    expect(await chat.getByTestId('message-user').innerText()).toContain('take your time');
  });
});
