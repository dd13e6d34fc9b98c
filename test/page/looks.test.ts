// Every scene in four themes and two widths: no violation in axe, nothing wider than the page, no refused style.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ChatPage, NARROW, type OpenOptions, Pages, WIDE } from './support/chat-page.js';
import { THEMES } from './support/page-server.js';
import { memoryRow } from './support/test-host.js';
import {
  asksInParts,
  asksToChange,
  CITATIONS,
  changed,
  FINDINGS,
  MEMORIES,
  turn,
} from './support/turns.js';

interface Scene {
  readonly options: OpenOptions;
  /** Brings the page to where it is looked at. */
  readonly prepare: (chat: ChatPage) => Promise<void>;
}

const lookAtChat = async (chat: ChatPage): Promise<void> => {
  await chat.get('message-assistant').last().waitFor();
};

const SCENES: Readonly<Record<string, Scene>> = {
  'first-run': {
    options: {
      state: {
        model: { id: 'offline/rules', label: 'Built-in engine', offline: true },
        offerSetUp: true,
      },
    },
    prepare: async (chat) => chat.button('Set up a model').waitFor(),
  },
  answer: {
    options: {
      height: 1500,
      events: turn('t1', {
        steps: true,
        plan: true,
        memories: MEMORIES,
        learned: MEMORIES.slice(1),
      }),
    },
    prepare: lookAtChat,
  },
  unfolded: {
    options: { height: 1700, events: turn('t1', { steps: true, memories: MEMORIES, answer: '' }) },
    prepare: async (chat) => {
      await lookAtChat(chat);
      await chat.unfoldAll();
    },
  },
  review: {
    options: {
      height: 900,
      events: turn('t1', {
        intent: 'review',
        question: 'Review src/retry.ts',
        answer: 'Three findings; the first one makes every retry useless.',
        data: FINDINGS,
        citations: [],
      }),
    },
    prepare: lookAtChat,
  },
  endings: {
    options: {
      height: 1400,
      events: [
        ...turn('t1', { answer: 'Half of an answer', citations: [], stopReason: 'interrupted' }),
        ...turn('t2', { answer: '', citations: [], stopReason: 'stopped' }),
        ...turn('t3', { answer: 'So far: the queue.', citations: [], stopReason: 'budget' }),
        ...turn('t4', {
          answer: '',
          citations: [],
          stopReason: 'error',
          error: {
            name: 'ModelAuthError',
            code: 'model.auth',
            message: 'Anthropic refused the key.',
            remedy: 'Set the key again with Memfun: Set Up.',
          },
        }),
      ],
    },
    prepare: lookAtChat,
  },
  approval: {
    options: { height: 1000, script: asksToChange },
    prepare: async (chat) => {
      await chat.send('rename backoff to delayFor');
      await chat.get('approval-allow').waitFor();
      await chat.page.locator('.changed-file summary').first().click();
    },
  },
  'approval-parts': {
    options: { height: 1000, script: asksInParts },
    prepare: async (chat) => {
      await chat.send('rename backoff to delayFor');
      await chat.page.getByRole('checkbox', { name: 'Part 1 of 2' }).uncheck();
    },
  },
  changed: {
    options: { height: 900, events: changed('t1') },
    prepare: async (chat) => {
      await chat.get('changed-file').first().waitFor();
    },
  },
  'two-tables': {
    options: {
      height: 900,
      events: turn('t1', {
        answer: '| a | b |\n| - | - |\n| 1 | 2 |\n\nand\n\n| c | d |\n| - | - |\n| 3 | 4 |',
        citations: [...CITATIONS, ...CITATIONS],
      }),
    },
    prepare: lookAtChat,
  },
  memory: {
    options: {
      memories: [
        memoryRow('m1', 'I prefer port 8080 for dev servers', {
          layer: 'core',
          category: 'preference',
          pinned: true,
        }),
        memoryRow('m2', 'Dead letters are kept for 14 days, then a nightly job removes them.', {
          tags: ['queue'],
        }),
        memoryRow('m3', 'Tests run with vitest', {
          category: 'technical',
          useCount: 0,
          source: 'extraction',
        }),
      ],
    },
    prepare: async (chat) => {
      chat.host.show('memory');
      await chat.get('memory-row').first().waitFor();
    },
  },
  'memory-empty': {
    options: {},
    prepare: async (chat) => {
      chat.host.show('memory');
      await chat.page.getByText('Nothing is remembered yet').waitFor();
    },
  },
  safety: {
    options: { height: 1000 },
    prepare: async (chat) => {
      chat.host.show('safety');
      await chat.get('safety-rule').first().waitFor();
    },
  },
  history: {
    options: {
      events: turn('t1'),
      others: [
        'Why is the queue slow after a deployment?',
        'review src/retry.ts',
        'which port do I prefer?',
      ],
    },
    prepare: async (chat) => {
      chat.host.show('history');
      await chat.page.getByText('Why is the queue slow').waitFor();
    },
  },
  traces: {
    options: { events: turn('t1', { steps: true }) },
    prepare: async (chat) => {
      chat.host.show('traces');
      await chat.get('trace-row').first().waitFor();
    },
  },
};

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(() => pages.closeAll());
afterAll(() => pages.close());

describe.each(Object.keys(SCENES))('%s', (name) => {
  it.each(THEMES)('in %s', async (theme) => {
    const scene = SCENES[name];
    if (scene === undefined) throw new Error(`no scene ${name}`);
    for (const width of [NARROW, WIDE]) {
      const chat = await pages.open({ ...scene.options, theme, width });
      await scene.prepare(chat);
      await chat.screenshot(`${name}-${theme}-${width}`);
      expect(await chat.overflow(), 'nothing is wider than the page').toEqual([]);
      expect(await chat.axe()).toEqual([]);
      expect(chat.problems).toEqual([]);
    }
  });
});
