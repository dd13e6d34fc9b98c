// The memory view in every state, four themes and two widths: no violation in axe, nothing wider than the page.
import type { MemoryNote } from '../../runtime/core/index.js';
import type { MemoryService } from '../../runtime/memory/index.js';
import type { ChatPage } from './support/chat-page.js';
import { many, manyRelations, RELATED, REMEMBERED } from './support/memories.js';
import { lookAtScenes, type Scene } from './support/scenes.js';
import { turn } from './support/turns.js';

const remembered = {
  memories: REMEMBERED,
  relations: RELATED,
  others: ['Which port do I use?', 'Why is the queue slow after a deployment?'],
};

/** One of each kind that a turn may leave. */
const NOTES: readonly MemoryNote[] = (
  [
    ['letters', 'Dead letters are kept for 30 days.', 'added', undefined],
    ['vitest', 'Tests run with vitest, also in CI', 'updated', undefined],
    ['pnpm', 'The package manager is pnpm', 'superseded', 'The package manager is npm'],
    ['retries', 'Deliveries are retried eight times.', 'extended', 'Deliveries are retried.'],
    ['spaces', 'We indent with two spaces', 'contradicted', 'We indent with tabs'],
  ] as const
).map(([id, content, action, previous]) => ({
  id,
  content,
  layer: 'project',
  category: 'fact',
  why: 'You said so in this turn.',
  action,
  ...(previous === undefined ? {} : { previous: { id: `old-${id}`, content: previous } }),
}));

const show = async (chat: ChatPage): Promise<void> => {
  chat.host.show('memory');
  await chat.get('memory-row').first().waitFor();
};

/** A memory on a disk that refuses, in one way or another. */
const withHealth =
  (change: Partial<MemoryService>) =>
  (memory: MemoryService): MemoryService =>
    new Proxy(memory, {
      get: (target, name) => {
        const own = Reflect.get(change, name);
        if (own !== undefined) return own;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });

const SCENES: Readonly<Record<string, Scene>> = {
  memory: { options: remembered, prepare: show },
  'memory-details': {
    options: { ...remembered, height: 900 },
    prepare: async (chat) => {
      await show(chat);
      const row = chat.get('memory-row').filter({ hasText: 'Dead letters' });
      await row.getByRole('button', { name: 'Details' }).click();
      await chat.get('memory-version').first().waitFor();
      await row.scrollIntoViewIfNeeded();
    },
  },
  'memory-search': {
    options: remembered,
    prepare: async (chat) => {
      await show(chat);
      await chat.page.getByLabel('Search memories').fill('dead letters queue');
      const row = chat.get('memory-row').filter({ hasText: 'Dead letters' });
      await chat.get('memory-row').filter({ hasText: 'pnpm' }).waitFor({ state: 'detached' });
      await row.getByRole('button', { name: 'Details' }).click();
      await chat.page.getByText('Found because it').waitFor();
    },
  },
  'memory-edit': {
    options: remembered,
    prepare: async (chat) => {
      await show(chat);
      await chat.get('memory-row').first().getByRole('button', { name: 'Edit' }).click();
    },
  },
  'memory-forgotten': {
    options: remembered,
    prepare: async (chat) => {
      await show(chat);
      await chat.get('memory-row').first().getByRole('button', { name: 'Forget' }).click();
      await chat.button('Undo').waitFor();
    },
  },
  'memory-conflicts': {
    options: remembered,
    prepare: async (chat) => {
      await show(chat);
      await chat.button('Conflicts (1)').click();
      await chat.get('memory-conflict').waitFor();
    },
  },
  'memory-graph': {
    options: remembered,
    prepare: async (chat) => {
      await show(chat);
      await chat.button('Graph').click();
      await chat.page.locator('[data-testid=memory-graph][data-settled=true]').waitFor();
      await chat.page.getByRole('application').press('ArrowRight');
    },
  },
  'memory-graph-list': {
    options: { ...remembered, height: 900, reducedMotion: true },
    prepare: async (chat) => {
      await show(chat);
      await chat.button('Graph').click();
      await chat.page.locator('[data-testid=memory-graph][data-settled=true]').waitFor();
      await chat.page.getByText('Relations as a list').click();
    },
  },
  'memory-graph-many': {
    options: { memories: many(1200) },
    prepare: async (chat) => {
      await show(chat);
      await chat.button('Graph').click();
      await chat.page
        .locator('[data-testid=memory-graph][data-settled=true]')
        .waitFor({ timeout: 30_000 });
    },
  },
  'memory-graph-hundred': {
    options: { memories: many(100), relations: manyRelations(100) },
    prepare: async (chat) => {
      await show(chat);
      await chat.page.getByLabel('Search memories').fill('invoice');
      await chat.button('Graph').click();
      await chat.page.locator('[data-testid=memory-graph][data-settled=true]').waitFor();
    },
  },
  'memory-notes': {
    options: { ...remembered, events: turn('t1', { memories: NOTES.slice(0, 2), learned: NOTES }) },
    prepare: async (chat) => {
      await chat.get('learned').last().waitFor();
      await chat.unfoldAll();
    },
  },
  'memory-no-match': {
    options: remembered,
    prepare: async (chat) => {
      await show(chat);
      await chat.page.getByLabel('Search memories').fill('zebra stripes');
      await chat.page.getByText('No memory matches.').waitFor();
    },
  },
  'memory-empty': {
    options: {},
    prepare: async (chat) => {
      chat.host.show('memory');
      await chat.page.getByText('Nothing is remembered yet').waitFor();
    },
  },
  'memory-loading': {
    options: {
      ...remembered,
      brokenMemory: withHealth({ list: () => new Promise(() => undefined) }),
    },
    prepare: async (chat) => {
      chat.host.show('memory');
      await chat.page.getByText('Reading what is remembered').first().waitFor();
    },
  },
  'memory-failed': {
    options: {
      ...remembered,
      brokenMemory: withHealth({
        list: () => Promise.reject(new Error('The index could not be opened.')),
      }),
    },
    prepare: async (chat) => {
      chat.host.show('memory');
      await chat.button('Try again').waitFor();
    },
  },
  'memory-damaged': {
    options: {
      ...remembered,
      brokenMemory: withHealth({
        health: () => ({
          memories: 8,
          operations: 20,
          damage: [{ file: 'k3x9-0004-12', reason: 'the line 7 has a wrong checksum' }],
        }),
      }),
    },
    prepare: async (chat) => {
      await show(chat);
      await chat.get('memory-damage').waitFor();
      await chat.page.getByText('Which parts').click();
    },
  },
};

lookAtScenes(SCENES);
