// Every scene in four themes and two widths: no violation in axe, nothing wider than the page, no refused style.
import type { ChatPage } from './support/chat-page.js';
import { underWay } from './support/plans.js';
import { lookAtScenes, type Scene } from './support/scenes.js';
import {
  asksFromWorker,
  asksInParts,
  asksToChange,
  CITATIONS,
  changed,
  FINDINGS,
  HANDOFFS,
  MEMORIES,
  turn,
} from './support/turns.js';

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
  instructions: {
    options: {
      height: 700,
      events: [
        ...turn('t1', { memories: MEMORIES, answer: 'Done.', citations: [] }),
        {
          type: 'instructions.used',
          at: Date.now(),
          turnId: 't1',
          files: [
            { path: 'AGENTS.md', folder: '', bytes: 5_430, cut: false },
            {
              path: 'packages/api-with-a-long-name/src/AGENTS.md',
              folder: 'packages/api-with-a-long-name/src',
              bytes: 62_000,
              cut: true,
            },
          ],
        },
      ],
    },
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
  'approval-of-a-worker': {
    options: { height: 500, script: asksFromWorker },
    prepare: async (chat) => {
      await chat.send('/team build it');
      await chat.page.getByText('on the worker build-machine.example.test:4711').waitFor();
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
  'hand-over': {
    options: {
      height: 500,
      events: turn('t1', { answer: 'The queue retries.', handoffs: HANDOFFS, rating: 'up' }),
    },
    prepare: async (chat) => {
      await chat.get('hand-over').last().waitFor();
    },
  },
  attached: {
    options: { height: 500 },
    prepare: async (chat) => {
      await chat.drop([
        { name: 'notes of today, the first of several, with a name that is long.txt' },
        { name: 'shot.png', type: 'image/png' },
        { name: 'table.csv' },
      ]);
      await chat.get('composer-attached').nth(2).waitFor();
    },
  },
  'plan-under-way': {
    options: {
      height: 1300,
      events: [
        ...turn('t1', { answer: '', stopReason: undefined }),
        ...underWay('t1'),
        ...turn('t1', { answer: '', stopReason: 'interrupted' }).slice(-1),
      ],
    },
    prepare: async (chat) => {
      await chat.get('team-left-out').waitFor();
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
};

lookAtScenes(SCENES);
