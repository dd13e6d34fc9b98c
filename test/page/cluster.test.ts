// Workers and their tasks: seen live and only while somebody looks, and decided about with the keyboard.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ChatPage, Pages } from './support/chat-page.js';
import { CLUSTER } from './support/cluster.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(() => pages.closeAll());
afterAll(() => pages.close());

const opened = async (options: Parameters<Pages['open']>[0] = {}): Promise<ChatPage> => {
  const chat = await pages.open(options);
  chat.host.show('cluster');
  await chat.get('cluster-glance').waitFor();
  return chat;
};
const press = async (chat: ChatPage, name: string): Promise<void> => {
  await chat.button(name).focus();
  await chat.page.keyboard.press('Enter');
};
const asked = (chat: ChatPage): number => chat.host.inputs('cluster.get').length;
const REVIEW = 'Review src/queue/dead-letters.ts';

describe('the cluster', () => {
  it('is shown as it is now: another worker appears by itself', async () => {
    const chat = await opened();
    expect(await chat.get('cluster-worker').count()).toBe(3);
    const [first] = CLUSTER.workers;
    if (first === undefined) throw new Error('there is no worker');
    const bergen = { ...first, id: 'agt_bergen', name: 'bergen', running: [] };
    chat.host.cluster.state = { ...CLUSTER, workers: [...CLUSTER.workers, bergen] };
    await chat.get('cluster-worker').filter({ hasText: 'bergen' }).waitFor();
  });

  it('asks nothing while nobody looks, and at once when somebody does', async () => {
    const chat = await opened();
    const hide = (hidden: boolean) =>
      chat.page.evaluate((now) => {
        Object.defineProperty(document, 'visibilityState', {
          configurable: true,
          get: () => (now ? 'hidden' : 'visible'),
        });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await hide(true);
    const before = asked(chat);
    // Longer than the rest between questions.
    await chat.page.waitForTimeout(3_500);
    expect(asked(chat)).toBe(before);
    await hide(false);
    await expect.poll(() => asked(chat)).toBeGreaterThan(before);
    await chat.page.getByRole('tab', { name: 'Chat' }).click();
    const then = asked(chat);
    await chat.page.waitForTimeout(3_500);
    expect(asked(chat)).toBe(then);
  });

  it('a dead letter is put back, or discarded after one more question, with the keyboard', async () => {
    const chat = await opened();
    await press(chat, `Discard: ${REVIEW}`);
    await chat.page.getByText('Discard it for good?').waitFor();
    await chat.page.keyboard.press('Escape');
    expect(await chat.page.getByText('Discard it for good?').count()).toBe(0);
    await press(chat, `Put back: ${REVIEW}`);
    await chat.page.getByRole('status').getByText(`Put back: ${REVIEW}`).waitFor();
    expect(chat.host.inputs('cluster.requeue')).toEqual([{ taskId: 'tsk_4' }]);

    chat.host.cluster.state = CLUSTER;
    await chat.button(`Discard: ${REVIEW}`).waitFor();
    await press(chat, `Discard: ${REVIEW}`);
    await chat.page.keyboard.press('Tab');
    await chat.page.keyboard.press('Enter');
    await chat.page.getByRole('status').getByText(`Discarded: ${REVIEW}`).waitFor();
    expect(chat.host.inputs('cluster.discard')).toEqual([{ taskId: 'tsk_4' }]);
    await chat.button(`Discard: ${REVIEW}`).waitFor({ state: 'detached' });
  });

  it('is asked for again at once when something was decided while an answer was on its way', async () => {
    const chat = await opened();
    let release = (): void => undefined;
    const before = asked(chat);
    chat.host.cluster.held = new Promise((resolve) => {
      release = resolve;
    });
    await expect.poll(() => asked(chat), { timeout: 10_000 }).toBeGreaterThan(before);
    // Slow answers are asked for less often: the next one would be far off.
    await chat.page.waitForTimeout(1_500);
    await press(chat, `Put back: ${REVIEW}`);
    await chat.page.getByRole('status').getByText(`Put back: ${REVIEW}`).waitFor();
    const then = asked(chat);
    release();
    await expect.poll(() => asked(chat), { timeout: 3_000 }).toBeGreaterThan(then);
    await chat.button(`Put back: ${REVIEW}`).waitFor({ state: 'detached' });
  });

  it('that no longer answers is told, with what was known, until it is back', async () => {
    const chat = await opened();
    chat.host.cluster.away = true;
    await chat.page.getByRole('alert').getByText('There is no answer.').waitFor();
    expect(await chat.get('cluster-worker').count()).toBe(3);
    chat.host.cluster.away = false;
    await chat.page.getByText('There is no answer.').waitFor({ state: 'detached' });
  });

  it('of this window alone says what another tier would give, and where to choose it', async () => {
    const chat = await pages.open({ cluster: { reach: 'process' } });
    await chat.page.getByRole('tab', { name: 'Cluster' }).click();
    await press(chat, 'Choose a tier');
    await expect.poll(() => chat.host.inputs('cluster.choose')).toEqual([{}]);
  });
});
