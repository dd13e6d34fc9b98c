// What is dragged onto the message box in the real editor: files of the system, of the explorer, and a tab.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../host/paths.mjs';
import { dragToMessageBox, dropFiles, holdFiles } from './support/drag.js';
import { Editor } from './support/editor.js';

const SOON = { timeout: 30_000 };

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await Editor.last?.screenshot(`failed: ${task.name}`);
});

describe('what is dragged onto the message box', () => {
  let editor: Editor;
  let outside: string;

  beforeAll(async () => {
    outside = mkdtempSync(path.join(tmpdir(), 'outside-'));
    copyFileSync(path.join(root, 'media/answer.png'), path.join(outside, 'shot.png'));
    writeFileSync(path.join(outside, 'notes.txt'), 'The ferry leaves at nine.\n');
    writeFileSync(path.join(outside, 'packed.zip'), new Uint8Array([0x50, 0x4b, 3, 4, 0]));
    writeFileSync(path.join(outside, 'large.csv'), 'a'.repeat(1024 * 1024 + 1));
    mkdirSync(path.join(outside, 'folder'));
    editor = await Editor.open({ workspace: 'repos/typescript' });
    await editor.chat();
  });
  afterAll(async () => {
    await editor.close();
    rmSync(outside, { recursive: true, force: true });
  });

  const input = () => editor.frame().getByTestId('chat-input');
  const attached = async (): Promise<readonly string[]> => {
    const all = await editor.frame().getByTestId('composer-attached').allInnerTexts();
    return all.map((text) => text.split('\n')[0] ?? '');
  };
  const begin = async (draft: string): Promise<void> => {
    const chat = await editor.chat();
    await input().fill(draft);
    const remove = chat.getByTestId('composer-attached').getByRole('button');
    while ((await remove.count()) > 0) await remove.first().click();
  };

  it('from the desktop is attached with Shift; what cannot be is told by name and why, and nothing else is lost', async () => {
    await begin('what is in these?');
    const names = ['shot.png', 'packed.zip', 'large.csv', 'folder', 'notes.txt'];
    await dropFiles(
      editor,
      names.map((name) => path.join(outside, name)),
    );
    await expect.poll(attached, SOON).toEqual(['shot.png', 'notes.txt']);
    const told = editor.frame().getByText(/^Not attached: /);
    await told.waitFor(SOON);
    expect(await told.innerText()).toBe(
      'Not attached: packed.zip (neither a text nor an image), large.csv (larger than 1 MB), folder (a folder whose place the system does not tell: drag it from the explorer).',
    );
    expect(await input().inputValue()).toBe('what is in these?');
    await editor.screenshot('dragged-from-the-desktop');
    await input().press('Enter');
    const sent = editor.frame().getByTestId('message-user').last();
    await expect.poll(() => sent.innerText(), SOON).toContain('what is in these?');
    await expect.poll(() => sent.innerText(), SOON).toContain('notes.txt');
    expect(await sent.getByRole('img').count()).toBeGreaterThan(0);
    expect(await attached()).toEqual([]);
    const answer = editor.frame().getByTestId('message-assistant').last();
    await expect.poll(() => answer.innerText(), SOON).toContain('The ferry leaves at nine.');
    await editor.screenshot('answered-from-the-desktop');
  });

  it('from the desktop without Shift is kept by the editor, and the message box says what to do', async () => {
    await begin('a draft');
    const hint = editor.frame().getByTestId('drop-hint');
    const place = editor.frame().locator('.composer-box[data-hovered="true"]');
    const held = await holdFiles(editor, [path.join(outside, 'notes.txt')], false);
    await hint.waitFor(SOON);
    expect(await place.count()).toBe(0);
    await editor.screenshot('dragged-without-shift');
    await expect
      .poll(async () => {
        await held.over(true);
        return (await place.count()) - (await hint.count());
      }, SOON)
      .toBe(1);
    await held.over(false);
    await hint.waitFor(SOON);
    await held.drop();
    await expect
      .poll(async () => {
        await input().hover();
        return hint.count();
      }, SOON)
      .toBe(0);
    expect(await place.count()).toBe(0);
    expect(await attached()).toEqual([]);
    expect(await input().inputValue()).toBe('a draft');
  });

  it.each([
    ['a file', 'README.md'],
    ['a folder', 'src'],
  ])('from the explorer is named: %s', async (_kind, name) => {
    await begin('compare');
    const icon = (of: RegExp) => editor.page.locator('.activitybar').getByRole('tab', { name: of });
    await icon(/^Explorer/).click();
    const row = editor.page.locator('.explorer-folders-view').getByRole('treeitem', { name });
    await row.waitFor(SOON);
    // The view of Memfun opens under a drag that rests on its icon.
    await dragToMessageBox(editor, row, [[icon(/^Memfun/), input()]]);
    await expect.poll(() => input().inputValue(), SOON).toBe(`compare @${name} `);
    await editor.screenshot(`dragged-from-the-explorer-${name}`);
  });

  it('is a tab: its file is named', async () => {
    await begin('');
    await editor.openFile('retry.ts');
    await dragToMessageBox(editor, editor.page.locator('.tab.active'));
    await expect.poll(() => input().inputValue(), SOON).toBe('@src/retry.ts ');
  });
});
