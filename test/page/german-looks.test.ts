// Every view in German with something in it, in two widths: no violation in axe, nothing wider than the page, no word cut.
import type { ViewName } from '../../extension/bridge/index.js';
import type { ChatPage, OpenOptions } from './support/chat-page.js';
import { figuresWithPoint } from './support/figures.js';
import { RELATED, REMEMBERED } from './support/memories.js';
import { chooseSpan, RUNS } from './support/runs.js';
import { lookAtScenes, type Scene } from './support/scenes.js';
import {
  asksInParts,
  changed,
  FINDINGS,
  HANDOFFS,
  MEMORIES,
  turn,
  worksUntilStopped,
} from './support/turns.js';

const language = 'de';

const show = async (chat: ChatPage, view: ViewName, id: string): Promise<void> => {
  chat.host.show(view);
  await chat.get(id).first().waitFor();
};
const openRun = async (chat: ChatPage, text: string): Promise<void> => {
  await show(chat, 'traces', 'trace-run');
  await chat.get('trace-run').getByText(text).click();
  await chat.get('trace-row').first().waitFor();
};

const SCENES: Readonly<Record<string, Scene>> = {
  'first-run': {
    options: {
      state: {
        model: { id: 'offline/rules', label: 'Built-in engine', offline: true },
        offerSetUp: true,
      },
    },
    prepare: (chat) => chat.button('Ein Modell einrichten').waitFor(),
  },
  answer: {
    options: {
      height: 1700,
      events: [
        ...turn('t1', {
          steps: true,
          plan: true,
          memories: MEMORIES,
          learned: MEMORIES.slice(1),
          handoffs: HANDOFFS,
        }),
        ...turn('t2', { data: FINDINGS, answer: 'Drei Funde.', citations: [] }),
      ],
    },
    prepare: (chat) => chat.unfoldAll(),
  },
  changed: {
    options: { height: 900, events: changed('t1') },
    prepare: (chat) => chat.get('changed-file').first().waitFor(),
  },
  approval: {
    options: { height: 1000, script: asksInParts },
    prepare: async (chat) => {
      await chat.send('benenne es um');
      await chat.get('approval-allow').waitFor();
      await chat.page.locator('.changed-file summary').first().click();
    },
  },
  leaving: {
    options: { script: worksUntilStopped },
    prepare: async (chat) => {
      await chat.send('mach weiter');
      await chat.get('chat-stop').waitFor();
      await chat.send('und danach das');
      await chat.get('waiting-message').waitFor();
      chat.host.askNewChat();
      await chat.get('leave-running').waitFor();
    },
  },
  memory: {
    options: { memories: REMEMBERED, relations: RELATED, height: 1100 },
    prepare: async (chat) => {
      await show(chat, 'memory', 'memory-row');
      const row = chat.get('memory-row').filter({ hasText: 'Dead letters' });
      await row.getByRole('button', { name: 'Einzelheiten' }).click();
      await chat.get('memory-version').first().waitFor();
    },
  },
  'memory-edit': {
    options: { memories: REMEMBERED, relations: RELATED, height: 1100 },
    prepare: async (chat) => {
      await show(chat, 'memory', 'memory-row');
      await chat.button('Bearbeiten').first().click();
      await chat.button('Abbrechen').waitFor();
    },
  },
  'memory-graph': {
    options: { memories: REMEMBERED, relations: RELATED },
    prepare: async (chat) => {
      await show(chat, 'memory', 'memory-row');
      await chat.button('Graph').click();
      await chat.page.locator('[data-testid=memory-graph][data-settled=true]').waitFor();
    },
  },
  skills: {
    options: { height: 1500 },
    prepare: async (chat) => {
      await show(chat, 'skills', 'skill-row');
      for (const name of ['release-notes', 'reviewer'])
        await chat.button(`Einzelheiten von ${name}`).click();
    },
  },
  servers: {
    options: { height: 1500 },
    prepare: async (chat) => {
      await show(chat, 'servers', 'server-row');
      for (const name of ['weather', 'tickets'])
        await chat.button(`Einzelheiten von ${name}`).click();
      await chat.page
        .getByText(/^Werkzeuge \(/)
        .first()
        .click();
    },
  },
  traces: {
    options: { runs: RUNS },
    prepare: (chat) => show(chat, 'traces', 'trace-run'),
  },
  'traces-step': {
    options: { runs: RUNS, height: 1400 },
    prepare: async (chat) => {
      await openRun(chat, 'How are retries done?');
      await chooseSpan(chat, 'step', 'Schritt 3');
      await chat.button('Von hier an noch einmal').click();
    },
  },
  'traces-compare': {
    options: { runs: RUNS, height: 900 },
    prepare: async (chat) => {
      await show(chat, 'traces', 'trace-run');
      await chat.button('Vergleichen: How are retries done?').click();
      await chat.button('Vergleichen: How are retries done now?').click();
      await chat.button('Vergleichen', true).click();
      await chat.get('trace-pair').first().waitFor();
    },
  },
  'traces-digest': {
    options: { runs: RUNS, height: 900 },
    prepare: async (chat) => {
      await show(chat, 'traces', 'trace-run');
      await chat.button('Was auffällt').click();
      await chat.get('trace-cause').first().waitFor();
    },
  },
  history: {
    options: {
      events: turn('t1'),
      others: ['Why is the queue slow after a deployment?', 'review src/retry.ts'],
    },
    prepare: async (chat) => {
      await show(chat, 'history', 'history-row');
      await chat
        .button(/^Löschen/)
        .last()
        .click();
    },
  },
  safety: {
    options: { height: 1000 },
    prepare: (chat) => show(chat, 'safety', 'safety-rule'),
  },
  cluster: {
    options: { height: 1100 },
    prepare: (chat) => show(chat, 'cluster', 'cluster-task'),
  },
};

lookAtScenes(
  Object.fromEntries(
    Object.entries(SCENES).map(([name, { options, prepare }]) => {
      const german: OpenOptions = { ...options, language };
      return [`german-${name}`, { options: german, prepare }];
    }),
  ),
  // In which theme makes no difference to words.
  ['dark'],
  figuresWithPoint,
);
