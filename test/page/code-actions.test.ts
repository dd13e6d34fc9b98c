// Code of an answer can be copied, put in at the cursor and shown as a change of a file; dropped files are named.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { NARROW, Pages } from './support/chat-page.js';
import { turn } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

const CODE = 'export const cap = 30_000;';
const answer = `Use this:\n\n\`\`\`ts src/retry.ts\n${CODE}\n\`\`\`\n\nor that:\n\n\`\`\`\nplain\n\`\`\``;

it('names its file, and goes there as a change, or to the cursor', async () => {
  const chat = await pages.open({ events: turn('t1', { answer }) });
  await chat.button('Show as a change of src/retry.ts').click();
  await chat.button('Show as a change of the file in front').click();
  await chat.get('code-insert').first().click();
  await expect
    .poll(() => chat.host.inputs('code.apply'))
    .toEqual([{ code: CODE, path: 'src/retry.ts' }, { code: 'plain' }]);
  await expect.poll(() => chat.host.inputs('code.insert')).toEqual([{ code: CODE }]);
});

it('its buttons are reached with the keyboard and seen then, in every theme', async () => {
  const chat = await pages.open({ events: turn('t1', { answer }), width: NARROW });
  await chat.get('code-apply').first().focus();
  expect(await chat.focused()).toBe('code-apply');
  for (const theme of ['light', 'dark', 'hc-light', 'hc-dark'] as const) {
    await chat.setTheme(theme);
    expect(await chat.axe(), theme).toEqual([]);
    await chat.screenshot(`code-actions-${theme}-${NARROW}`);
  }
  expect(await chat.overflow()).toEqual([]);
});

it('files that are dropped into the message box are named in it', async () => {
  const chat = await pages.open();
  await chat.input.fill('compare');
  const drop = async (list: string): Promise<void> =>
    chat.input.evaluate((input, uris) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/uri-list', uris);
      input.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, list);
  await drop('file:///project/src/a.ts\r\nfile:///project/my%20notes.md\r\nfile:///etc/passwd');
  await expect.poll(() => chat.text()).toBe('compare @src/a.ts @my%20notes.md ');
  expect(chat.problems).toEqual([]);
});
