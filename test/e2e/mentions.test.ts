// What a message names with @ in the real editor: what is behind each name reaches the model, and its chip shows it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Editor } from './support/editor.js';
import { Cells, PromptModel } from './support/prompt-model.js';

const SOON = { timeout: 30_000 };
/** Answers with the value behind the first name of the message. */
const TELL = `await final({ answer: '~~~json\\n' + JSON.stringify(mentions[0]?.value ?? null, null, 1) + '\\n~~~', citations: [] })`;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await Editor.last?.screenshot(`failed: ${task.name}`);
});

describe('a mention', () => {
  let editor: Editor;
  let model: PromptModel;
  const cells = new Cells(() => TELL);

  beforeAll(async () => {
    model = await PromptModel.start(cells.answer);
    editor = await Editor.open({
      workspace: 'repos/typescript',
      settings: {
        ...model.settings,
        'memfun.effort': 'agent',
        'memfun.checks.enabled': false,
      },
    });
    await editor.chat();
  });
  afterAll(async () => {
    await editor.close();
    await model.stop();
  });

  interface Said {
    readonly chips: readonly string[];
    /** The answer, as it is read. */
    readonly answer: string;
    /** What the model was given first. */
    readonly prompt: string;
  }

  const say = async (message: string): Promise<Said> => {
    cells.prompts = [];
    await editor.send(message);
    return said(message);
  };
  /** What became of the message that was sent last. */
  const said = async (message: string): Promise<Said> => {
    const chat = editor.frame();
    const last = (who: 'user' | 'assistant') => chat.getByTestId(`message-${who}`).last();
    await expect.poll(() => last('user').innerText(), SOON).toContain(message);
    await expect.poll(() => chat.getByTestId('chat-stop').count(), { timeout: 60_000 }).toBe(0);
    await last('assistant').locator('.markdown').first().waitFor();
    return {
      chips: await last('user').getByTestId('mention').allInnerTexts(),
      answer: await last('assistant').innerText(),
      prompt: cells.prompts[0] ?? '',
    };
  };

  it('of the problems holds what the compilers of the editor report, of all files or of one', async () => {
    writeFileSync(path.join(editor.workspace, 'broken.json'), '{ "port": 8080,, }\n');
    await editor.openFile('broken.json');
    await editor.page.locator('.squiggly-error').first().waitFor(SOON);
    const all = await say('what is wrong with @problem in here?');
    expect(all.chips).toEqual(['Problems']);
    expect(all.answer).toContain('"path": "broken.json"');
    expect(all.answer).toMatch(/"severity": "error"/);
    await editor.screenshot('mention-problem');
    const one = await say('and only @problem:broken.json, please');
    expect(one.chips).toEqual(['Problems of broken.json']);
    expect(one.answer).toContain('"line": 1');
  });

  it('of the terminal holds the last command, what it printed and how it ended', async () => {
    await editor.command('Terminal: Create New Terminal');
    const terminal = editor.page.locator('.terminal-wrapper.active .xterm-helper-textarea');
    await terminal.waitFor();
    await terminal.focus();
    await editor.page.keyboard.type('echo told-by-the-shell | tee shell.txt; (exit 3)\n');
    const printed = (): string => readFileSync(path.join(editor.workspace, 'shell.txt'), 'utf8');
    await expect.poll(printed, SOON).toContain('told-by-the-shell');
    // The editor has heard that the command has ended.
    await editor.page.locator('.terminal-command-decoration[class*=error]').first().waitFor(SOON);
    const { chips, answer } = await say('what does @terminal say?');
    expect(chips).toEqual([expect.stringContaining('echo told-by-the-shell')]);
    expect(answer).toContain('"output": "told-by-the-shell');
    expect(answer).toContain('"exitCode": 3');
    await editor.screenshot('mention-terminal-told');
  });

  it('of an address is visited after one question, which shows it, and unasked where changes are made without asking', async () => {
    const visit = `try { await webFetch('https://named.invalid/docs') } catch (error) { console.log(error.message) }`;
    const follow = 'follow @https://named.invalid/docs exactly';
    cells.waiting = [visit];
    const asked = say(follow);
    const allow = editor.frame().getByTestId('approval-allow');
    await allow.waitFor();
    await editor.frame().getByText('https://named.invalid/docs', { exact: true }).waitFor();
    await editor.screenshot('mention-url');
    await allow.click();
    const { chips, prompt } = await asked;
    expect(chips).toEqual(['named.invalid']);
    expect(prompt).toContain('webFetch(\\"https://named.invalid/docs\\") reads it');
    expect(cells.prompts[1]).toContain('There is no address for the name');
    await say('/auto');
    cells.waiting = [visit];
    await say(follow);
    expect(cells.prompts[1]).toContain('There is no address for the name');
  });

  it.each([
    ['a file', 'look at @src/retry.ts now', 'src/retry.ts', 'readFile(\\"src/retry.ts\\")'],
    ['an agent', 'let @agent:reviewer look', 'reviewer', 'delegate(\\"reviewer\\", task)'],
    ['a skill', 'use @skill:review-code here', 'review-code', 'skill.use(\\"review-code\\")'],
  ])('of %s tells the model how to get at it', async (_kind, message, chip, told) => {
    const { chips, prompt } = await say(message);
    expect(chips).toEqual([chip]);
    expect(prompt).toContain(told);
  });

  it.each([
    ['a folder', 'what is in @src/ today?', 'src/', '"src/retry.ts"'],
    ['a definition', 'explain @symbol:backoff please', 'backoff', '"path": "src/retry.ts"'],
    ['the changes', 'what did I do in @diff today?', 'Changes', 'a line of today'],
  ])('of %s holds what is there', async (_kind, message, chip, held) => {
    const readme = path.join(editor.workspace, 'README.md');
    writeFileSync(readme, `${readFileSync(readme, 'utf8')}a line of today\n`);
    const { chips, answer } = await say(message);
    expect(chips).toEqual([chip]);
    expect(answer).toContain(held);
  });

  it.each([
    ['a memory', '@memory:ferry', 'The ferry service listens on 8441', '"content": "The ferry'],
    ['an earlier chat', '@chat:wrong', 'what is wrong with', '"user": "what is wrong with'],
  ])(
    'of %s is chosen from the list with keys, and holds its words',
    async (kind, typed, chip, held) => {
      if (typed.startsWith('@memory')) await say('/remember The ferry service listens on 8441');
      const chat = await editor.chat();
      const { keyboard } = editor.page;
      cells.prompts = [];
      await chat.getByTestId('chat-input').click();
      await keyboard.type(typed);
      await chat.getByRole('listbox').getByRole('option').first().waitFor();
      await editor.screenshot(`mention ${typed.slice(1, 5)}-list`);
      await keyboard.press('Enter');
      await expect.poll(() => chat.getByTestId('chat-input').inputValue(), SOON).not.toBe(typed);
      await keyboard.type(`- what does ${kind} say?`);
      await keyboard.press('Enter');
      const { chips, answer } = await said(`what does ${kind} say?`);
      expect(chips).toEqual([expect.stringContaining(chip)]);
      expect(answer).toContain(held);
      await editor.screenshot(`mention ${typed.slice(1, 5)}`);
    },
  );
});
