// The traces view in every state, four themes and two widths: no violation in axe, nothing wider than the page.
import type { ChatPage } from './support/chat-page.js';
import { chooseSpan as choose, longRun, RUNS } from './support/runs.js';
import { lookAtScenes, type Scene } from './support/scenes.js';

const show = async (chat: ChatPage): Promise<void> => {
  chat.host.show('traces');
  await chat.get('trace-run').first().waitFor();
};
const openRun = async (chat: ChatPage, text: string): Promise<void> => {
  await show(chat);
  await chat.get('trace-run').getByText(text).click();
  await chat.get('trace-row').first().waitFor();
};
const SCENES: Readonly<Record<string, Scene>> = {
  traces: { options: { runs: RUNS }, prepare: show },
  'traces-run': {
    options: { runs: RUNS, height: 900 },
    prepare: async (chat) => {
      await openRun(chat, 'How are retries done?');
      await chat.page.keyboard.press('ArrowDown');
      await chat.page.getByText('Attributes').waitFor();
    },
  },
  'traces-step': {
    options: { runs: RUNS, height: 1100 },
    prepare: async (chat) => {
      await openRun(chat, 'How are retries done?');
      await choose(chat, 'step', 'Step 2');
      await chat.get('trace-variable').first().waitFor();
    },
  },
  'traces-model': {
    options: { runs: RUNS, height: 900 },
    prepare: async (chat) => {
      await openRun(chat, 'How are retries done?');
      await choose(chat, 'model', 'rlm.step');
      await chat.page.getByText('You write cells.').waitFor();
    },
  },
  'traces-rerun': {
    options: { runs: RUNS, height: 1100 },
    prepare: async (chat) => {
      await openRun(chat, 'How are retries done?');
      await choose(chat, 'step', 'Step 3');
      await chat.button('Run again from here…').click();
      await chat.page.getByLabel('Cell to run instead').waitFor();
    },
  },
  'traces-failed-run': {
    options: { runs: RUNS },
    prepare: async (chat) => {
      await openRun(chat, 'Add jitter');
      await choose(chat, 'gate', 'run a command');
      await chat.page.getByText('Attributes').waitFor();
    },
  },
  'traces-long': {
    options: { runs: [longRun(100, 48)] },
    prepare: async (chat) => {
      await openRun(chat, 'Read everything');
      await chat.get('trace-tree').press('End');
      await chat.get('trace-row').filter({ hasText: 'part-100/file-47' }).waitFor();
    },
  },
  'traces-compare': {
    options: { runs: RUNS, height: 900 },
    prepare: async (chat) => {
      await show(chat);
      await chat.button('Compare: How are retries done?').click();
      await chat.button('Compare: How are retries done now?').click();
      await chat.button('Compare', true).click();
      await chat.get('trace-pair').first().waitFor();
    },
  },
  'traces-digest': {
    options: { runs: RUNS, height: 900 },
    prepare: async (chat) => {
      await show(chat);
      await chat.button('What stands out').click();
      await chat.get('trace-cause').first().waitFor();
    },
  },
  'traces-empty': {
    options: {},
    prepare: async (chat) => {
      chat.host.show('traces');
      await chat.page.getByText('No run has left a trace yet.').waitFor();
    },
  },
  'traces-loading': {
    options: { brokenTraces: { find: () => new Promise(() => undefined) } },
    prepare: async (chat) => {
      chat.host.show('traces');
      await chat.page.getByText('Reading what was run').first().waitFor();
    },
  },
  'traces-failed': {
    options: {
      brokenTraces: { find: () => Promise.reject(new Error('The folder cannot be read.')) },
    },
    prepare: async (chat) => {
      chat.host.show('traces');
      await chat.button('Try again').waitFor();
    },
  },
};

lookAtScenes(SCENES);
