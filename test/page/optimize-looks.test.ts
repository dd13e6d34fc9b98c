// Better prompts in every state, four themes and two widths: no violation in axe, nothing wider than the page.
import type { RunFact } from '../../runtime/optimizer/index.js';
import { reportOf } from '../support/optimize-report.js';
import type { ChatPage } from './support/chat-page.js';
import { GROUPS } from './support/optimize.js';
import { lookAtScenes, type Scene } from './support/scenes.js';

const REPORTS = [
  reportOf({ id: 'chg_2', madeAt: Date.now() - 300_000 }),
  reportOf({
    id: 'chg_1',
    part: 'memory.extract/instructions',
    offered: false,
    madeAt: Date.now() - 9e6,
  }),
];
const WEEK = 7 * 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 9, 26);
/** Ten weeks: better since the sixth, when a version was accepted. */
const FACTS: readonly RunFact[] = Array.from({ length: 160 }, (_, n) => ({
  at: NOW - 10 * WEEK + (n * 10 * WEEK) / 160,
  good: n < 90 ? n % 5 > 1 : n % 8 > 0,
  uses: new Set(['direct.answer', ...(n % 3 === 0 ? ['skill:review-code'] : [])]),
  recalled: n % 2 === 0,
}));
const MARKS = new Map([
  ['direct.answer', [{ at: NOW - 4.4 * WEEK, action: 'accept' as const, proposal: 'chg_2' }]],
]);
const show = async (chat: ChatPage): Promise<void> => {
  chat.host.show('traces');
  await chat.button('Better prompts').click();
  await chat.page.getByText('Nothing changes until you accept.').waitFor();
};
const SCENES: Readonly<Record<string, Scene>> = {
  optimize: {
    options: {
      optimize: { reports: REPORTS, compared: { proposal: 'chg_2', conversations: 61 } },
      height: 900,
    },
    prepare: show,
  },
  'optimize-make': {
    options: { optimize: { reports: REPORTS, groups: GROUPS }, height: 1000 },
    prepare: async (chat) => {
      await show(chat);
      await chat.get('optimize-group').last().waitFor();
      await chat.page.getByText('Comparisons in life').click();
      await chat.page.getByLabel('Another model').waitFor();
    },
  },
  'optimize-effect': {
    options: { optimize: { reports: REPORTS, facts: FACTS, marks: MARKS }, height: 900 },
    prepare: async (chat) => {
      await show(chat);
      await chat.button('Effect over time').click();
      await chat.get('effect-contrasts').waitFor();
      await chat.page.getByText('All weeks as a table').click();
    },
  },
  'optimize-running': {
    options: { optimize: { reports: REPORTS } },
    prepare: async (chat) => {
      await show(chat);
      await chat.button('Look for a better version').click();
      await chat.get('optimize-running').waitFor();
    },
  },
  'optimize-report': {
    options: { optimize: { reports: REPORTS }, height: 1100 },
    prepare: async (chat) => {
      await show(chat);
      await chat.get('optimize-proposal').getByText('direct.answer').click();
      await chat.page.getByText('Held-out runs that differ').click();
      await chat.get('optimize-example').first().waitFor();
    },
  },
};

lookAtScenes(SCENES);
