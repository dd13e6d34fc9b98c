// What a person can do while a turn runs and after it: let messages wait, speak into it, try again, branch.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../runtime/core/index.js';
import { Pages } from './support/chat-page.js';
import { lookAtScenes } from './support/scenes.js';
import { says, turn, worksUntilStopped } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

const steered = (turnId: string): RunEvent => ({
  type: 'turn.steered',
  at: 2,
  turnId,
  text: 'Look only at the queue, not at the HTTP client.',
});

describe('while a turn runs', () => {
  it('Enter lets a message wait; it can be changed and taken away, also after a reload', async () => {
    const chat = await pages.open({ script: worksUntilStopped });
    await chat.send('first');
    await chat.get('chat-stop').waitFor();
    await chat.send('second');
    await chat.send('third');
    await expect.poll(() => chat.get('waiting-message').count()).toBe(2);
    await chat.page.reload();
    await chat.get('waiting-message').first().waitFor();
    await chat.button('Change this message').first().click();
    await chat.page.keyboard.type(', but shorter');
    await chat.page.keyboard.press('Enter');
    await chat.page.getByText('second, but shorter').waitFor();
    await chat.get('waiting-remove').last().click();
    await expect.poll(() => chat.get('waiting-message').count()).toBe(1);
    await chat.get('chat-stop').click();
    await chat.get('chat-send').waitFor();
    expect(await chat.get('message-user').count()).toBe(1);
    await chat.get('waiting-now').click();
    await expect.poll(() => chat.get('message-user').count()).toBe(2);
    expect(chat.problems).toEqual([]);
  });

  it('Ctrl+Enter speaks into it, and a waiting message can be moved there', async () => {
    const chat = await pages.open({ script: worksUntilStopped });
    await chat.send('first');
    await chat.get('chat-stop').waitFor();
    await chat.input.click();
    await chat.page.keyboard.type('only in src');
    await chat.page.keyboard.press('Control+Enter');
    await chat.send('later');
    expect(chat.host.inputs('turn.start')).toMatchObject([
      { text: 'first' },
      { text: 'only in src', now: true },
      { text: 'later' },
    ]);
    await chat.get('waiting-now').click();
    await expect.poll(() => chat.get('waiting-now').count()).toBe(0);
    expect(chat.host.inputs('queue.now')).toHaveLength(1);
  });
});

describe('a message', () => {
  it('is changed in its place and sent again; what it replaces stays, folded', async () => {
    const chat = await pages.open({ script: says('ok') });
    await chat.send('first');
    await chat.idle();
    await chat.get('message-user').hover();
    await chat.get('message-change').click();
    await chat.page.keyboard.type(' and better');
    await chat.page.keyboard.press('Enter');
    await chat.get('turn-replaced').waitFor();
    await chat.get('message-user').getByText('first and better').waitFor();
    expect(await chat.get('message-user').count()).toBe(1);
  });

  it('can begin a branch, and an answer can be given again', async () => {
    const chat = await pages.open({ script: says('ok') });
    await chat.send('first');
    await chat.idle();
    await chat.get('answer-again').click();
    await chat.get('turn-replaced').waitFor();
    await chat.idle();
    await chat.get('message-user').hover();
    await chat.get('message-branch').click();
    await chat.page.getByText('the original conversation is in the history').waitFor();
  });
});

lookAtScenes({
  waiting: {
    options: { script: worksUntilStopped, height: 560 },
    prepare: async (chat) => {
      await chat.send('how are failed deliveries retried?');
      await chat.get('chat-stop').waitFor();
      await chat.send('and which of the tests cover the dead letters, if there are any?');
      await chat.send('write it down');
      await chat.get('waiting-now').first().click();
      await chat.input.click();
      await chat.page.keyboard.type('be brief');
    },
  },
  replaced: {
    options: {
      height: 700,
      events: [
        ...turn('t1', { question: 'how are deliveries retried?', answer: 'Old.', citations: [] }),
        { type: 'turns.replaced', at: 3, turnId: 't1', turnIds: ['t1'] },
        ...turn('t2', {
          question: 'how are failed deliveries retried?',
          answer: 'With a delay that doubles.',
          citations: [],
        }).toSpliced(1, 0, steered('t2')),
      ],
    },
    prepare: async (chat) => {
      await chat.get('message-user').hover();
      await chat.get('message-branch').waitFor();
    },
  },
});
