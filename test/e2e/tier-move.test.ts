// The tier is changed in the settings of a real editor: its dialog is answered by keyboard, what lies in the old place is in
// the new one afterwards, and where the new one does not answer nothing is lost.
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freePort } from '../host/servers.mjs';
import { Editor } from './support/editor.js';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.open({
    workspace: 'repos/typescript',
    settings: { 'memfun.tierSessions': true },
  });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.screenshot(`failed: ${task.name}`);
});
afterAll(() => editor.close());

/** A message of the editor that says this. */
const message = (text: RegExp): Locator =>
  editor.page.locator('.notifications-toasts .notification-list-item', { hasText: text });

async function press(shown: Locator, button: string): Promise<void> {
  await shown.getByRole('button', { name: button }).focus();
  await editor.page.keyboard.press('Enter');
}

async function titles(): Promise<readonly string[]> {
  await editor.chat();
  await editor.frame().getByRole('tab', { name: 'History' }).click();
  const rows = editor.frame().getByTestId('history-row');
  await rows.first().waitFor();
  const texts = await rows.allInnerTexts();
  await editor.frame().getByRole('tab', { name: 'Chat' }).click();
  return texts;
}

/** Makes the change, accepts what is asked, and goes on in the reloaded window. */
async function moveTo(kind: string): Promise<void> {
  await editor.changeSettings({ 'memfun.tier': kind });
  const offer = message(/conversations: 1/);
  await offer.waitFor();
  await editor.screenshot(`tier-offer-${kind}`);
  await press(offer, 'Copy Over');
  const done = message(/Reload the window to go on/);
  await done.waitFor();
  await editor.screenshot(`tier-done-${kind}`);
  await press(done, 'Reload Window');
  await done.waitFor({ state: 'detached' });
}

it('conversations go with the tier into SQLite and back, asked about in dialogs that keys answer', async () => {
  const chat = await editor.send('/remember We deploy on Tuesdays');
  await chat.getByTestId('message-assistant').getByText('Tuesdays').first().waitFor();
  await moveTo('sqlite');
  expect(await titles()).toEqual([expect.stringContaining('Tuesdays')]);
  // Said in SQLite, and there when the files are gone back to: it was not in them before.
  await editor.send('/remember We freeze on Fridays');
  await editor.frame().getByTestId('message-assistant').getByText('Fridays').first().waitFor();
  await moveTo('in-process');
  expect(await titles()).toEqual([expect.stringContaining('Tuesdays')]);
  await editor.frame().getByText('Remembered: We freeze on Fridays').waitFor();
});

it('where the new place does not answer it is said what to do, and the conversations are where they were', async () => {
  const server = `redis://127.0.0.1:${await freePort()}`;
  await editor.changeSettings({ 'memfun.tier': 'redis', 'memfun.tierServers': [server] });
  await press(message(/conversations: 1/), 'Copy Over');
  const failed = message(/cannot be reached|does not answer/);
  await failed.waitFor();
  await editor.screenshot('tier-refused');
  for (const part of [server, 'Nothing is lost: all of it is still in files of this machine.'])
    expect(await failed.innerText()).toContain(part);
  expect(await titles()).toEqual([expect.stringContaining('Tuesdays')]);
});
