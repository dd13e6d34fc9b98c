// Agents, skills and servers decided about with the keyboard alone: run, switched off, removed and back, allowed, denied.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ChatPage, Pages } from './support/chat-page.js';
import { turn } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(() => pages.closeAll());
afterAll(() => pages.close());

const press = async (chat: ChatPage, name: string): Promise<void> => {
  await chat.button(name).focus();
  await chat.page.keyboard.press('Enter');
};
const openView = async (chat: ChatPage, tab: string, name: string): Promise<void> => {
  await chat.page.getByRole('tab', { name: tab }).click();
  await chat.button(`Details of ${name}`).waitFor();
};

describe('agents and skills', () => {
  it('are run from their rows: the chat has their command, ready for more words', async () => {
    const chat = await pages.open();
    await openView(chat, 'Skills', 'review-code');
    await press(chat, 'Run review-code in the chat');
    await expect.poll(() => chat.text()).toContain('/review-code');
    await openView(chat, 'Skills', 'reviewer');
    await press(chat, 'Run reviewer in the chat');
    await expect.poll(() => chat.text()).toContain('/agent reviewer');
  });

  it('are switched off and on again, and that is told', async () => {
    const chat = await pages.open();
    await openView(chat, 'Skills', 'review-code');
    await press(chat, 'Switch review-code off in this project');
    await chat.page
      .getByRole('status')
      .getByText(/is off in this project/)
      .waitFor();
    await expect.poll(() => chat.button('Run review-code in the chat').isDisabled()).toBe(true);
    await press(chat, 'Switch review-code on in this project');
    await chat.page
      .getByRole('status')
      .getByText(/is on again/)
      .waitFor();
    expect(chat.host.inputs('skills.switch')).toEqual([
      { kind: 'skills', name: 'review-code', on: false },
      { kind: 'skills', name: 'review-code', on: true },
    ]);
  });

  it('that are agents are changed in their file, and built-in ones in a copy that takes their place', async () => {
    const chat = await pages.open();
    await openView(chat, 'Skills', 'reviewer');
    await press(chat, 'Change a copy of reviewer');
    await chat.button('Change reviewer', true).waitFor();
    await press(chat, 'Switch reviewer off in this project');
    await chat.button('Switch reviewer on in this project').waitFor();
    await expect.poll(() => chat.button('Run reviewer in the chat').isDisabled()).toBe(true);
    expect(chat.host.inputs('skills.own')).toEqual([{ name: 'reviewer' }]);
    expect(chat.problems).toEqual([]);
  });

  it('are removed only when they were installed, and come back', async () => {
    const chat = await pages.open();
    await openView(chat, 'Skills', 'release-notes');
    expect(await chat.button('Remove review-code').count()).toBe(0);
    await press(chat, 'Remove release-notes');
    await chat.page.getByText(/A copy is kept in/).waitFor();
    expect(await chat.button('Details of release-notes').count()).toBe(0);
    await expect
      .poll(() => chat.page.evaluate(() => document.activeElement?.tagName))
      .toBe('INPUT');
    await press(chat, 'Undo');
    await chat.button('Details of release-notes').waitFor();
  });

  it('are made and installed by commands of the editor', async () => {
    const chat = await pages.open();
    await openView(chat, 'Skills', 'review-code');
    await chat.page.getByRole('button', { name: 'Create skill' }).click();
    await chat.page.getByRole('button', { name: 'Install skill…' }).click();
    expect(chat.host.inputs('host.command')).toEqual([
      { command: 'memfun.createSkill' },
      { command: 'memfun.installSkill' },
    ]);
  });
});

describe('servers', () => {
  it('are allowed after what would be started was shown', async () => {
    const chat = await pages.open();
    await openView(chat, 'MCP', 'files');
    const row = chat.get('server-row').filter({ hasText: 'files-server.mjs' });
    await row.getByText('TOKEN=${env:FILES_TOKEN} node tools/files-server.mjs').waitFor();
    await press(chat, 'Allow and start files');
    await row.getByText('running').waitFor();
    // The button that was pressed is gone: one goes on in the same row.
    await expect.poll(() => row.locator(':focus').count()).toBe(1);
    expect(chat.host.inputs('servers.allow')).toEqual([{ name: 'files' }]);
    await row.getByRole('button', { name: 'Stop and forget files' }).click();
    await row.getByText('not allowed').waitFor();
  });

  it('have a permission for each tool', async () => {
    const chat = await pages.open();
    await openView(chat, 'MCP', 'weather');
    await press(chat, 'Details of weather');
    const choice = chat.page.getByLabel('Calls of get_forecast');
    await choice.focus();
    await choice.selectOption('allow');
    await expect.poll(() => choice.inputValue()).toBe('allow');
    await choice.selectOption('ask');
    expect(chat.host.inputs('servers.tool')).toEqual([
      { server: 'weather', tool: 'get_forecast', permission: 'allow' },
      { server: 'weather', tool: 'get_forecast', permission: 'ask' },
    ]);
  });

  it('that failed say why, and are restarted', async () => {
    const chat = await pages.open();
    await openView(chat, 'MCP', 'tickets');
    await chat.page
      .getByRole('alert')
      .getByText(/ECONNREFUSED/)
      .waitFor();
    await chat.page.getByRole('button', { name: 'Restart tickets' }).click();
    await chat.page.getByText(/ECONNREFUSED/).waitFor({ state: 'detached' });
  });
});

it('a link of an answer leads to each of both views', async () => {
  const answer = 'See [Agents and skills](memfun:skills) and [MCP servers](memfun:servers).';
  const chat = await pages.open({ events: turn('t1', { answer }) });
  await chat.page.getByRole('button', { name: 'MCP servers' }).click();
  await chat.button('Details of weather').waitFor();
  await chat.page.getByRole('tab', { name: 'Chat' }).click();
  await chat.page.getByRole('button', { name: 'Agents and skills' }).click();
  await chat.button('Details of review-code').waitFor();
});
