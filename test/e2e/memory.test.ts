// What is remembered, in a real editor: learned in a turn, recalled in another conversation, changed in the view.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Editor } from './support/editor.js';

/** What a team says over some weeks. */
const SAID = [
  '/remember We use npm',
  '/remember We switched to pnpm last week',
  '/remember Tests run with vitest',
  '/remember Tests for timeouts live in test/timeout.test.ts',
  '/remember Tests for timeouts live in test/timeout.test.ts beside their fixtures',
  '/remember We deploy every Tuesday from the branch main',
  '/remember Decision: failed deliveries are retried eight times',
  '/remember Decision: the limiter counts per client, not per address',
  '/remember The database is Postgres 16',
  '/remember I like short answers with code first',
  '/remember Use single quotes in TypeScript',
  '/remember The breaker opens after five failures in a row',
  '/remember Dead letters are kept for 14 days',
];

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await Editor.last?.screenshot(`failed: ${task.name}`);
});

describe('what is remembered', () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.open({ workspace: 'repos/typescript' });
  });
  afterAll(() => editor.close());

  const memoryView = async (): Promise<FrameLocator> => {
    const page = editor.frame();
    await page.getByRole('tab', { name: 'Memory' }).click();
    await page.getByTestId('memory-row').first().waitFor();
    return page;
  };
  const row = (page: FrameLocator, text: string) =>
    page.getByTestId('memory-row').filter({ hasText: text });

  it('is learned in a turn, and the note under the answer leads to it', async () => {
    const chat = await editor.send('I prefer port 8080 for dev servers');
    const note = chat.getByTestId('learned').last();
    await note.getByText('Remembered').waitFor();
    await note.getByRole('button', { name: /open in memory/ }).click();
    const details = chat.getByTestId('memory-details');
    await details.getByText('you said it').waitFor();
    await details.getByRole('button', { name: /^Open the conversation/ }).click();
    await chat.getByTestId('chat-input').waitFor();
  });

  it('is recalled in a new conversation, with why, and leads into the view', async () => {
    await editor.command('Memfun: New Chat');
    await expect.poll(() => editor.frame().getByTestId('message-user').count()).toBe(0);
    const chat = await editor.send('which port do I prefer?');
    const used = chat.getByTestId('memory-used').last();
    await used.locator('summary').click();
    await used.getByText(/speaks of .port/).waitFor();
    await editor.screenshot('memory-recalled');
    await used.getByRole('button', { name: /open in memory/ }).click();
    await chat.getByText('One memory is shown.').waitFor();
    await chat.getByText(/^used 1×/).waitFor();
  });

  it('is edited in the view, shows what it said before, and brings that back', async () => {
    const page = editor.frame();
    await page.getByRole('button', { name: 'Show all' }).click();
    const port = row(page, 'port');
    await port.getByRole('button', { name: 'Edit' }).click();
    await page
      .getByLabel('Text of the memory')
      .fill('I prefer port 9090 for dev servers, never 3000');
    await page.getByRole('button', { name: 'Save' }).click();
    await port.getByText('9090').first().waitFor();
    await page.getByTestId('memory-version').locator('del', { hasText: '8080' }).waitFor();
    await editor.screenshot('memory-versions');
    await page.getByRole('button', { name: 'Bring this version back: version 1' }).click();
    await row(page, '8080 for dev servers').waitFor();
    await editor.frame().getByRole('tab', { name: 'Chat' }).click();
  });

  it('of the user and of the project is there in another window, and what is forgotten there is gone here', async () => {
    const other = await editor.another();
    const chat = await other.send('/remember I like answers in German');
    await chat.getByTestId('message-assistant').getByText('German').first().waitFor();
    const page = await memoryView();
    await row(page, 'German').waitFor({ timeout: 30_000 });
    await other.send('/remember We tag releases on Fridays');
    await row(page, 'Fridays').waitFor({ timeout: 30_000 });
    await other.frame().getByRole('tab', { name: 'Memory' }).click();
    await row(other.frame(), 'German').getByRole('button', { name: 'Forget' }).click();
    await row(page, 'German').waitFor({ state: 'detached', timeout: 30_000 });
    await other.screenshot('memory-other-window');
    await other.page.close();
  });

  it('of the project stands in a file, and an edit of that file is read back', async () => {
    await editor.frame().getByRole('tab', { name: 'Chat' }).click();
    await editor.send('/remember We store events in MySQL 8');
    const file = path.join(editor.workspace, '.memfun/MEMORY.md');
    const text = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
    await expect.poll(text, { timeout: 30_000 }).toContain('MySQL 8');
    writeFileSync(file, text().replace('MySQL 8', 'MySQL 9'));
    const page = await memoryView();
    await row(page, 'MySQL 9').waitFor({ timeout: 30_000 });
    await page.getByRole('tab', { name: 'Chat' }).click();
  });

  it('of a long conversation is summed up, shown, and given back', async () => {
    await editor.command('Memfun: New Chat');
    for (const question of ['where is the limiter?', 'what does retry do?', 'what is a breaker?']) {
      const chat = await editor.send(question);
      await chat.getByTestId('message-user').filter({ hasText: question }).waitFor();
      await chat.getByTestId('chat-send').waitFor();
      await expect.poll(() => chat.getByTestId('chat-stop').count()).toBe(0);
    }
    const chat = await editor.send('/compress');
    await chat
      .getByText(/turns? (?:is|are) summed up/)
      .first()
      .waitFor();
    await editor.send('/compress show');
    await chat.getByText('This stands for').waitFor();
    await editor.screenshot('compressed');
    await editor.send('/compress undo');
    await chat
      .getByText(/turns as they were/)
      .first()
      .waitFor();
  });

  it('of some weeks is listed, searched, and seen as a graph', async () => {
    await editor.frame().getByRole('tab', { name: 'Chat' }).click();
    for (const text of SAID) {
      const chat = await editor.send(text);
      await chat.getByTestId('message-user').filter({ hasText: text }).waitFor();
      await expect.poll(() => chat.getByTestId('chat-stop').count()).toBe(0);
    }
    await editor.openFile('src/timeout.ts');
    await editor.widen(560);
    const page = await memoryView();
    const tests = row(page, 'Tests for timeouts');
    await tests.getByRole('button', { name: 'Pin' }).click();
    await tests.getByRole('button', { name: 'Details' }).click();
    await page.getByTestId('memory-version').nth(1).waitFor();
    await editor.screenshot('memory-list');
    await page.getByRole('button', { name: 'Graph' }).click();
    await page.locator('[data-testid=memory-graph][data-settled=true]').waitFor();
    await editor.screenshot('memory-graph');
    await page.getByRole('application').press('ArrowUp');
    await page.locator('.graph-caption output', { hasText: /\w/ }).waitFor();
    await page.getByRole('application').press('Enter');
    await page.getByTestId('memory-details').waitFor();
  });
});
