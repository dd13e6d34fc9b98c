// An editor in German shows every view in German, in a narrow page too.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { NARROW, Pages } from './support/chat-page.js';
import { turn } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

it('shows its views in the language of the editor, without violations and within 300 pixels', async () => {
  const chat = await pages.open({
    language: 'de',
    width: NARROW,
    events: turn('t1', { steps: true, plan: true }),
  });
  await chat.page.getByPlaceholder('Fragen Sie nach diesem Arbeitsbereich').waitFor();
  expect(await chat.page.locator('html').getAttribute('lang')).toBe('de');
  for (const [view, text] of [
    ['chat', 'Neu antworten'],
    ['memory', 'Erinnerungen durchsuchen'],
    ['skills', 'Agenten und Skills durchsuchen'],
    ['servers', 'Server einrichten'],
    ['traces', 'Läufe durchsuchen'],
    ['history', 'Neues Gespräch'],
    ['safety', 'Was der Agent in diesem Fenster darf'],
  ] as const) {
    chat.host.show(view);
    const found = chat.page.locator(
      `:text(${JSON.stringify(text)}), [placeholder=${JSON.stringify(text)}], [aria-label=${JSON.stringify(text)}]`,
    );
    await found.first().waitFor({ state: 'attached' });
    expect(await chat.overflow(), view).toEqual([]);
    expect(await chat.axe(), view).toEqual([]);
    await chat.screenshot(`german-${view}-${NARROW}`);
  }
  expect(chat.problems).toEqual([]);
});
