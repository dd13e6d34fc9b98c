// What a person can do while a turn runs and after it: let messages wait, speak into it, try again, branch.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../runtime/core/index.js';
import { NARROW, type OpenOptions, Pages } from './support/chat-page.js';
import { lookAtScenes } from './support/scenes.js';
import { says, turn, worksUntilStopped } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

const steered = (turnId: string): RunEvent => ({
  type: 'turn.steered',
  at: 2,
  turnId,
  text: 'Look only at the queue, not at the HTTP client.',
});

describe('while a turn runs', () => {
  it('Enter lets a message wait; it can be changed and taken away, also after a reload', async () => {
    const chat = await pages.open({ script: worksUntilStopped });
    await chat.send('first');
    await chat.get('chat-stop').waitFor();
    await chat.send('second');
    await chat.send('third');
    await expect.poll(() => chat.get('waiting-message').count()).toBe(2);
    await chat.page.reload();
    await chat.get('waiting-message').first().waitFor();
    await chat.button('Change this message').first().click();
    await chat.page.keyboard.type(', but shorter');
    await chat.page.keyboard.press('Enter');
    await chat.page.getByText('second, but shorter').waitFor();
    await chat.get('waiting-remove').last().click();
    await expect.poll(() => chat.get('waiting-message').count()).toBe(1);
    await chat.get('chat-stop').click();
    await chat.get('chat-send').waitFor();
    expect(await chat.get('message-user').count()).toBe(1);
    await chat.get('waiting-now').click();
    await expect.poll(() => chat.get('message-user').count()).toBe(2);
    expect(chat.problems).toEqual([]);
  });

  it('Ctrl+Enter speaks into it, and a waiting message can be moved there', async () => {
    const chat = await pages.open({ script: worksUntilStopped });
    await chat.send('first');
    await chat.get('chat-stop').waitFor();
    await chat.input.click();
    await chat.page.keyboard.type('only in src');
    await chat.page.keyboard.press('Control+Enter');
    await chat.send('later');
    expect(chat.host.inputs('turn.start')).toMatchObject([
      { text: 'first' },
      { text: 'only in src', now: true },
      { text: 'later' },
    ]);
    await chat.get('waiting-now').click();
    await expect.poll(() => chat.get('waiting-now').count()).toBe(0);
    expect(chat.host.inputs('queue.now')).toHaveLength(1);
  });
});

describe('a message', () => {
  it('is changed in its place and sent again; what it replaces stays, folded', async () => {
    const chat = await pages.open({ script: says('ok') });
    await chat.send('first');
    await chat.idle();
    await chat.get('message-user').hover();
    await chat.get('message-change').click();
    await chat.page.keyboard.type(' and better');
    await chat.page.keyboard.press('Enter');
    await chat.get('turn-replaced').waitFor();
    await chat.get('message-user').getByText('first and better').waitFor();
    expect(await chat.get('message-user').count()).toBe(1);
  });

  it('can begin a branch, and an answer can be given again', async () => {
    const chat = await pages.open({ script: says('ok') });
    await chat.send('first');
    await chat.idle();
    await chat.get('answer-again').click();
    await chat.get('turn-replaced').waitFor();
    await chat.idle();
    await chat.get('message-user').hover();
    await chat.get('message-branch').click();
    await chat.page.getByText('the original conversation is in the history').waitFor();
  });
});

const called = (turnId: string, inputTokens: number): RunEvent => ({
  type: 'model.called',
  at: 2,
  turnId,
  role: 'root',
  signature: 'rlm.step',
  model: 'anthropic/claude',
  usage: { inputTokens, outputTokens: 900, cachedInputTokens: 0, modelCalls: 1, costUsd: 0.09 },
  ms: 900,
  ok: true,
});
const paid = (): readonly RunEvent[] => [
  ...turn('t1', { answer: 'Old.', citations: [] }).toSpliced(1, 0, called('t1', 30_000)),
  ...turn('t2', { answer: 'New.', citations: [] }).toSpliced(1, 0, called('t2', 62_000)),
];

const NEAR_CAP: NonNullable<OpenOptions['state']> = {
  spending: {
    dayUsd: 4.95,
    dayTokens: 640_000,
    capUsd: 5,
    forecasts: [
      { kind: 'message', model: 'Claude Sonnet', runs: 20, likelyUsd: 0.03, mostUsd: 0.11 },
      { kind: 'plan', model: 'Claude Sonnet', runs: 6, likelyUsd: 1.4, mostUsd: 4.2 },
    ],
  },
};

