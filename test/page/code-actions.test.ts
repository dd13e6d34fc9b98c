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
    expect(await chat.axe(theme === 'light' ? 'all' : 'colours'), theme).toEqual([]);
    await chat.screenshot(`code-actions-${theme}-${NARROW}`);
  }
  expect(await chat.overflow()).toEqual([]);
});

it('opens places whose paths have brackets, and takes no access to an array for one', async () => {
  const named =
    'The page app/[id]/page.tsx:12 shows the cart (app/(shop)/cart.tsx), as `app/[[...slug]]/page.tsx:3-5` does; **app/@modal/(.)photo/page.tsx:4** too.\n\nNot `a[0]`, rows[0].total:3 or f(x)/g.ts:12.';
  const chat = await pages.open({ events: turn('t1', { answer: named, citations: [] }) });
  const places = chat.get('message-assistant').getByTestId('citation');
  expect(await places.allInnerTexts()).toEqual([
    'app/[id]/page.tsx:12',
    'app/(shop)/cart.tsx',
    'app/[[...slug]]/page.tsx:3-5',
    'app/@modal/(.)photo/page.tsx:4',
  ]);
  for (const at of [0, 1, 2]) await places.nth(at).click();
  expect(chat.host.inputs('editor.openCitation')).toEqual([
    { path: 'app/[id]/page.tsx', line: 12 },
    { path: 'app/(shop)/cart.tsx', line: 1 },
    { path: 'app/[[...slug]]/page.tsx', line: 3, endLine: 5 },
  ]);
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
  await chat.page
    .getByText(/^Not attached: passwd \(it lies outside of the workspace, and its content/)
    .waitFor();
  await chat.page.getByText('Copy it into the workspace and name it with @').waitFor();
  expect(chat.problems).toEqual([]);
});

it('all that a drag from the editor names is taken, each once, however it is written', async () => {
  const chat = await pages.open();
  const drop = async (data: Readonly<Record<string, string>>): Promise<void> =>
    chat.input.evaluate((input, given) => {
      const dataTransfer = new DataTransfer();
      for (const [type, value] of Object.entries(given)) dataTransfer.setData(type, value);
      const init = { dataTransfer, bubbles: true, cancelable: true };
      if (input.dispatchEvent(new DragEvent('dragover', init))) throw new Error('is refused');
      input.dispatchEvent(new DragEvent('drop', init));
    }, data);
  await drop({ ResourceURLs: JSON.stringify(['file:///project/src/a.ts']) });
  await expect.poll(() => chat.text()).toBe('@src/a.ts ');
  await chat.input.fill('');
  await drop({ CodeFiles: JSON.stringify(['/project/src/b.ts', '/etc/hosts']) });
  await expect.poll(() => chat.text()).toBe('@src/b.ts ');
  await chat.page.getByText(/^Not attached: hosts \(it lies outside of the workspace/).waitFor();
  await chat.input.fill('');
  await drop({
    'text/uri-list': 'file:///project/src/%5Bid%5D.ts',
    ResourceURLs: JSON.stringify(['file:///project/src/[id].ts', 'file:///project/src/c.ts']),
    CodeFiles: JSON.stringify(['/project/src/[id].ts', '/project/src/c.ts', '/project/src']),
  });
  await expect.poll(() => chat.text()).toBe('@src/%5Bid%5D.ts @src/c.ts @src ');
});

it('a drag that the editor keeps for itself is not shown as one that is taken, and says what to do', async () => {
  const chat = await pages.open({ width: NARROW });
  const over = (shiftKey: boolean): Promise<boolean> =>
    chat.input.evaluate((input, isHeld) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['a list'], 'list.txt', { type: 'text/plain' }));
      const init = { dataTransfer, shiftKey: isHeld, bubbles: true, cancelable: true };
      return input.dispatchEvent(new DragEvent('dragover', init));
    }, shiftKey);
  const isTaken = (): Promise<number> =>
    chat.page.locator('.composer-box[data-hovered="true"]').count();
  await over(false);
  await chat.get('drop-hint').getByText('Hold Shift while you let go').waitFor();
  expect(await isTaken()).toBe(0);
  expect(await chat.axe()).toEqual([]);
  expect(await chat.overflow()).toEqual([]);
  await chat.screenshot(`drag-without-shift-${NARROW}`);
  await over(true);
  await expect.poll(isTaken).toBe(1);
  expect(await chat.get('drop-hint').count()).toBe(0);
  await over(false);
  await chat.get('drop-hint').waitFor();
  await chat.page.mouse.move(30, 30);
  await expect.poll(() => chat.get('drop-hint').count()).toBe(0);
  expect(await isTaken()).toBe(0);
});

