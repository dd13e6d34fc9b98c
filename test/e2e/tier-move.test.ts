// The tier is changed in the settings of a real editor: its messages are answered by keys alone, what lies in the old place
// is in the new one afterwards, and where the new one does not answer nothing is lost.
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startNats, startRedis, type TestServer } from '../conformance/tiers/servers.js';
import { freePort } from '../host/servers.mjs';
import { Editor } from './support/editor.js';

let editor: Editor;
let redis: TestServer;
let nats: TestServer;
beforeAll(async () => {
  [redis, nats] = await Promise.all([startRedis(), startNats()]);
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
  editor.page.locator('.notification-list-item', { hasText: text }).first();

/** The list of messages by its keys, and in it the button by Tab, as a person does who uses no mouse. */
async function press(button: string): Promise<void> {
  const { page } = editor;
  const wanted = page.locator('.notifications-center').getByRole('button', { name: button });
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+Shift+N');
  await wanted.waitFor();
  for (let tabs = 0; !(await wanted.evaluate((node) => node.matches(':focus'))); tabs++) {
    if (tabs === 20) throw new Error(`no key leads to "${button}"`);
    await page.keyboard.press('Tab');
  }
  await editor.screenshot(`tier-keys-${button}`);
  await page.keyboard.press('Enter');
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
async function moveTo(kind: string, server?: string): Promise<void> {
  const servers = server === undefined ? {} : { 'memfun.tierServers': [server] };
  await editor.changeSettings({ 'memfun.tier': kind, ...servers });
  const offer = message(/conversations: 1/);
  await offer.waitFor();
  await editor.screenshot(`tier-offer-${kind}`);
  await press('Copy Over');
  const done = message(/Reload the window to go on/);
  await done.waitFor();
  await editor.screenshot(`tier-done-${kind}`);
  await editor.reloads(() => press('Reload Window'));
}

/** Says it in the conversation that is open, and waits for the answer. */
async function remember(text: string, word: string): Promise<void> {
  const chat = await editor.send(`/remember ${text}`);
  await chat.getByTestId('message-assistant').getByText(word).first().waitFor();
}

it('conversations go with the tier into SQLite and back, asked about in messages that keys answer', async () => {
  await remember('We deploy on Tuesdays', 'Tuesdays');
  await moveTo('sqlite');
  expect(await titles()).toEqual([expect.stringContaining('Tuesdays')]);
  // Said in SQLite, and there when the files are gone back to: it was not in them before.
  await remember('We freeze on Fridays', 'Fridays');
  await moveTo('in-process');
  expect(await titles()).toEqual([expect.stringContaining('Tuesdays')]);
  await editor.frame().getByText('Remembered: We freeze on Fridays').waitFor();
});

it('they go on to a Redis server, and from there to a NATS server', async () => {
  await moveTo('redis', `redis://127.0.0.1:${redis.port}`);
  expect(await titles()).toEqual([expect.stringContaining('Tuesdays')]);
  await remember('We rest on Sundays', 'Sundays');
  await moveTo('nats', `nats://127.0.0.1:${nats.port}`);
  expect(await titles()).toEqual([expect.stringContaining('Tuesdays')]);
  for (const text of ['We freeze on Fridays', 'We rest on Sundays'])
    await editor.frame().getByText(`Remembered: ${text}`).waitFor();
});

it('where the new place does not answer it is said what to do, and the conversations are where they were', async () => {
  const server = `redis://127.0.0.1:${await freePort()}`;
  await editor.changeSettings({ 'memfun.tier': 'redis', 'memfun.tierServers': [server] });
  await message(/conversations: 1/).waitFor();
  await press('Copy Over');
  const failed = message(/cannot be reached|does not answer/);
  await failed.waitFor();
  await editor.screenshot('tier-refused');
  for (const part of [server, 'Nothing is lost: all of it is still in NATS.'])
    expect(await failed.innerText()).toContain(part);
  expect(await titles()).toEqual([expect.stringContaining('Tuesdays')]);
});
