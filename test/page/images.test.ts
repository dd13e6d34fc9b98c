// Images of a message are seen: small, with name and size, in the composer and in what was sent.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { HostMessage } from '../../extension/bridge/index.js';
import type { RunEvent } from '../../runtime/core/index.js';
import { root } from '../host/paths.mjs';
import { type ChatPage, Pages } from './support/chat-page.js';
import { lookAtScenes } from './support/scenes.js';
import { says, turn } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

const SHOT = readFileSync(path.join(root, 'media/answer.png'));
const GRAPH = readFileSync(path.join(root, 'media/memory-graph.png'));
const images = { 'docs/graph.png': GRAPH };
const shot = { name: 'shot.png', content: SHOT, type: 'image/png' };

/** What an image is drawn from, once it is drawn. */
async function source(chat: ChatPage, name: string): Promise<string> {
  const image = chat.page.getByRole('img', { name: `Small picture of ${name}` });
  await image.waitFor();
  await expect
    .poll(() => image.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0))
    .toBe(true);
  return (await image.getAttribute('src')) ?? '';
}

it('an image that was dropped is shown small with its name and size, opened by a click, and sent', async () => {
  const chat = await pages.open({ script: says('I see.') });
  await chat.drop([shot]);
  const small = await source(chat, 'shot.png');
  expect(small).toMatch(/^data:image\/webp;base64,/);
  expect(small.length).toBeLessThan(20_000);
  const kilobytes = `${Math.round(SHOT.length / 1000)} kB`;
  expect(await chat.get('composer-attached').innerText()).toBe(`shot.png\n${kilobytes}`);
  await chat.button(`Open shot.png ${kilobytes}`).click();
  await expect.poll(() => chat.host.opened).toMatchObject([{ path: /^images\/\w+\.png$/ }]);
  await chat.send('what is this?');
  await chat.get('message-image').getByText('shot.png').waitFor();
  await source(chat, 'shot.png');
  // The page had it: the host was not asked for it.
  expect(chat.host.inputs('image.get')).toEqual([]);
  expect(chat.problems).toEqual([]);
});

it('an image of an earlier message is asked for once and never travels with the conversation', async () => {
  const chat = await pages.open({ script: says('I see.') });
  const sizes: number[] = [];
  chat.host.lose = (message: HostMessage) => {
    const { kind } = message;
    if (kind === 'notification') sizes.push(JSON.stringify(message).length);
    return false;
  };
  await chat.drop([shot]);
  await source(chat, 'shot.png');
  await chat.send('what is this?');
  await chat.idle();
  await chat.reload();
  await chat.get('message-image').waitFor();
  await source(chat, 'shot.png');
  expect(chat.host.inputs('image.get')).toHaveLength(1);
  expect(Math.max(...sizes)).toBeLessThan(10_000);
});

it('an image that a message names with @ is shown when there is one, and can be taken out of the text', async () => {
  const chat = await pages.open({ images });
  await chat.input.fill('compare @docs/graph.png with @docs/missing.png, please');
  await source(chat, 'graph.png');
  expect(await chat.get('composer-named').count()).toBe(1);
  await chat.tabTo('chat-input');
  await chat.page.keyboard.press('Shift+Tab');
  await expect
    .poll(() => chat.page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Remove docs/graph.png');
  await chat.page.keyboard.press('Enter');
  expect(await chat.text()).toBe('compare with @docs/missing.png, please');
  await expect.poll(() => chat.get('composer-named').count()).toBe(0);
});

it('an image that cannot be shown has its name and an icon, and can still be opened and removed', async () => {
  const chat = await pages.open();
  const content = Buffer.concat([SHOT.subarray(0, 8), Buffer.from('broken')]);
  await chat.drop([{ name: 'torn.png', content, type: 'image/png' }]);
  const card = chat.get('composer-attached');
  await card.getByText('torn.png').waitFor();
  await expect.poll(() => chat.host.inputs('image.get').length).toBe(1);
  expect(await card.locator('.codicon-file-media').count()).toBe(1);
  expect(await card.locator('img').count()).toBe(0);
  await chat.button('Open torn.png (no picture)').waitFor();
  await chat.button('Remove torn.png').click();
  await expect.poll(() => card.count()).toBe(0);
});

const MENTION: RunEvent = {
  type: 'mentions.resolved',
  at: 1,
  turnId: 't1',
  mentions: [
    {
      token: '@docs/graph.png',
      kind: 'file',
      label: 'docs/graph.png',
      detail: '81 kB',
      found: true,
      path: 'docs/graph.png',
    },
    { token: '@diff', kind: 'diff', label: 'Changes', detail: '3 changed files', found: true },
  ],
};

function withImages(): readonly RunEvent[] {
  const [first, ...rest] = turn('t1', {
    question: 'why does @docs/graph.png differ from this since @diff?',
    answer: 'The colours changed.',
    citations: [],
  });
  if (first?.type !== 'turn.started') throw new Error('a turn has a beginning');
  const gone = { kind: 'image' as const, path: 'Pasted image 1', stored: `${'0'.repeat(32)}.png` };
  const request = { ...first.request, attachments: [gone] };
  return [{ ...first, request }, MENTION, ...rest];
}

lookAtScenes({
  images: {
    options: { events: withImages(), images, height: 620 },
    prepare: async (chat) => {
      await source(chat, 'graph.png');
      await chat.drop([
        { ...shot, name: 'a screenshot with a name that is rather long.png' },
        { name: 'notes.txt' },
      ]);
      await source(chat, 'a screenshot with a name that is rather long.png');
    },
  },
});
