// The editor in German: what Memfun shows in it, from the palette to an approval, is German.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Editor } from './support/editor.js';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.open({ workspace: 'repos/typescript', language: 'de' });
});
afterAll(() => editor.close());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.screenshot(`failed: ${task.name}`);
});

it('offers its commands and its view in German', async () => {
  const chat = await editor.chat();
  await chat.getByRole('button', { name: 'Ein Modell einrichten' }).waitFor();
  await editor.screenshot('german-chat');
  await editor.page.keyboard.press('F1');
  await editor.page.locator('.quick-input-widget input').first().fill('>Memfun: Arbeitsbereich');
  await editor.page
    .locator('.quick-input-list .monaco-list-row', { hasText: 'Arbeitsbereich untersuchen' })
    .waitFor();
  await editor.screenshot('german-palette');
  await editor.page.keyboard.press('Escape');
  expect(await editor.page.locator('.statusbar').innerText()).toContain('ohne Modell');
});
