// The chat page as people meet it: themes, narrow and wide, keyboard alone, hostile text, lost messages.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageBrowser, screenshot, THEMES } from './support/browser.js';
import { answered, RICH, started } from './support/conversation.js';
import { FakeHost } from './support/fake-host.js';

let browser: PageBrowser;
beforeAll(async () => {
  browser = await PageBrowser.start();
});
afterAll(() => browser.close());

const MEMORY = {
  id: 'm1',
  content: 'The port is 8080',
  layer: 'project',
  category: 'fact',
  tags: ['server'],
  pinned: false,
  updatedAt: 0,
  useCount: 2,
  source: 'user',
};

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const run = (window as unknown as { axe: typeof axe }).axe;
    const result = await run.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    return result.violations.flatMap((v) =>
      v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary?.slice(0, 200)}`),
    );
  });
  return found;
}

const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

describe.each(THEMES)('in the theme %s', (theme) => {
  it.each([300, 600])('every view is accessible and fits at %i px', async (width) => {
    const host = new FakeHost(RICH);
    host.memories = [MEMORY];
    const { page, problems } = await browser.open(host, theme, width);
    await page.getByTestId('message-assistant').first().waitFor();
    for (const view of ['Chat', 'Memory', 'Traces', 'History']) {
      await page.getByRole('tab', { name: view }).click();
      await page.waitForTimeout(100);
      expect(await violations(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
      await screenshot(page, `${view}-${theme}-${width}`);
    }
    expect(problems).toEqual([]);
    await page.close();
  });
});

describe('the first run', () => {
  it('offers to set up a model once, and takes no for an answer', async () => {
    const host = new FakeHost();
    host.state = { ...host.state, offerSetUp: true };
    const { page } = await browser.open(host);
    await page.getByRole('button', { name: 'Set up a model' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'first-run');
    await page.getByRole('button', { name: 'Not now' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Set up a model' }).count()).toBe(0);
    expect(host.asked.map((request) => request.name)).toContain('host.dismissSetUp');
    await page.close();
  });
});

describe('the keyboard alone', () => {
  it('sends, completes a command, recalls a message and stops a run', async () => {
    const host = new FakeHost();
    const { page } = await browser.open(host);
    await page.getByTestId('chat-input').focus();
    await page.keyboard.type('first');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('line two');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => host.asked.find((request) => request.name === 'turn.start')?.input)
      .toMatchObject({ text: 'first\nline two', effort: 'auto' });
    await host.setRunning(true);
    await host.emit([started('t', 'first')]);
    await page.getByTestId('chat-stop').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('chat-stop').count()).toBe(0);
    expect(host.asked.map((request) => request.name)).toContain('turn.stop');

    await page.keyboard.press('ArrowUp');
    expect(await page.getByTestId('chat-input').inputValue()).toBe('first');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('/re');
    await page.getByRole('option', { name: '/remember' }).waitFor();
    await screenshot(page, 'slash');
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('chat-input').inputValue()).toBe('/remember ');
    await page.close();
  });
});

describe('what comes from outside', () => {
  it('hostile Markdown stays text: no script, no frame, no dangerous link', async () => {
    const hostile =
      '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">\n\n' +
      '[a](javascript:window.hacked=1) [b](command:memfun.setUp) ![c](data:text/html,x)\n\n' +
      '<iframe src="https://example.com"></iframe>\n\n[ok](https://example.com/)';
    const host = new FakeHost([started('t', '<b>hi</b>'), ...answered('t', hostile)]);
    const { page } = await browser.open(host);
    const message = page.getByTestId('message-assistant');
    await message.getByText('<script>').waitFor();
    expect(await message.locator('script, img, iframe').count()).toBe(0);
    expect(await message.locator('a').count()).toBe(1);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await message.getByRole('link', { name: 'ok' }).click();
    await expect
      .poll(() => host.asked.at(-1))
      .toEqual({ name: 'editor.openExternal', input: { url: 'https://example.com/' } });
    await page.close();
  });

  it('a lost message is noticed and asked for again', async () => {
    const host = new FakeHost([started('t', 'hello')]);
    const { page } = await browser.open(host);
    await page.getByTestId('message-user').waitFor();
    await host.emit([{ at: 2, turnId: 't', type: 'answer.delta', text: 'Port ' }], true);
    await host.emit([{ at: 2, turnId: 't', type: 'answer.delta', text: '8080' }]);
    await page.getByText('Port 8080').waitFor();
    expect(host.asked.filter((request) => request.name === 'conversation.get').length).toBe(2);
    await page.close();
  });

  it('a long answer is followed to its end while it streams', async () => {
    const host = new FakeHost([started('t', 'hello')]);
    const { page } = await browser.open(host);
    await page.getByTestId('message-user').waitFor();
    for (let i = 0; i < 60; i++) {
      await host.emit([{ at: 2, turnId: 't', type: 'answer.delta', text: `Paragraph ${i}\n\n` }]);
    }
    await expect.poll(() => page.getByText('Paragraph 59').isVisible()).toBe(true);
    const left = (): Promise<number> =>
      page.evaluate(() => {
        const list = document.querySelector('.message-scroller');
        return list === null ? -1 : list.scrollHeight - list.scrollTop - list.clientHeight;
      });
    await expect.poll(left).toBeLessThan(5);
    await page.close();
  });
});

describe('the memory view', () => {
  it('forgets with undo', async () => {
    const host = new FakeHost();
    host.memories = [MEMORY];
    const { page } = await browser.open(host);
    await page.getByRole('tab', { name: 'Memory' }).click();
    const row = page.getByTestId('memory-row');
    await row.getByRole('button', { name: 'Forget' }).click();
    await expect.poll(() => row.count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await row.getByText('8080').waitFor();
    await page.close();
  });
});
