// Every slash command in the real editor, each with what it says; and the terminal as something that can be named.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SLASH_COMMANDS } from '../../runtime/agents/index.js';
import { SAID } from '../support/commands.js';
import { Editor } from './support/editor.js';

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await Editor.last?.screenshot(`failed: ${task.name}`);
});

/** These leave the conversation: what they say is that it is gone from the view. */
const LEAVING = ['/clear', '/end'];

describe('slash commands', () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.open({ workspace: 'repos/typescript' });
  });
  afterAll(() => editor.close());

  const lastOf = (chat: FrameLocator, who: 'user' | 'assistant') =>
    chat.getByTestId(`message-${who}`).last();
  /** Sends a message and waits until it was worked on to the end. */
  const say = async (message: string): Promise<FrameLocator> => {
    const chat = await editor.send(message);
    await expect
      .poll(() => lastOf(chat, 'user').innerText(), { timeout: 60_000, message })
      .toContain(message);
    await expect.poll(() => chat.getByTestId('chat-stop').count(), { timeout: 60_000 }).toBe(0);
    return chat;
  };

  it('has a line here for each command that there is', () => {
    const tried = [...SAID.map(([message]) => message), ...LEAVING].flatMap(
      (message) => /^\/([a-z-]+)/.exec(message)?.[1] ?? [],
    );
    expect([...new Set(tried)].sort()).toEqual([...SLASH_COMMANDS].sort());
  });

  it('each answers in the chat', { timeout: 400_000 }, async () => {
    for (const [message, answer] of SAID) {
      const chat = await say(message);
      await expect
        .poll(() => lastOf(chat, 'assistant').innerText(), { timeout: 60_000, message })
        .toMatch(answer);
      await editor.screenshot(`command ${message.split(' ').slice(0, 2).join(' ')}`);
    }
  });

  it.each(LEAVING)(
    '%s begins a new conversation, also while an answer is on its way, and the old one stays in the history',
    async (message) => {
      const chat = await editor.send('where is the limiter?');
      await lastOf(chat, 'user').getByText('where is the limiter?').waitFor();
      await editor.send(message);
      await expect
        .poll(() => chat.getByTestId('message-user').count(), { timeout: 30_000 })
        .toBe(0);
      await editor.screenshot(`command ${message}`);
      await chat.getByRole('tab', { name: 'History' }).click();
      await chat.getByText('/help').first().waitFor();
      await chat.getByRole('tab', { name: 'Chat' }).click();
    },
  );

  it('@terminal names what the last command in a terminal has printed', async () => {
    await editor.command('Terminal: Create New Terminal');
    const terminal = editor.page.locator('.terminal-wrapper.active .xterm-helper-textarea');
    await terminal.waitFor();
    await terminal.focus();
    await editor.page.keyboard.type(`echo told-by-the-shell > shell.txt; cat shell.txt\n`);
    const printed = (): string => readFileSync(path.join(editor.workspace, 'shell.txt'), 'utf8');
    await expect.poll(printed, { timeout: 30_000 }).toContain('told-by-the-shell');
    const chat = await say('@terminal what does it say?');
    await expect
      .poll(() => lastOf(chat, 'user').getByTestId('mention').allInnerTexts(), { timeout: 30_000 })
      .toEqual([expect.stringContaining('told-by-the-shell')]);
    await editor.screenshot('mention-terminal');
  });
});
