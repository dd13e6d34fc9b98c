// The views of agents and skills and of servers in every state, four themes and two widths: no violation in axe, nothing wider than the page.
import type { ViewName } from '../../extension/bridge/index.js';
import type { ChatPage } from './support/chat-page.js';
import { SERVERS } from './support/desks.js';
import { lookAtScenes, type Scene } from './support/scenes.js';

const show = async (chat: ChatPage, view: ViewName, words: string): Promise<void> => {
  chat.host.show(view);
  await chat.page.getByText(words, { exact: true }).first().waitFor();
};
const open = (chat: ChatPage, name: string) =>
  chat.page.getByRole('button', { name: `Details of ${name}` }).click();

const SCENES: Readonly<Record<string, Scene>> = {
  skills: { options: {}, prepare: (chat) => show(chat, 'skills', 'release-notes') },
  'skills-details': {
    options: { height: 900 },
    prepare: async (chat) => {
      await show(chat, 'skills', 'release-notes');
      await open(chat, 'release-notes');
      await chat.page.getByText('It asks for').waitFor();
    },
  },
  'skills-agent': {
    options: { height: 900 },
    prepare: async (chat) => {
      await show(chat, 'skills', 'reviewer');
      await open(chat, 'reviewer');
      await chat.get('agent-row').first().scrollIntoViewIfNeeded();
    },
  },
  'skills-removed': {
    options: {},
    prepare: async (chat) => {
      await show(chat, 'skills', 'release-notes');
      await chat.button('Remove release-notes').click();
      await chat.button('Undo').waitFor();
    },
  },
  'skills-no-match': {
    options: {},
    prepare: async (chat) => {
      await show(chat, 'skills', 'release-notes');
      await chat.page.getByLabel('Search agents and skills').fill('zebra');
      await chat.page.getByText('Nothing matches.').waitFor();
    },
  },
  'skills-empty': {
    options: { skills: { skills: [], agents: [], problems: [] } },
    prepare: (chat) =>
      show(
        chat,
        'skills',
        'There is no skill yet. Create one, or install one that somebody else wrote.',
      ),
  },
  'skills-loading': {
    options: { skills: 'reading' },
    prepare: async (chat) => {
      chat.host.show('skills');
      await chat.page.getByText('Looking for agents and skills…').waitFor();
    },
  },
  'skills-failed': {
    options: { skills: 'broken' },
    prepare: (chat) => show(chat, 'skills', 'Try again'),
  },
  servers: { options: { height: 1000 }, prepare: (chat) => show(chat, 'servers', 'weather') },
  'servers-tools': {
    options: { height: 1000 },
    prepare: async (chat) => {
      await show(chat, 'servers', 'weather');
      await open(chat, 'weather');
      await chat.page.getByText('Log', { exact: true }).first().click();
      await chat.page.getByText('listening on stdio').waitFor();
    },
  },
  'servers-signed-out': {
    options: {
      servers: {
        ...SERVERS,
        problems: [],
        servers: SERVERS.servers
          .filter(({ name }) => name === 'tickets')
          .map((one) => ({ ...one, state: 'signed-out' as const, problem: '' })),
      },
    },
    prepare: (chat) => show(chat, 'servers', 'Sign in'),
  },
  'servers-empty': {
    options: { servers: { available: true, servers: [], problems: [] } },
    prepare: (chat) => show(chat, 'servers', 'This workspace configures no server.'),
  },
  'servers-off': {
    options: { servers: { available: false, servers: [], problems: [] } },
    prepare: (chat) => show(chat, 'servers', 'No server is started here.'),
  },
  'servers-loading': {
    options: { servers: 'reading' },
    prepare: async (chat) => {
      chat.host.show('servers');
      await chat.page.getByText('Reading which servers are configured…').waitFor();
    },
  },
  'servers-failed': {
    options: { servers: 'broken' },
    prepare: (chat) => show(chat, 'servers', 'Try again'),
  },
};

lookAtScenes(SCENES);
