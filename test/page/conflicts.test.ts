// A conflict of two agents: both sides are read, one is taken, both are put together, with the mouse and with keys.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ChatPage, Pages } from './support/chat-page.js';
import { BINARY, conflicted, LINES } from './support/conflicts.js';
import { lookAtScenes } from './support/scenes.js';
import { turn } from './support/turns.js';

describe('a conflict', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await Pages.launch();
  });
  afterEach(() => pages.closeAll());
  afterAll(() => pages.close());

  async function open(told = LINES): Promise<ChatPage> {
    const chat: ChatPage = await pages.open({
      script: conflicted(() => chat.host.conflicts, told),
    });
    await chat.send('build it together');
    await chat.get('conflict').waitFor();
    return chat;
  }
  const decided = (chat: ChatPage) => chat.host.inputs('writer.decide');

  it('shows both sides with the names of their agents, and takes the one that is chosen', async () => {
    const chat = await open();
    const card = chat.get('conflict');
    await card.getByText('A · coder').first().waitFor();
    await card.getByText('tester changed it').waitFor();
    await card.getByText('Nothing: it is not there on this side.').waitFor();
    expect(await chat.axe()).toEqual([]);
    await chat.get('conflict-b').click();
    await chat.get('conflict-over').getByText('B was taken').waitFor();
    await chat.idle();
    expect(decided(chat)).toEqual([{ conflictId: 'conflict-1', take: 'b' }]);
  });

  it('is decided by keys, and only while the card has the focus', async () => {
    const chat = await open();
    await chat.input.click();
    await chat.page.keyboard.type('ab');
    expect(decided(chat)).toEqual([]);
    await chat.get('conflict-b').focus();
    await chat.page.keyboard.press('a');
    await chat.get('conflict-over').getByText('A was kept').waitFor();
    expect(decided(chat)).toEqual([{ conflictId: 'conflict-1', take: 'a' }]);
  });

  it('is put together by hand, place by place', async () => {
    const chat = await open();
    await chat.get('conflict-a').focus();
    await chat.page.keyboard.press('e');
    const fields = chat.get('conflict-text');
    await expect.poll(() => fields.count()).toBe(2);
    expect(await fields.first().evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await fields.first().inputValue()).toBe(
      `${LINES.hunks[0]?.a ?? ''}${LINES.hunks[0]?.b ?? ''}`,
    );
    expect(await chat.axe()).toEqual([]);
    await fields.first().fill('const base = both;');
    await chat.page.keyboard.press('Control+Enter');
    await chat.get('conflict-over').getByText('edited by you').waitFor();
    expect(decided(chat)).toEqual([
      {
        conflictId: 'conflict-1',
        take: 'text',
        texts: ['const base = both;\n', 'export const forTests = { delayFor };\n'],
      },
    ]);
  });

  it('editing can be left, and what an agent could not do is said', async () => {
    const chat = await open();
    await chat.get('conflict-edit').click();
    await chat.page.keyboard.press('Escape');
    await chat.get('conflict-agent').click();
    await chat.get('conflict').getByText('The agent gave up').waitFor();
    await chat.get('conflict-a').click();
    await chat.get('conflict-over').waitFor();
    expect(decided(chat)).toHaveLength(2);
  });

  it('of files that are no texts offers the two versions alone', async () => {
    const chat = await open(BINARY);
    expect(await chat.get('conflict-edit').count()).toBe(0);
    expect(await chat.get('conflict-agent').count()).toBe(0);
    await chat.get('conflict-a').waitFor();
  });

  it('of a run that is over is no question any more', async () => {
    const chat = await open();
    await chat.get('chat-stop').click();
    await chat.get('conflict-over').getByText('not decided: A was kept').waitFor();
    expect(await chat.get('conflict').count()).toBe(0);
  });
});

lookAtScenes({
  conflicts: {
    options: {
      height: 1100,
      script: async (turnId, { emit, signal }) => {
        for (const told of [LINES, BINARY]) emit({ ...told, at: 1, turnId });
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    },
    prepare: async (chat) => {
      await chat.send('build it together');
      await chat.get('conflict').last().waitFor();
    },
  },
  'conflict-edited': {
    options: {
      height: 800,
      events: turn('t0', { answer: 'Before.', citations: [] }),
      script: async (turnId, { emit, signal }) => {
        emit({ ...LINES, at: 1, turnId });
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    },
    prepare: async (chat) => {
      await chat.send('build it together');
      await chat.get('conflict-edit').click();
    },
  },
});
