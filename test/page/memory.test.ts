// The memory view as a person uses it, with mouse or keyboard: find, change, take back, decide, look around.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ChatPage, NARROW, type OpenOptions, Pages } from './support/chat-page.js';
import { many, manyRelations, RELATED, REMEMBERED } from './support/memories.js';
import { turn } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

const TWO = [
  { id: 'm1', content: 'port 8080 for dev servers' },
  { id: 'm2', content: 'tests run with vitest', at: Date.now() - 90_000_000 },
];

async function open(options: OpenOptions = { memories: TWO }): Promise<ChatPage> {
  const chat = await pages.open(options);
  chat.host.show('memory');
  await chat.get('memory-row').first().waitFor();
  return chat;
}

const remembered = (more: OpenOptions = {}): Promise<ChatPage> =>
  open({
    memories: REMEMBERED,
    relations: RELATED,
    others: ['Which port do I use?', 'Why is the queue slow after a deployment?'],
    ...more,
  });

const row = (chat: ChatPage, text: string) => chat.get('memory-row').filter({ hasText: text });
const search = (chat: ChatPage) => chat.page.getByLabel('Search memories');

describe('memory', () => {
  it('shows how a memory holds beside how old it is, in a narrow page too', async () => {
    const chat = await remembered({ width: NARROW, height: 1100 });
    const ages = await chat.page.locator('.age').evaluateAll((all) =>
      all.map((age) => {
        const [time, bar] = [...age.children].map((one) => one.getBoundingClientRect());
        return (
          time !== undefined && bar !== undefined && bar.top > time.top && bar.left > time.right
        );
      }),
    );
    expect(ages.length).toBeGreaterThan(4);
    expect(new Set(ages)).toEqual(new Set([true]));
  });

  it('is searched while one types, also by half a word, and says why each was found', async () => {
    const chat = await open();
    await search(chat).pressSequentially('por');
    await expect.poll(() => chat.get('memory-row').count()).toBe(1);
    await search(chat).fill('zebra stripes');
    await chat.page.getByText('No memory matches.').waitFor();
    await chat.button('Clear search and filters').click();
    await expect.poll(() => chat.get('memory-row').count()).toBe(2);
    await search(chat).fill('vitest');
    await row(chat, 'vitest').getByRole('button', { name: 'Details' }).click();
    await chat.page.getByText('Found because it speaks of “vitest”').waitFor();
  });

  it('is pinned, and says so', async () => {
    const chat = await open();
    await row(chat, 'port').getByRole('button', { name: 'Pin' }).click();
    await row(chat, 'port').getByRole('button', { name: 'Unpin' }).waitFor();
    expect(chat.host.inputs('memory.update')).toEqual([{ id: 'm1', pinned: true }]);
  });

  it('is edited with words, category, tags and importance; an edit is cancelled with Escape', async () => {
    const chat = await open();
    const edit = () => row(chat, 'port').getByRole('button', { name: 'Edit' }).click();
    const box = chat.page.getByLabel('Text of the memory');
    await edit();
    await box.fill('never mind');
    await box.press('Escape');
    await row(chat, 'port 8080 for dev servers').waitFor();
    await edit();
    await box.fill('port 9090 for dev servers');
    const form = chat.get('memory-row').first();
    await form.getByLabel('Category').selectOption('convention');
    await form.getByLabel('Tags').fill('net, dev, net');
    await form.getByLabel('Importance').press('ArrowRight');
    await form.getByLabel('Tags').press('Enter');
    await row(chat, 'port 9090 for dev servers').waitFor();
    expect(chat.host.inputs('memory.update')).toEqual([
      {
        id: 'm1',
        content: 'port 9090 for dev servers',
        category: 'convention',
        tags: ['net', 'dev'],
        importance: 0.6,
      },
    ]);
    await expect.poll(() => chat.announced()).toContain('Saved.');
  });

  it('is forgotten with the keyboard, says so, gives the focus to the next one, and comes back', async () => {
    const chat = await open();
    await row(chat, 'port').getByRole('button', { name: 'Forget' }).focus();
    await chat.page.keyboard.press('Enter');
    await expect.poll(() => chat.announced()).toContain('Forgotten: port 8080 for dev servers');
    await row(chat, 'vitest').locator('.row-fold:focus').waitFor();
    await chat.button('Undo').focus();
    await chat.page.keyboard.press('Enter');
    await expect.poll(() => chat.host.inputs('memory.restore')).toEqual([{ id: 'm1' }]);
    await row(chat, 'port').waitFor();
  });

  it('that was forgotten, replaced or archived is found by its status, and brought back', async () => {
    const chat = await remembered();
    const status = chat.page.getByLabel('Status');
    for (const [name, content] of [
      ['Replaced', 'npm'],
      ['Archived', 'demo'],
      ['Forgotten', '3000'],
    ] as const) {
      await status.selectOption({ label: name });
      await row(chat, content).waitFor();
    }
    await row(chat, '3000').getByRole('button', { name: 'Bring back' }).click();
    await chat.page.getByText('No memory matches.').waitFor();
    await status.selectOption({ label: 'Remembered' });
    await row(chat, '3000').waitFor();
  });

  it('is narrowed by chips that say what is chosen', async () => {
    const chat = await remembered();
    await chat.page.getByLabel('Tag', { exact: true }).selectOption('queue');
    await expect.poll(() => chat.get('memory-row').count()).toBe(2);
    await chat.button('Outdated').click();
    await expect.poll(() => chat.get('memory-row').count()).toBe(1);
    expect(await chat.button('Outdated').getAttribute('aria-pressed')).toBe('true');
    await chat.button('Outdated').click();
    await chat.page.getByLabel('Order').selectOption({ label: 'Fading first' });
    await expect.poll(() => chat.get('memory-row').first().innerText()).toContain('retried');
  });

  it('leads to its conversation, its file and what it is related to', async () => {
    const chat = await remembered();
    const letters = row(chat, 'Dead letters');
    await letters.getByRole('button', { name: 'Details' }).click();
    await letters.getByRole('button', { name: 'Open src/queue/dead-letters.ts' }).click();
    await expect.poll(() => chat.host.inputs('memory.openPlace')).toEqual([{ id: 'letters' }]);
    await letters.getByRole('button', { name: /^Go to “Deliveries/ }).click();
    await chat.page.getByText('One memory is shown.').waitFor();
    await expect.poll(() => chat.get('memory-row').count()).toBe(1);
    await chat.button(/^Go to “Dead letters/).click();
    await chat.button('Open the conversation “Why is the queue slow after a deployment?”').click();
    await chat.input.waitFor();
    expect(chat.host.inputs('conversation.open')).toEqual([{ sessionId: 'ses_other_1' }]);
  });

  it('shows what was changed between versions, and brings one back', async () => {
    const chat = await remembered();
    const letters = row(chat, 'Dead letters');
    await letters.getByRole('button', { name: 'Details' }).click();
    await letters.locator('del', { hasText: '14' }).waitFor();
    await letters.locator('ins', { hasText: '30' }).waitFor();
    await chat.button('Bring this version back: version 1').click();
    await letters.locator('.row-text', { hasText: 'kept for 14 days.' }).waitFor();
    await expect.poll(() => chat.get('memory-version').count()).toBe(4);
  });

  it('that another window remembers shows up', async () => {
    const chat = await open();
    await (await chat.host.memory()).save({ content: 'the build needs Node 22' });
    await row(chat, 'Node 22').waitFor();
  });

  it('of ten thousand scrolls to its end, with few rows in the page', async () => {
    const chat = await open({ memories: many(10_000) });
    await chat.page.getByText('10,000 memories').waitFor();
    const list = chat.page.locator('[data-virtuoso-scroller]');
    await expect
      .poll(
        async () => {
          await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
          return chat.page.locator('[data-index="9999"] [data-testid="memory-row"]').count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    expect(await chat.get('memory-row').count()).toBeLessThan(60);
    // What lies between was not read.
    expect(chat.host.inputs('memory.list').length).toBeLessThan(30);
  });
});

describe('a conflict', () => {
  it('is decided with the keyboard alone', async () => {
    const chat = await remembered();
    await chat.button('Conflicts (1)').focus();
    await chat.page.keyboard.press('Enter');
    await chat.get('memory-conflict').waitFor();
    await chat.button('Keep this: We indent with tabs').focus();
    await chat.page.keyboard.press('Enter');
    await chat.page.locator('.empty:focus', { hasText: 'Nothing that is remembered' }).waitFor();
    expect(chat.host.inputs('memory.resolve')).toEqual([
      { newer: 'spaces', older: 'tabs', keep: 'older' },
    ]);
    await expect.poll(() => chat.announced()).toContain('Decided.');
  });

  it('is none when both are kept, in the way that was chosen', async () => {
    const chat = await remembered();
    await chat.button('Conflicts (1)').click();
    await chat.page.getByLabel('How do they go together?').selectOption('extends');
    await chat.button('Keep both').click();
    await chat.page.getByText('Nothing that is remembered contradicts').waitFor();
    await chat.button('List').click();
    await expect.poll(() => chat.get('memory-row').count()).toBe(7);
  });
});

describe('a note under an answer', () => {
  it('takes back what it did, does it again, and leads to the memory', async () => {
    const learned = {
      id: 'pnpm',
      content: 'The package manager is pnpm',
      layer: 'project',
      category: 'decision',
      why: 'It replaces what you said before.',
      action: 'superseded',
      previous: { id: 'npm', content: 'The package manager is npm' },
    } as const;
    const chat = await pages.open({
      events: turn('t1', { learned: [learned] }),
      memories: REMEMBERED,
      relations: RELATED,
      height: 1400,
    });
    const note = chat.get('learned');
    await note.getByText('in the place of “The package manager is npm”').waitFor();
    const statuses = async (): Promise<readonly unknown[]> => {
      const memory = await chat.host.memory();
      return Promise.all(['npm', 'pnpm'].map(async (id) => (await memory.get(id))?.status));
    };
    await note.getByRole('button', { name: 'Undo' }).click();
    await note.getByText('The one before holds again.').waitFor();
    expect(await statuses()).toEqual(['active', 'deleted']);
    await note.getByRole('button', { name: 'Do it again' }).click();
    await note.getByRole('button', { name: /open in memory/ }).click();
    await chat.get('memory-details').waitFor();
    expect(await statuses()).toEqual(['superseded', 'active']);
    await chat
      .button(/^Go to “The package manager is npm/)
      .first()
      .click();
    await row(chat, 'The package manager is npm').waitFor();
  });
});

describe('the graph', () => {
  const graph = async (options: OpenOptions): Promise<ChatPage> => {
    const chat = await open(options);
    await chat.button('Graph').click();
    await chat.page
      .locator('[data-testid=memory-graph][data-settled=true]')
      .waitFor({ timeout: 20_000 });
    return chat;
  };

  it('is walked through with the arrow keys, tells each memory, and opens one with Enter', async () => {
    const chat = await graph({ memories: REMEMBERED, relations: RELATED });
    const canvas = chat.page.getByRole('application');
    const said = new Set<string>();
    for (const key of ['ArrowRight', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowLeft']) {
      await canvas.press(key);
      said.add(await chat.page.locator('.graph-caption output').innerText());
    }
    expect(said.size).toBeGreaterThan(2);
    await canvas.press('Enter');
    await chat.page.getByText('One memory is shown.').waitFor();
    await chat.get('memory-details').waitFor();
  });

  it('opens the memory that is clicked, and is moved and zoomed with the mouse', async () => {
    const chat = await graph({ memories: [{ id: 'm1', content: 'the only one' }] });
    const box = await chat.page.getByRole('application').boundingBox();
    if (box === null) throw new Error('the graph is not in the page');
    const middle = [box.x + box.width / 2, box.y + box.height / 2] as const;
    const caption = chat.page.locator('.graph-caption output');
    await chat.page.mouse.move(...middle);
    await expect.poll(() => caption.innerText()).toContain('the only one');
    await chat.page.mouse.down();
    await chat.page.mouse.move(middle[0] + 90, middle[1], { steps: 4 });
    await chat.page.mouse.up();
    await chat.page.mouse.move(...middle);
    await expect.poll(() => caption.innerText()).toBe('');
    await chat.page.mouse.wheel(0, -300);
    await chat.button('Show all').click();
    await chat.page.mouse.click(...middle);
    await chat.get('memory-details').waitFor();
  });

  it('is told as sentences, each memory a link', async () => {
    const chat = await graph({ memories: REMEMBERED, relations: RELATED });
    await chat.page.getByText('Relations as a list').click();
    const list = chat.get('graph-list');
    await expect
      .poll(() => list.getByRole('listitem').first().innerText())
      .toMatch(/two spaces\s+contradicts\s+We indent with tabs/);
    await list.getByRole('button', { name: 'We indent with tabs' }).first().click();
    await chat.page.getByText('One memory is shown.').waitFor();
  });

  it('of a hundred memories stands still at once for who wants no motion', async () => {
    const chat = await graph({
      memories: many(100),
      relations: manyRelations(100),
      reducedMotion: true,
    });
    const photo = () => chat.page.locator('canvas').screenshot();
    const first = await photo();
    await chat.page.waitForTimeout(200);
    expect((await photo()).equals(first)).toBe(true);
  });
});
