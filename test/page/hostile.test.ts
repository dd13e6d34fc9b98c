// What a model says is text: it cannot run, load, style, leave the page or break it.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { NARROW, Pages } from './support/chat-page.js';
import { turn } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

const HOSTILE = [
  '<script>globalThis.owned = true</script>',
  '<img src="x" onerror="globalThis.owned = true">',
  '<style>body { display: none }</style>',
  '<iframe src="https://example.com"></iframe>',
  'Hello <b onclick="globalThis.owned = true">bold</b> <svg onload="globalThis.owned = true"></svg>',
  '[click](javascript:globalThis.owned=true) [data](data:text/html,<script>1</script>)',
  '[command](command:workbench.action.quit) [file](file:///etc/passwd) [vs](vscode://x/y)',
  '[tricky](JaVaScRiPt:globalThis.owned=true) <javascript:globalThis.owned=true>',
  '![tracker](https://example.com/pixel.png)',
  '```html\n<script>globalThis.owned = true</script>\n```',
  '```"><img src=x onerror="globalThis.owned=true">\ncode\n```',
  '`<img src=x onerror=globalThis.owned=true>`',
  '[up](../../../etc/passwd:1)',
  '| <img src=x onerror="globalThis.owned=true"> |\n| - |\n| [x](javascript:1) |',
].join('\n\n');

it('hostile Markdown is shown as text: nothing runs, nothing loads, no link leads astray', async () => {
  const chat = await pages.open({
    events: turn('t1', { answer: HOSTILE, citations: [] }),
    height: 1600,
  });
  const requested: string[] = [];
  chat.page.on('request', (request) => requested.push(request.url()));
  const answer = chat.get('message-assistant');
  await answer.getByText('<script>globalThis.owned = true</script>').first().waitFor();
  for (const tag of ['script', 'img', 'style', 'iframe', 'svg', 'b']) {
    expect(await answer.locator(tag).count(), `<${tag}>`).toBe(0);
  }
  const hrefs = await answer
    .locator('a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(hrefs.filter((href) => !/^https?:|^mailto:/.test(href ?? ''))).toEqual([]);
  for (const name of ['click', 'data', 'command', 'file', 'vs', 'tricky']) {
    await answer.getByText(name, { exact: true }).first().click();
  }
  expect(await chat.page.evaluate(() => Reflect.get(globalThis, 'owned'))).toBeUndefined();
  expect(chat.host.inputs('editor.openExternal')).toEqual([]);
  expect(requested).toEqual([]);
  expect(chat.problems).toEqual([]);
  expect(await chat.axe()).toEqual([]);
});

it('a web link opens outside, through the editor, and never navigates the page', async () => {
  const chat = await pages.open({
    events: turn('t1', { answer: 'see [notes](https://example.com/a?b=1)' }),
  });
  const before = chat.page.url();
  await chat.page.getByRole('link', { name: 'notes' }).click();
  await expect
    .poll(() => chat.host.inputs('editor.openExternal'))
    .toEqual([{ url: 'https://example.com/a?b=1' }]);
  expect(chat.page.url()).toBe(before);
});

it('endless lines, deep nesting and half-open blocks stay inside a narrow page', async () => {
  const answer = [
    'x'.repeat(20_000),
    `\`${'y'.repeat(5000)}\``,
    `\`\`\`ts\nconst long = '${'z'.repeat(5000)}';\n\`\`\``,
    `${'> '.repeat(60)}deep`,
    Array.from({ length: 40 }, (_, i) => `${'  '.repeat(i)}- level ${i}`).join('\n'),
    `| ${'column | '.repeat(40)}\n| ${'- | '.repeat(40)}\n| ${'value | '.repeat(40)}`,
    'سلام 👩‍👩‍👧 \u202Ereversed\u202C \u0000 ﷽',
    '```py\nnever closed',
  ].join('\n\n');
  const chat = await pages.open({
    events: turn('t1', { answer, question: 'w'.repeat(3000) }),
    width: NARROW,
  });
  await chat.get('message-assistant').waitFor();
  expect(await chat.overflow()).toEqual([]);
  expect(chat.problems).toEqual([]);
});

it('Markdown that streams in is whole at every moment', async () => {
  const pieces = HOSTILE;
  const chat = await pages.open({
    script: async (turnId, { emit }) => {
      for (let at = 0; at < pieces.length; at += 3) {
        emit({ type: 'answer.delta', at: 1, turnId, text: pieces.slice(at, at + 3) });
        if (at % 30 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      }
    },
  });
  await chat.send('go');
  await chat.idle();
  expect(await chat.page.evaluate(() => Reflect.get(globalThis, 'owned'))).toBeUndefined();
  expect(chat.problems).toEqual([]);
});
