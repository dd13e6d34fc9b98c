// A conversation is never left behind a person's back while its run goes on: the page asks, and all answers work with keys.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { HostMessage } from '../../extension/bridge/index.js';
import { type ChatPage, Pages } from './support/chat-page.js';
import { lookAtScenes } from './support/scenes.js';
import { turn, worksUntilStopped } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

const WORLD = {
  events: turn('t1', { question: 'an old question', answer: 'An old answer.', citations: [] }),
  others: ['Why is the queue slow after a deployment?'],
  script: worksUntilStopped,
};
const OLD = 'ses_open';

/** A run of a conversation that was opened from the history, with the history in sight. */
async function atWork(): Promise<ChatPage> {
  const chat = await pages.open(WORLD);
  await chat.send('go on');
  await chat.get('chat-stop').waitFor();
  await chat.page.getByRole('tab', { name: 'History' }).click();
  await chat.button('New chat', true).waitFor();
  return chat;
}

/** Waits until the chat shows a conversation without messages. */
async function isBlank(chat: ChatPage): Promise<void> {
  await chat.input.waitFor();
  await expect.poll(() => chat.get('message-user').count()).toBe(0);
  await chat.idle();
}

it('let go on, its run works behind the new chat, is named in the history and opened again', async () => {
  const chat = await atWork();
  await chat.button('New chat', true).focus();
  await chat.page.keyboard.press('Enter');
  await chat.get('leaving').waitFor();
  expect(await chat.announced()).toContain('A run goes on in this conversation.');
  expect(await chat.axe()).toEqual([]);
  await expect.poll(() => chat.focused()).toBe('leave-running');
  await chat.page.keyboard.press('Enter');
  await isBlank(chat);
  expect(chat.host.conversations.behind).toEqual([OLD]);
  expect(chat.host.inputs('conversation.new')).toEqual([{ leave: 'background' }]);
  await chat.page.getByRole('tab', { name: 'History' }).click();
  const row = chat.get('history-row').filter({ hasText: 'goes on in the background' });
  await row.getByRole('button', { name: 'The open conversation', exact: true }).click();
  await chat.get('message-user').getByText('go on').waitFor();
  await chat.get('chat-stop').click();
  await chat.idle();
  expect(chat.problems).toEqual([]);
});

it('stopped, it keeps what it has, and the new chat begins', async () => {
  const chat = await atWork();
  await chat.button('New chat', true).click();
  await expect.poll(() => chat.focused()).toBe('leave-running');
  await chat.tabTo('leave-stop');
  await chat.page.keyboard.press('Enter');
  await isBlank(chat);
  expect(chat.host.conversations.running).toBe(false);
  await chat.page.getByRole('tab', { name: 'History' }).click();
  await chat.button('The open conversation', true).click();
  await chat.get('message-user').getByText('go on').waitFor();
  await chat.get('message-assistant').getByText('You stopped this run.').last().waitFor();
});

it('stays with Escape, and nothing has happened to the run', async () => {
  const chat = await atWork();
  await chat.button('Why is the queue slow after a deployment?', true).click();
  await expect.poll(() => chat.focused()).toBe('leave-running');
  await chat.page.keyboard.press('Escape');
  await chat.get('leaving').waitFor({ state: 'detached' });
  await expect
    .poll(() => chat.page.evaluate(() => document.activeElement === document.body))
    .toBe(false);
  expect(chat.host.inputs('conversation.open')).toEqual([]);
  expect(chat.host.conversation.running).toBe(true);
});

it('another one from the history is opened after the answer, and the open one is just shown', async () => {
  const chat = await atWork();
  await chat.button('The open conversation', true).click();
  await chat.get('message-user').getByText('go on').waitFor();
  await chat.page.getByRole('tab', { name: 'History' }).click();
  await chat.button('Why is the queue slow after a deployment?', true).click();
  await chat.get('leave-running').click();
  await isBlank(chat);
  expect(chat.host.inputs('conversation.open')).toEqual([
    { sessionId: 'ses_other_0', leave: 'background' },
  ]);
  expect(chat.host.conversations.behind).toEqual([OLD]);
});

it('the command asks in the chat, and a run that ends takes the question away', async () => {
  const chat = await pages.open(WORLD);
  await chat.send('go on');
  await chat.get('chat-stop').waitFor();
  chat.host.askNewChat();
  await chat.get('leaving').waitFor();
  await expect.poll(() => chat.focused()).toBe('leave-running');
  chat.host.conversation.stop();
  await chat.get('leaving').waitFor({ state: 'detached' });
  expect(chat.host.inputs('conversation.new')).toEqual([]);
});

it('who looks elsewhere before the host has answered is not taken back to the chat', async () => {
  const chat = await pages.open(WORLD);
  await chat.send('go on');
  await chat.get('chat-stop').waitFor();
  chat.host.askNewChat();
  await chat.get('leave-running').waitFor();
  const held: HostMessage[] = [];
  chat.host.lose = (message) => message.kind === 'response' && held.push(message) > 0;
  await chat.get('leave-running').click();
  await expect.poll(() => chat.host.inputs('conversation.new').length).toBe(1);
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await chat.page.getByRole('tab', { name: 'Safety' }).click();
  chat.host.lose = () => false;
  for (const message of held)
    await chat.page.evaluate((data) => globalThis.postMessage(data, '*'), message as unknown);
  await chat.get('safety-rule').first().waitFor();
  await chat.page.locator('#tab-safety[aria-selected=true]').waitFor();
});

lookAtScenes({
  leaving: {
    options: { ...WORLD, height: 620 },
    prepare: async (chat) => {
      await chat.send('go on');
      await chat.get('chat-stop').waitFor();
      chat.host.askNewChat();
      await expect.poll(() => chat.focused()).toBe('leave-running');
    },
  },
  'left-behind': {
    options: { ...WORLD, height: 400 },
    prepare: async (chat) => {
      await chat.send('go on');
      await chat.get('chat-stop').waitFor();
      await chat.host.conversations.startNew('background');
      chat.host.show('history');
      await chat.page.getByText('goes on in the background').waitFor();
    },
  },
});
