// Nothing is lost: messages that never arrive, reloads in the middle, drafts.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HostMessage } from '../../extension/bridge/index.js';
import { Pages } from './support/chat-page.js';
import { ANSWER, CITATIONS, says, turn, worksUntilStopped } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

const isPatch = (message: HostMessage): boolean =>
  message.kind === 'notification' && message.name === 'conversation.patch';

describe('lost messages', () => {
  it('are noticed by their numbers and asked for again', async () => {
    const chat = await pages.open({ script: says(ANSWER, { perSecond: 200 }) });
    let seen = 0;
    chat.host.lose = (message) => isPatch(message) && ++seen % 3 === 2;
    await chat.send('how?');
    await chat.idle();
    await chat.get('message-assistant').getByText('all others fail at once').waitFor();
    const sources = chat.page.getByRole('list', { name: 'Sources' });
    await expect.poll(() => sources.getByTestId('citation').count()).toBe(CITATIONS.length);
    expect(seen).toBeGreaterThan(5);
  });

  it('do not leave the page running for ever when the last one is lost', async () => {
    const chat = await pages.open({ script: says('The end.', { perSecond: 2, size: 4 }) });
    let losing = false;
    chat.host.lose = (message) => losing && isPatch(message);
    await chat.send('how?');
    await chat.get('chat-stop').waitFor();
    losing = true;
    await chat.idle();
    await chat.get('message-assistant').getByText('The end.').waitFor();
  });
});

describe('a reload', () => {
  it('in the middle of an answer goes on with it', async () => {
    const chat = await pages.open({ script: says(ANSWER, { perSecond: 60 }) });
    await chat.send('how?');
    await chat.get('message-assistant').getByText('doubles').first().waitFor();
    await chat.reload();
    await chat.get('message-user').getByText('how?').waitFor();
    await chat.get('chat-stop').waitFor();
    await chat.idle();
    await chat.get('message-assistant').getByText('all others fail at once').waitFor();
    expect(chat.problems).toEqual([]);
  });

  it('can still stop the turn', async () => {
    const chat = await pages.open({ script: worksUntilStopped });
    await chat.send('how?');
    await chat.get('chat-stop').waitFor();
    await chat.reload();
    await chat.get('chat-stop').click();
    await chat.idle();
  });

  it('keeps the unfinished message', async () => {
    const chat = await pages.open();
    await chat.input.click();
    await chat.page.keyboard.type('an unfinished thought');
    await expect
      .poll(() => chat.host.inputs('draft.set').at(-1))
      .toMatchObject({ text: 'an unfinished thought', sessionId: '' });
    await chat.reload();
    await expect.poll(() => chat.text()).toBe('an unfinished thought');
  });

  it('and another view keep what is attached to it, and the effort that was chosen', async () => {
    const chat = await pages.open();
    await chat.page.getByLabel('Effort').selectOption('agent');
    await chat.input.evaluate((input) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['milk'], 'list.txt', { type: 'text/plain' }));
      dataTransfer.items.add(new File(['an image'], 'shot.png', { type: 'image/png' }));
      input.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    const attached = ['list.txt', 'shot.png'];
    await expect.poll(() => chat.get('composer-attached').allInnerTexts()).toEqual(attached);
    await chat.page.getByRole('tab', { name: 'Safety' }).click();
    await chat.page.getByRole('tab', { name: 'Chat' }).click();
    await expect.poll(() => chat.get('composer-attached').allInnerTexts()).toEqual(attached);
    await chat.reload();
    await expect.poll(() => chat.get('composer-attached').allInnerTexts()).toEqual(attached);
    await chat.input.press('Enter');
    await expect
      .poll(() => chat.host.inputs('turn.start'))
      .toMatchObject([{ effort: 'agent', attachments: [{ text: 'milk' }, { kind: 'image' }] }]);
  });

  it('keeps the open view', async () => {
    const chat = await pages.open({ events: turn('t1') });
    chat.host.show('history');
    await chat.button('New chat').first().waitFor();
    await chat.page.reload();
    await chat.page.getByText('The open conversation').first().waitFor();
  });
});

it('another conversation replaces this one whole', async () => {
  const chat = await pages.open({ events: turn('t1', { question: 'the old one' }) });
  await chat.get('message-user').getByText('the old one').waitFor();
  await chat.host.conversation.startNew();
  await chat.get('message-user').waitFor({ state: 'detached' });
});
