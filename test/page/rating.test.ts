// An answer is marked as good or bad with keys alone, and the mark stays until it is taken back.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Pages } from './support/chat-page.js';
import { longConversation } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(() => pages.closeAll());
afterAll(() => pages.close());

it('a thumb is pressed by Enter, is there after a reload, and is taken back by the same key', async () => {
  const chat = await pages.open({ events: longConversation(2) });
  const thumb = (is: 'up' | 'down') => chat.get(`rate-${is}`).last();
  const pressed = () =>
    Promise.all((['up', 'down'] as const).map((is) => thumb(is).getAttribute('aria-pressed')));
  await thumb('up').press('Enter');
  await expect.poll(pressed).toEqual(['true', 'false']);
  await chat.reload();
  await expect.poll(pressed).toEqual(['true', 'false']);
  await thumb('down').press('Enter');
  await expect.poll(pressed).toEqual(['false', 'true']);
  await thumb('down').press('Enter');
  await expect.poll(pressed).toEqual(['false', 'false']);
  expect(chat.problems).toEqual([]);
});
