// In the real editor: the walkthrough, an image of a message, a run behind a new chat, what is told out of sight, two windows.
import { cpSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../host/paths.mjs';
import { gate } from '../support/waiting.js';
import { Editor } from './support/editor.js';
import { Cells, PromptModel } from './support/prompt-model.js';

const SOON = { timeout: 30_000 };
const DONE = 'await final({ answer: `It is done at last.`, citations: [] })';

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await Editor.last?.screenshot(`failed: ${task.name}`);
});

describe('a new person', () => {
  let editor: Editor;
  let model: PromptModel;
  const cells = new Cells(() => DONE);
  /** The model is silent until it opens. */
  let silence = gate();

  beforeAll(async () => {
    silence.open();
    model = await PromptModel.start(async (body) => {
      await silence.opened;
      return cells.answer(body);
    });
    editor = await Editor.open({
      workspace: 'repos/typescript',
      settings: { ...model.settings, 'memfun.checks.enabled': false },
    });
    cpSync(path.join(root, 'media/answer.png'), path.join(editor.workspace, 'shot.png'));
    await editor.chat();
  });
  afterAll(async () => {
    silence.open();
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
    silence = gate();
    const chat = await editor.send('take your time');
    await chat.getByTestId('chat-stop').waitFor(SOON);
    await editor.command('Memfun: New Chat');
    await chat.getByTestId('leave-running').waitFor(SOON);
    await editor.screenshot('leaving-a-run');
    await chat.getByTestId('leave-running').press('Enter');
    await chat.getByTestId('message-user').waitFor({ state: 'detached', ...SOON });
    await chat.getByRole('tab', { name: 'History' }).click();
    await chat.getByText('goes on in the background').waitFor(SOON);
    silence.open();
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

  it('is asked by a notification where the chat is out of sight, and only there', async () => {
    const WRITES = "await createFile('note.md', 'Hello')";
    const toasts = editor.page.locator('.notification-toast', { hasText: 'Memfun asks' });
    await editor.command('Memfun: New Chat');
    cells.waiting = [WRITES];
    const chat = await editor.send('write a note');
    await chat.getByTestId('approval-deny').waitFor(SOON);
    expect(await toasts.count()).toBe(0);
    await chat.getByTestId('approval-deny').click();
    await expect.poll(() => chat.getByTestId('chat-stop').count(), SOON).toBe(0);

    silence = gate();
    cells.waiting = [WRITES];
    await editor.send('and another one');
    await chat.getByTestId('chat-stop').waitFor(SOON);
    await editor.page
      .locator('.activitybar')
      .getByRole('tab', { name: /^Explorer/ })
      .click();
    await editor.page.locator('.explorer-folders-view').waitFor(SOON);
    silence.open();
    await toasts.first().waitFor(SOON);
    const show = toasts.getByRole('button', { name: 'Show', exact: true }).first();
    await show.hover();
    await editor.screenshot('asked-out-of-sight');
    await show.click();
    await chat.getByTestId('approval-deny').click();
    await expect.poll(() => chat.getByTestId('chat-stop').count(), SOON).toBe(0);
  });

  it('has two windows that keep mode, model and conversation apart', async () => {
    const mode = (window: Editor) => window.frame().getByLabel('Changes of files').inputValue();
    const asked = async (window: Editor): Promise<readonly string[]> =>
      window.frame().getByTestId('message-user').allInnerTexts();
    const other = await editor.another();
    await other.chat();
    await other.command('Memfun: New Chat');
    await expect.poll(() => asked(other), SOON).toEqual([]);
    const before = await asked(editor);
    expect(await mode(other)).toBe('ask');
    await other.send('/auto');
    await expect.poll(() => mode(other), SOON).toBe('auto');
    await other.send('/model offline/rules');
    await other.page
      .locator('.statusbar', { hasText: 'offline (rule-based) · applies' })
      .waitFor(SOON);
    await other.screenshot('two-windows-other');
    expect(await mode(editor)).toBe('ask');
    await editor.page
      .locator('.statusbar', { hasText: 'prompts (OpenAI-compatible server) · asks first' })
      .waitFor(SOON);
    expect(await asked(editor)).toEqual(before);
    await editor.send('which window is this?');
    await expect
      .poll(async () => (await asked(editor)).join(), SOON)
      .toContain('which window is this?');
    await expect.poll(() => editor.frame().getByTestId('chat-stop').count(), SOON).toBe(0);
    expect((await asked(other)).join()).not.toContain('which window is this?');
    await editor.screenshot('two-windows-first');
  });
});
