// Long conversations: 2,000 messages scroll, few of them are in the page, and the end stays in sight while it grows.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type ChatPage, Pages } from './support/chat-page.js';
import { ANSWER, longConversation, says, turn } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

const MESSAGES = 2000;
const events = longConversation(MESSAGES);

/** Pixels between what is seen and the end of the list. */
const distance = (chat: ChatPage): Promise<number> =>
  chat.page
    .locator('[data-virtuoso-scroller]')
    .evaluate((list) => Math.round(list.scrollHeight - list.scrollTop - list.clientHeight));

/** Pixels between the beginning of the list and what is seen. */
const place = (chat: ChatPage): Promise<number> =>
  chat.page.locator('[data-virtuoso-scroller]').evaluate((list) => list.scrollTop);

const scrollBy = async (chat: ChatPage, pixels: number): Promise<void> => {
  await chat.page.mouse.move(200, 300);
  await chat.page.mouse.wheel(0, pixels);
};

it('opens at its end and holds few messages in the page', async () => {
  const chat = await pages.open({ events });
  await chat.page.getByText(`Question ${MESSAGES / 2 - 1} about`).waitFor();
  await expect.poll(() => distance(chat)).toBeLessThan(2);
  expect(await chat.get('message-assistant').count()).toBeLessThan(20);
});

it('scrolls to its beginning and back', async () => {
  const chat = await pages.open({ events });
  await chat.page.getByText(`Question ${MESSAGES / 2 - 1} about`).waitFor();
  await chat.page.locator('[data-virtuoso-scroller]').evaluate((list) => list.scrollTo(0, 0));
  await chat.page.getByText('Question 0 about').waitFor();
  await chat.button('Jump to the latest message').click();
  await chat.page.getByText(`Question ${MESSAGES / 2 - 1} about`).waitFor();
  await expect.poll(() => distance(chat)).toBeLessThan(2);
});

it('follows an answer that grows, until the reader scrolls up, and again from the end', async () => {
  const chat = await pages.open({ script: says(ANSWER.repeat(12), { perSecond: 250, size: 16 }) });
  await chat.send('how?');
  await expect.poll(() => chat.scrolls()).toBe(true);
  await expect.poll(() => distance(chat)).toBeLessThan(60);
  await expect
    .poll(async () => {
      await scrollBy(chat, -300);
      return distance(chat);
    })
    .toBeGreaterThan(150);
  // The wheel turns on for a moment after the last event.
  await expect
    .poll(async () => {
      const first = await place(chat);
      await chat.page.waitForTimeout(100);
      return Math.abs((await place(chat)) - first);
    })
    .toBeLessThan(3);
  const top = await place(chat);
  await chat.page.waitForTimeout(400);
  const later = await place(chat);
  expect(Math.abs(later - top), 'what is read does not move').toBeLessThan(3);
  await chat.button('Jump to the latest message').click();
  await expect.poll(() => distance(chat)).toBeLessThan(60);
  await chat.idle();
  await expect.poll(() => distance(chat)).toBeLessThan(2);
});

it('shows the new question when one is asked from above', async () => {
  const chat = await pages.open({ events, script: says('fine') });
  await chat.page.getByText(`Question ${MESSAGES / 2 - 1} about`).waitFor();
  await scrollBy(chat, -4000);
  await chat.send('and now?');
  await chat.get('message-user').getByText('and now?').waitFor();
  await chat.idle();
  await expect.poll(() => distance(chat)).toBeLessThan(2);
});

it('reads what is far back only when somebody looks there, and comes back to it after a reload', async () => {
  const chat = await pages.open({ events });
  await chat.page.getByText(`Question ${MESSAGES / 2 - 1} about`).waitFor();
  const list = chat.page.locator('[data-virtuoso-scroller]');
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
  await expect.poll(() => chat.get('message-user').count()).toBeGreaterThan(0);
  const seen = await chat.get('message-user').first().innerText();
  expect(seen).not.toContain(`Question ${MESSAGES / 2 - 1}`);
  expect(chat.host.inputs('conversation.turns').length).toBeLessThan(10);
  await chat.page.waitForTimeout(300);
  await chat.reload();
  await chat.page
    .getByText(/^Question [3-7]\d\d about/)
    .first()
    .waitFor();
  expect(chat.problems).toEqual([]);
});

it('of the thousands of calls of a step shows the last ones and each that failed, and all of them when asked', async () => {
  const many = turn('t1', { steps: true }).flatMap((event) =>
    event.type === 'step.call' && event.tool === 'search'
      ? Array.from({ length: 2000 }, (_, n) => ({
          ...event,
          callId: `call_${n}`,
          summary: `readFile "${n}.ts"`,
          state: n === 7 ? ('failed' as const) : event.state,
        }))
      : event,
  );
  const chat = await pages.open({ events: many });
  const step = chat.get('step').first();
  await step.getByText('The question names retries.').first().click();
  await step.getByText('readFile "1999.ts"').waitFor();
  expect(await step.locator('.calls li').count()).toBe(21);
  await step.getByText('readFile "7.ts"').waitFor();
  await chat.button('Show 1980 earlier calls').click();
  await step.getByText('readFile "0.ts"').waitFor();
  expect(await step.locator('.calls li').count()).toBe(2001);
});

it('what is unfolded stays where it is, however long, and the end is followed again when it is folded', async () => {
  const said = ANSWER.repeat(3);
  const chat = await pages.open({
    events: turn('t1', { steps: true }),
    script: says(said, { perSecond: 250, size: 16 }),
  });
  const summary = chat.get('step').first().locator('summary').first();
  await expect.poll(() => distance(chat)).toBeLessThan(2);
  const top = async (): Promise<number> => Math.round((await summary.boundingBox())?.y ?? -1);
  const before = await top();
  await summary.click();
  await expect.poll(() => distance(chat)).toBeGreaterThan(40);
  await chat.button('Jump to the latest message').waitFor();
  expect(await top()).toBe(before);
  await summary.click();
  await expect.poll(() => distance(chat)).toBeLessThan(2);
  await chat.send('how?');
  await expect.poll(() => distance(chat)).toBeLessThan(2);
});