describe('an unfinished message', () => {
  it.each([
    ['en', 'Effort', 'Auto · Agent', 'By the setting memfun.effort: Agent. Explores'],
    ['de', 'Aufwand', 'Auto · Agent', 'Nach der Einstellung memfun.effort: Agent. Erkundet'],
  ])(
    'shows which effort the setting has chosen where the message leaves it to that (%s)',
    async (language, label, shown, why) => {
      const chat = await pages.open({ language, width: NARROW });
      const select = chat.page.getByLabel(label, { exact: true });
      const text = () => select.locator('option:checked').innerText();
      expect(await text()).toBe('Auto');
      chat.host.change({ effort: 'agent' });
      await expect.poll(text).toBe(shown);
      expect(await select.getAttribute('title')).toContain(why);
      expect(await chat.cutWords()).toEqual([]);
      await chat.screenshot(`effort-${language}`);
      await select.selectOption('direct');
      expect(await select.getAttribute('title')).not.toContain('memfun.effort');
      await select.selectOption('auto');
      chat.host.change({ effort: 'auto' });
      await expect.poll(text).toBe('Auto');
      expect(await select.getAttribute('title')).not.toContain('memfun.effort');
    },
  );

  it('belongs to its conversation, and is there when that is opened again', async () => {
    const chat = await pages.open({ events: paid(), others: ['Another one'] });
    await chat.get('message-user').first().waitFor();
    await chat.input.click();
    await chat.page.keyboard.type('half a thought');
    await chat.host.conversation.open('ses_other_0');
    await expect.poll(() => chat.text()).toBe('');
    await chat.input.click();
    await chat.page.keyboard.type('something else');
    await chat.host.conversation.open('ses_open');
    await expect.poll(() => chat.text()).toBe('half a thought');
    await chat.reload();
    await expect.poll(() => chat.text()).toBe('half a thought');
    await chat.host.conversation.open('ses_other_0');
    await expect.poll(() => chat.text()).toBe('something else');
  });
});

describe('the meters', () => {
  it('show the window, the tokens and the money of turn, conversation and day', async () => {
    const chat = await pages.open({ events: paid() });
    const line = await chat.get('meters').locator('summary').innerText();
    expect(line).toContain('Context 31 %');
    expect(line).toContain('$0.18');
    expect(line).toContain('today $1.20 of $5.00');
    await chat.get('meters').locator('summary').click();
    await chat.page.getByRole('rowheader', { name: 'Today, all windows' }).waitFor();
  });

  it('tell what the next run will cost, by which runs, and when that is more than is left', async () => {
    const chat = await pages.open({ events: paid(), state: NEAR_CAP });
    await chat.get('meters').locator('summary').click();
    const forecast = chat.get('forecast');
    await forecast.getByText('Next message: about $0.03, rarely over $0.11').waitFor();
    expect(await forecast.innerText()).toContain('(like your last 20 with Claude Sonnet)');
    await chat.page.getByText('$0.05 are left of today’s cap').waitFor();
    await chat.page.getByLabel('Effort', { exact: true }).selectOption('team');
    await forecast.getByText('Next plan: about $1.40, rarely over $4.20').waitFor();
  });

  it('are not there where nothing costs anything', async () => {
    const chat = await pages.open({
      state: { model: { id: 'offline/rules', label: 'Built-in engine', offline: true } },
    });
    expect(await chat.get('meters').count()).toBe(0);
  });
});

lookAtScenes({
  meters: {
    options: {
      events: paid(),
      height: 560,
      state: { spending: { dayUsd: 5.1, dayTokens: 640_000, capUsd: 5, forecasts: [] } },
    },
    prepare: async (chat) => {
      await chat.input.click();
      await chat.page.keyboard.type('/export ');
      await chat.get('command-hint').waitFor();
      await chat.get('meters').locator('summary').click();
    },
  },
  'meters-forecast': {
    options: { events: paid(), height: 560, state: NEAR_CAP },
    prepare: async (chat) => {
      await chat.get('meters').locator('summary').click();
      await chat.get('forecast').waitFor();
    },
  },
  waiting: {
    options: { script: worksUntilStopped, height: 560 },
    prepare: async (chat) => {
      await chat.send('how are failed deliveries retried?');
      await chat.get('chat-stop').waitFor();
      await chat.send('and which of the tests cover the dead letters, if there are any?');
      await chat.send('write it down');
      await chat.get('waiting-now').first().click();
      await chat.input.click();
      await chat.page.keyboard.type('be brief');
    },
  },
  replaced: {
    options: {
      height: 700,
      events: [
        ...turn('t1', { question: 'how are deliveries retried?', answer: 'Old.', citations: [] }),
        { type: 'turns.replaced', at: 3, turnId: 't1', turnIds: ['t1'] },
        ...turn('t2', {
          question: 'how are failed deliveries retried?',
          answer: 'With a delay that doubles.',
          citations: [],
        }).toSpliced(1, 0, steered('t2')),
      ],
    },
    prepare: async (chat) => {
      await chat.get('message-user').hover();
      await chat.get('message-branch').waitFor();
    },
  },
});
