// The view of workers and their tasks in every state, four themes and two widths: no violation in axe, nothing wider than the page.
import type { ChatPage } from './support/chat-page.js';
import { CLUSTER } from './support/cluster.js';
import { lookAtScenes, type Scene } from './support/scenes.js';

const REVIEW = 'Review src/queue/dead-letters.ts';

const SCENES: Readonly<Record<string, Scene>> = {
  cluster: { options: { height: 1300 }, prepare: (chat) => show(chat, 'cluster-glance') },
  'cluster-discard': {
    options: { height: 1300 },
    prepare: async (chat) => {
      await show(chat, 'cluster-glance');
      await chat.button(`Discard: ${REVIEW}`).click();
      await chat.page.getByText('Discard it for good?').waitFor();
    },
  },
  'cluster-empty': {
    options: {
      cluster: { ...CLUSTER, workers: [], queues: [], tasks: [], more: 0, donePerHour: 0 },
    },
    prepare: (chat) => show(chat, 'cluster-glance'),
  },
  'cluster-local': {
    options: { cluster: { reach: 'process' } },
    prepare: async (chat) => {
      chat.host.show('cluster');
      await chat.page.getByText('Choose a tier').waitFor();
    },
  },
  'cluster-loading': {
    options: { cluster: 'reading' },
    prepare: async (chat) => {
      chat.host.show('cluster');
      await chat.page.getByText('Asking what goes on…').waitFor();
    },
  },
  'cluster-failed': {
    options: {},
    prepare: async (chat) => {
      chat.host.cluster.away = true;
      chat.host.show('cluster');
      await chat.page.getByText('Try again').waitFor();
    },
  },
  'cluster-offline': {
    options: { height: 1300 },
    prepare: async (chat) => {
      await show(chat, 'cluster-glance');
      chat.host.cluster.away = true;
      await chat.page.getByText('There is no answer.').waitFor();
    },
  },
};
async function show(chat: ChatPage, testId: string): Promise<void> {
  chat.host.show('cluster');
  await chat.get(testId).waitFor();
}

lookAtScenes(SCENES);
