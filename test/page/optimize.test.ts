// Better prompts as a person uses them: start a search, stop it, judge what it found, accept it, take it back.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { reportOf } from '../support/optimize-report.js';
import { type ChatPage, type OpenOptions, Pages } from './support/chat-page.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

async function open(optimize: OpenOptions['optimize'] = {}): Promise<ChatPage> {
  const chat = await pages.open({ optimize });
  chat.host.show('traces');
  await chat.button('Better prompts').click();
  await chat.page.getByText('Nothing changes until you accept.').waitFor();
  return chat;
}

const FOUND = reportOf({ id: 'chg_found', madeAt: Date.now() });
const proposal = (chat: ChatPage) => chat.get('optimize-proposal');

it('a search is started with what was chosen, tells how it goes, and is stopped', async () => {
  const chat = await open();
  await chat.page.getByLabel('What to improve').selectOption('memory.extract');
  await chat.page.getByLabel('How to look').selectOption('mipro');
  await chat.page.getByLabel('Model runs, at most').fill('120');
  await chat.button('Look for a better version').click();
  const running = chat.get('optimize-running');
  for (const fact of [
    'Looking for a better memory.extract',
    '84 of 120 model runs',
    'best so far 72 %',
  ])
    await running.getByText(fact).first().waitFor();
  expect(chat.host.optimize.asked).toEqual([
    { target: 'memory.extract', optimizer: 'mipro', objective: 'quality', calls: 120, costUsd: 1 },
  ]);
  await chat.button('Stop').click();
  await chat.button('Look for a better version').waitFor();
  expect(await chat.page.getByRole('alert').count()).toBe(0);
});

it('with too few recorded runs it says so, and does not begin', async () => {
  const chat = await open();
  await chat.page.getByLabel('What to improve').selectOption('rlm.step');
  await chat.page.getByText('0 recorded runs can be graded; at least 18 are needed.').waitFor();
  expect(await chat.button('Look for a better version').isDisabled()).toBe(true);
});

it('a failure is told with its reason', async () => {
  const chat = await open({ fails: new Error('The model cannot be reached.') });
  await chat.button('Look for a better version').click();
  const reason = chat.page.getByText('The model cannot be reached.', { exact: true });
  await reason.and(chat.page.locator('.optimize-failure')).waitFor();
  expect(await chat.announced()).toContain('The search has failed. The model cannot be reached.');
});

it('who has left the page of a search is told by the screen reader what came of it', async () => {
  let end: () => void = () => undefined;
  const until = new Promise<void>((resolve) => {
    end = resolve;
  });
  const chat = await open({ finds: FOUND, until });
  await chat.button('Look for a better version').click();
  await chat.get('optimize-running').waitFor();
  chat.host.show('chat');
  await chat.input.waitFor();
  end();
  const said = chat.get('announcer').getByText('something better was found, for you to judge.');
  await said.waitFor({ state: 'attached' });
});

it('what was found is judged by its report, accepted, and taken back', async () => {
  const chat = await open({ finds: FOUND });
  await chat.button('Look for a better version').click();
  await proposal(chat).getByText('waits for you').waitFor();
  await proposal(chat).getByText('direct.answer').click();
  for (const fact of [
    '50 % (30 % to 70 %)',
    '90 % (70 % to 100 %)',
    '6 better, 1 worse, 3 equal.',
    'exact McNemar',
  ])
    await chat.page.getByText(fact).first().waitFor();
  await chat.page.getByText('+Be brief.').waitFor();
  await chat.page.getByText('Held-out runs that differ (2)').click();
  await expect.poll(() => chat.get('optimize-example').count()).toBe(2);

  await chat.button('Accept').click();
  await chat.page.getByText('Accepted: it holds from the next message on.').waitFor();
  expect((await chat.host.optimize.versions()).at(-1)?.values).toEqual({
    'direct.answer/instructions': 'Answer.\nBe brief.',
  });
  await chat.button('Take back').click();
  await chat.page.getByText('Taken back.').waitFor();
  expect((await chat.host.optimize.versions()).at(-1)?.values).toEqual({});
  await chat.button('All proposals').click();
  await proposal(chat).getByText('taken back').waitFor();
});

it('what may be chance cannot be accepted', async () => {
  const chat = await open({ reports: [reportOf({ id: 'chg_weak', offered: false })] });
  await proposal(chat).getByText('no better version found').waitFor();
  await proposal(chat).getByText('direct.answer').click();
  await chat.page.getByText('this may be chance').waitFor();
  expect(await chat.button('Accept').count()).toBe(0);
});

it('a proposal is tried on half of the conversations, and the trial is stopped', async () => {
  const chat = await open({ reports: [FOUND] });
  await proposal(chat).getByText('direct.answer').click();
  await chat.button('Try it on half of the conversations').click();
  await chat.page.getByText('half of the new conversations').waitFor();
  await chat.button('All proposals').click();
  const experiment = chat.get('optimize-experiment');
  await experiment.getByText('running').waitFor();
  await chat.button('Stop').click();
  await experiment.getByText('stopped').waitFor();
});
