// Skills and servers in the real editor: a published server is looked at, allowed and used; a skill is run, installed and removed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FrameLocator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Editor } from './support/editor.js';
import { Cells, PromptModel } from './support/prompt-model.js';

const SERVER = createRequire(import.meta.url).resolve(
  '@modelcontextprotocol/server-everything/dist/index.js',
);
const STARTED = 'tools/everything.mjs';

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await Editor.last?.screenshot(`failed: ${task.name}`);
});

describe('skills and servers', () => {
  let editor: Editor;
  let made = '';
  let model: PromptModel;
  beforeAll(async () => {
    made = mkdtempSync(path.join(tmpdir(), 'made-skills-'));
    mkdirSync(path.join(made, 'haiku/references'), { recursive: true });
    writeFileSync(
      path.join(made, 'haiku/SKILL.md'),
      '---\nname: haiku\ndescription: Says in three lines what a file does. Use when asked for a haiku.\n---\n\nThree lines, 5, 7 and 5 syllables.\n',
    );
    writeFileSync(path.join(made, 'haiku/references/basho.md'), 'An old silent pond\n');
    const done = () => "await final({ answer: 'The server said it back.', citations: [] })";
    const cells = new Cells(done, [
      "console.log(await mcp.everything.echo({ message: 'hello from the story' }))",
    ]);
    model = await PromptModel.start(cells.answer);
    editor = await Editor.open({
      workspace: 'repos/typescript',
      settings: { 'memfun.models': { cells: model.entry }, 'memfun.effort': 'agent' },
    });
  });
  afterAll(async () => {
    await editor.close();
    await model.stop();
    rmSync(made, { recursive: true, force: true });
  });

  const view = async (tab: string): Promise<FrameLocator> => {
    const page = editor.frame();
    const wanted = page.getByRole('tab', { name: tab });
    // Another click on the icon would close the side bar.
    if (!(await wanted.isVisible().catch(() => false)))
      await editor.page.locator('.activitybar').getByRole('tab', { name: 'Memfun' }).click();
    await wanted.click();
    return page;
  };
  /** Sends a message and waits for what it says and for the end of its turn. */
  const say = async (message: string, answer: string): Promise<FrameLocator> => {
    const chat = await editor.send(message);
    await chat
      .getByTestId('message-assistant')
      .getByText(answer)
      .last()
      .waitFor({ timeout: 60_000 });
    await expect.poll(() => chat.getByTestId('chat-stop').count(), { timeout: 60_000 }).toBe(0);
    return chat;
  };
  const backToChat = () => editor.frame().getByRole('tab', { name: 'Chat' }).click();

  it('a server of the workspace is started only after it was looked at', async () => {
    mkdirSync(path.join(editor.workspace, '.memfun'), { recursive: true });
    // What is started is shown: a path of its own, not one of this machine.
    mkdirSync(path.join(editor.workspace, 'tools'), { recursive: true });
    writeFileSync(
      path.join(editor.workspace, STARTED),
      `await import(${JSON.stringify(pathToFileURL(SERVER).href)});\n`,
    );
    writeFileSync(
      path.join(editor.workspace, '.memfun/mcp.json'),
      JSON.stringify({ servers: { everything: { command: 'node', args: [STARTED] } } }),
    );
    const page = await view('MCP');
    const row = page.getByTestId('server-row').filter({ hasText: 'everything' });
    await row.getByText('not allowed').waitFor();
    await row.getByText(`node ${STARTED}`).waitFor();
    await editor.screenshot('servers-new');
    await row.getByRole('button', { name: 'Allow and start everything' }).click();
    await row.getByText('running', { exact: true }).waitFor({ timeout: 60_000 });
    await row.getByRole('button', { name: 'Restart everything' }).waitFor();
    await editor.widen(560);
    await editor.screenshot('servers-running');
    await backToChat();
  });

  it('its tool is used in a turn, without a question once that is allowed, and stands in the trace', async () => {
    const page = await view('MCP');
    await page.getByRole('button', { name: 'Details of everything' }).click();
    const echo = page.getByTestId('server-tool').filter({ hasText: 'echo' }).first();
    await page
      .getByText(/^Tools \(/)
      .first()
      .click();
    await echo.getByLabel('Calls of echo').selectOption('allow');
    await expect.poll(() => echo.getByLabel('Calls of echo').inputValue()).toBe('allow');
    await editor.screenshot('servers-tools');
    await backToChat();
    await say('/model cells', 'answers in this window');
    const chat = await say('let the server say hello', 'The server said it back.');
    await editor.screenshot('server-used');
    await chat.getByRole('tab', { name: 'Traces' }).click();
    await chat.getByTestId('trace-run').getByText('let the server say hello').click();
    await chat
      .getByText(/mcp\.everything\.echo/)
      .first()
      .waitFor();
    await editor.screenshot('server-trace');
    await backToChat();
    await say('/model offline/rules', 'offline/rules');
  });

  it('/review-code works on a file, and is counted', async () => {
    const chat = await editor.send('/review-code src/retry.ts');
    await expect
      .poll(() => chat.getByTestId('message-assistant').count(), { timeout: 60_000 })
      .toBeGreaterThan(0);
    await chat.getByTestId('chat-send').waitFor();
    await expect.poll(() => chat.getByTestId('chat-stop').count(), { timeout: 60_000 }).toBe(0);
    const page = await view('Skills');
    const row = page.getByTestId('skill-row').filter({ hasText: 'review-code' });
    await row.getByText(/1×/).waitFor();
    await row.getByRole('button', { name: 'Details of review-code' }).click();
    await row.getByText('1 time, always with an answer').waitFor();
    await editor.screenshot('skills-used');
    await backToChat();
  });

  it('a skill is shown before it is installed, then it is offered', async () => {
    await editor.command('Memfun: Install Skill');
    const input = editor.page.locator('.quick-input-widget input').first();
    const pick = (label: string) =>
      editor.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).click();
    await pick('A folder');
    // The dialog fills in the open folder once it has read it: a path that is typed before lands behind it.
    await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'src' }).waitFor();
    await expect.poll(() => input.inputValue()).toContain(editor.workspace);
    await input.fill(`${made}/haiku/`);
    await expect.poll(() => input.inputValue()).toBe(`${made}/haiku/`);
    await editor.page.locator('.quick-input-action .monaco-button').first().click();
    await editor.page.locator('.tab', { hasText: 'Skill haiku' }).waitFor();
    await editor.screenshot('skill-review');
    await pick('For this project');
    const page = await view('Skills');
    const row = page.getByTestId('skill-row').filter({ hasText: 'haiku' });
    await row.getByText('installed').waitFor();
    await row.getByRole('button', { name: 'Details of haiku' }).click();
    await row.getByText(/You looked at it/).waitFor();
    await editor.screenshot('skill-installed');
  });

  it('a removed skill is gone, and can come back', async () => {
    const page = await view('Skills');
    await page.getByRole('button', { name: 'Remove haiku' }).click();
    await page.getByText(/haiku is removed/).waitFor();
    await page.getByTestId('skill-row').filter({ hasText: 'haiku' }).waitFor({ state: 'detached' });
    await editor.screenshot('skill-removed');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByTestId('skill-row').filter({ hasText: 'haiku' }).waitFor();
  });

  it('an agent appears, changes and goes with its file, while the view is open', async () => {
    const folder = path.join(editor.workspace, '.github/agents');
    const file = path.join(folder, 'poet.agent.md');
    // After a first try that failed it may still be there.
    rmSync(file, { force: true });
    const page = await view('Skills');
    const write = (does: string): void => {
      writeFileSync(file, `---\nname: poet\ndescription: ${does}\n---\n\nThree lines.\n`);
    };
    const row = page.getByTestId('agent-row').filter({ hasText: 'poet' });
    await row.waitFor({ state: 'detached' });
    mkdirSync(folder, { recursive: true });
    write('Says in three lines what a file does.');
    await row.getByText('Says in three lines').waitFor();
    write('Says it in rhymes.');
    await row.getByText('Says it in rhymes').waitFor();
    await editor.screenshot('agent-of-a-file');
    rmSync(file);
    await row.waitFor({ state: 'detached' });
  });
});
