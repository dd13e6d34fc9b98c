// The policy of the live page, as it is read there and as it works: no network, no foreign script, no evaluated text.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Pages } from './support/chat-page.js';
import { HOSTILE_ANSWERS } from './support/hostile.js';
import { turn } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

it('allows its own script by nonce, images of its own and of data, and no connection', async () => {
  const chat = await pages.open();
  const text = await chat.page
    .locator('meta[http-equiv="Content-Security-Policy"]')
    .getAttribute('content');
  const policy = new Map(
    (text ?? '').split(';').map((part) => {
      const [name = '', ...values] = part.trim().split(/\s+/);
      return [name, values] as const;
    }),
  );
  expect(text).not.toContain('unsafe-eval');
  expect(policy.get('default-src')).toEqual([`'none'`]);
  expect(policy.get('connect-src')).toEqual([`'none'`]);
  expect(policy.get('script-src')?.every((source) => /^'nonce-.+'$/.test(source))).toBe(true);
  const own = new URL(chat.page.url()).origin;
  expect(new Set(policy.get('img-src'))).toEqual(new Set([own, 'data:']));
  expect(policy.get('form-action')).toEqual([`'none'`]);
  expect(policy.get('base-uri')).toEqual([`'none'`]);
  for (const name of ['frame-src', 'object-src', 'worker-src'])
    expect(policy.get(name) ?? [`'none'`]).toEqual([`'none'`]);
});

it('is kept: nothing is fetched, evaluated, run or drawn from elsewhere', async () => {
  const chat = await pages.open();
  const tried = await chat.page.evaluate(async () => {
    const refused: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      refused.push(effectiveDirective);
    });
    const failed = async (work: () => unknown): Promise<boolean> => {
      try {
        await work();
        return false;
      } catch {
        return true;
      }
    };
    const own = location.origin;
    const fetched = await failed(() => fetch(`${own}/favicon.ico`));
    // Later, in a task of the page itself: what a driver evaluates is excepted from its policy.
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    const evaluated = await failed(() => Reflect.construct(Function, ['return 1']));
    const script = document.createElement('script');
    script.textContent = 'globalThis.owned = true';
    document.body.append(script);
    const image = new Image();
    const drawn = new Promise((resolve) => {
      image.addEventListener('load', () => resolve(true));
      image.addEventListener('error', () => resolve(false));
    });
    image.src = 'https://example.com/pixel.png';
    return {
      fetched,
      evaluated,
      owned: Reflect.get(globalThis, 'owned'),
      drawn: await drawn,
      refused,
    };
  });
  expect(tried).toMatchObject({ fetched: true, evaluated: true, owned: undefined, drawn: false });
  expect(tried.refused).toEqual(expect.arrayContaining(['connect-src', 'script-src', 'img-src']));
});

it(`${HOSTILE_ANSWERS.length} hostile answers are text: nothing runs, loads, covers the page or leads out of it`, async () => {
  const chat = await pages.open({
    events: HOSTILE_ANSWERS.flatMap((answer, i) =>
      turn(`t${i}`, { question: `Number ${i}.`, answer, citations: [] }),
    ),
    height: 18_000,
  });
  const requested: string[] = [];
  chat.page.on('request', (request) => requested.push(request.url()));
  await expect.poll(() => chat.get('message-assistant').count()).toBe(HOSTILE_ANSWERS.length);
  const answers = chat.get('message-assistant');
  for (const tag of [
    'script',
    'img',
    'style',
    'iframe',
    'svg',
    'b',
    'form',
    'object',
    'embed',
    'link',
    'meta',
    'base',
    'video',
    'audio',
    'input',
    'math',
    'marquee',
    'template',
  ])
    expect(await answers.locator(tag).count(), `<${tag}>`).toBe(0);
  const attributes = await answers
    .locator('*')
    .evaluateAll((elements) =>
      elements.flatMap((element) =>
        [...element.attributes].map(({ name }) => name).filter((name) => name.startsWith('on')),
      ),
    );
  expect(attributes).toEqual([]);
  const hrefs = await answers
    .locator('a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(hrefs.filter((href) => !/^https?:|^mailto:/.test(href))).toEqual([]);
  for (const link of await answers.getByText('click', { exact: true }).all()) await link.click();
  expect(await chat.page.evaluate(() => Reflect.get(globalThis, 'owned'))).toBeUndefined();
  expect(requested).toEqual([]);
  // Whoever clicks a web link is asked by the editor; nothing but web links gets that far.
  for (const input of chat.host.inputs('editor.openExternal'))
    expect(input).toMatchObject({ url: expect.stringMatching(/^https?:/) });
  expect(chat.host.inputs('host.command')).toEqual([]);
  expect(chat.problems).toEqual([]);
});