it.each(['not JSON', '{"a":1}', '[1, 2]', '[]'])(
  'a drag whose list is %s is told, not lost',
  async (list) => {
    const chat = await pages.open();
    await chat.input.evaluate((input, given) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('ResourceURLs', given);
      input.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, list);
    await chat.page.getByText('Nothing in what you dropped could be read.').waitFor();
    expect(chat.problems).toEqual([]);
  },
);

it('files from outside of the workspace are attached when they are texts or images; each other one is told, with what to do', async () => {
  const chat = await pages.open({ width: NARROW });
  await chat.input.evaluate((input) => {
    const dataTransfer = new DataTransfer();
    const add = (content: BlobPart, name: string, type = '') =>
      dataTransfer.items.add(new File([content], name, { type }));
    add('a shopping list\n', 'notes of today, the first of several.txt', 'text/plain');
    add('an image', 'shot.png', 'image/png');
    add('<svg/>', 'drawing.svg', 'image/svg+xml');
    add('', 'empty.log');
    add(new Uint8Array([0x50, 0x4b, 3, 4, 0]), 'archive.zip');
    add(new Uint8Array([0xff, 0xfe, 0x61]), 'latin.txt');
    add(new Uint8Array(1024 * 1024 + 1).fill(97), 'large.csv');
    add(new Uint8Array(5 * 1024 * 1024 + 1), 'large.png', 'image/png');
    add('no image', 'broken.png', 'image/png');
    // A file of the workspace is named, also where the system gives its content.
    dataTransfer.setData('text/uri-list', 'file:///project/src/a.ts');
    add('export {}', 'a.ts');
    input.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect
    .poll(() => chat.get('composer-attached').allInnerTexts())
    .toEqual(['notes of today, the first of several.txt', 'shot.png', 'drawing.svg', 'empty.log']);
  const said = await chat.page.getByText(/^Not attached: /).innerText();
  for (const left of [
    'archive.zip (neither a text nor an image)',
    'latin.txt (neither a text nor an image)',
    'large.csv (larger than 1 MB)',
    'large.png (The image is larger than 5 MB.)',
    'broken.png (It is no image.)',
  ])
    expect(said).toContain(left);
  expect(await chat.text()).toBe('@src/a.ts ');
  expect(await chat.axe()).toEqual([]);
  expect(await chat.overflow()).toEqual([]);
  await chat.screenshot(`dropped-${NARROW}`);
  await chat.button('Remove drawing.svg').click();
  await chat.input.press('Enter');
  await expect.poll(() => chat.get('composer-attached').count()).toBe(0);
  expect(chat.host.inputs('turn.start')).toMatchObject([
    {
      text: '@src/a.ts',
      attachments: [
        { kind: 'file', text: 'a shopping list\n', outside: true },
        { kind: 'image', path: 'shot.png' },
        { kind: 'file', path: 'empty.log', text: '' },
      ],
    },
  ]);
});

it('two files of one name are attached each with its own content', async () => {
  const chat = await pages.open();
  await chat.drop(
    ['of a', 'of b'].map((content) => ({ name: 'notes.md', content })),
    ['file:///home/a/notes.md', 'file:///home/b/notes.md'],
  );
  await expect.poll(() => chat.get('composer-attached').count()).toBe(2);
  await chat.input.fill('compare');
  await chat.input.press('Enter');
  await expect
    .poll(() => chat.host.inputs('turn.start'))
    .toMatchObject([{ attachments: [{ text: 'of a' }, { text: 'of b' }] }]);
  expect(chat.problems).toEqual([]);
});

it('a text file that is pasted is attached; words that come with a file stay words', async () => {
  const chat = await pages.open();
  const paste = async (words: string): Promise<boolean> =>
    chat.input.evaluate((input, said) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['x'], 'table.csv', { type: 'text/csv' }));
      if (said !== '') clipboardData.setData('text', said);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      return input.dispatchEvent(event);
    }, words);
  expect(await paste('1,2')).toBe(true);
  expect(await paste('')).toBe(false);
  await expect.poll(() => chat.get('composer-attached').allInnerTexts()).toEqual(['table.csv']);
});
