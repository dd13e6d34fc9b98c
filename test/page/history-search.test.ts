// Earlier conversations are found by what was said in them, and open at that place.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { NARROW, Pages } from './support/chat-page.js';
import { longConversation, worksUntilStopped } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

it('finds a conversation by words of one of its turns, and opens it there', async () => {
  const chat = await pages.open({ events: longConversation(300), others: ['Another talk'] });
  chat.host.show('history');
  const box = chat.get('history-search');
  await box.fill('question 17 file17');
  await chat.get('history-hit').first().waitFor();
  expect(await chat.get('history-hit').count()).toBe(1);
  expect(await chat.get('history-hit').locator('mark').first().innerText()).toMatch(/question/i);
  await box.fill('another');
  await chat.get('history-hit').getByText('Another talk').waitFor();
  await box.fill('nobody ever said that');
  await chat.page.getByText('No conversation holds all these words.').waitFor();
  await box.fill('question 17 file17');
  await chat.get('history-hit').getByRole('button').click();
  await chat.get('message-user').getByText('Question 17 about').waitFor();
  expect(await chat.announced()).not.toContain('The answer is ready.');
  expect(chat.problems).toEqual([]);
});

it('a find in the conversation that is at work is shown at its place, and the work goes on', async () => {
  const chat = await pages.open({ events: longConversation(300), script: worksUntilStopped });
  await chat.send('work');
  await chat.get('chat-stop').waitFor();
  chat.host.show('history');
  await chat.get('history-search').fill('question 17 file17');
  await chat.get('history-hit').getByRole('button').click();
  await chat.get('message-user').getByText('Question 17 about').waitFor();
  expect(chat.host.conversation.running).toBe(true);
});

it('a find that could not be opened says so, and does not decide where the next conversation is read', async () => {
  const chat = await pages.open({ events: longConversation(300) });
  await chat.get('message-user').getByText('Question 149 about').waitFor();
  await chat.host.conversation.startNew();
  chat.host.show('history');
  chat.host.refuse('conversation.open', 'It is gone.', 'Open another one.');
  await chat.get('history-search').fill('question 17 file17');
  await chat.get('history-hit').getByRole('button').click();
  await chat.page.getByText('It is gone.').waitFor();
  chat.host.accept('conversation.open');
  await chat.get('history-search').fill('');
  await chat.page.locator('.row-open').first().click();
  await chat.get('message-user').getByText('Question 149 about').waitFor();
});

it('is seen, legible in a narrow page, and without violations', async () => {
  const chat = await pages.open({ events: longConversation(300), width: NARROW });
  chat.host.show('history');
  await chat.get('history-search').fill('retries (');
  await chat.page.getByText('No conversation').waitFor();
  await chat.get('history-search').fill('delay doubles');
  await chat.get('history-hit').first().waitFor();
  expect(await chat.overflow()).toEqual([]);
  for (const theme of ['light', 'dark', 'hc-light', 'hc-dark'] as const) {
    await chat.setTheme(theme);
    expect(await chat.axe(theme === 'light' ? 'all' : 'colours'), theme).toEqual([]);
    await chat.screenshot(`history-search-${theme}-${NARROW}`);
  }
});
