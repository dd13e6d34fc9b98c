// The other views: which conversations there are, what a run did; reached with mouse or keyboard.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { viewNameSchema } from '../../extension/bridge/index.js';
import { type ChatPage, NARROW, Pages } from './support/chat-page.js';
import { turn } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

const tab = (chat: ChatPage, name: string) => chat.page.getByRole('tab', { name });

describe('the views', () => {
  it('are tabs that the arrow keys move between', async () => {
    const chat = await pages.open();
    await tab(chat, 'Chat').focus();
    await chat.page.keyboard.press('ArrowRight');
    await chat.page.keyboard.press('Enter');
    await expect.poll(() => tab(chat, 'Memory').getAttribute('aria-selected')).toBe('true');
    await chat.page.keyboard.press('ArrowLeft');
    await chat.page.keyboard.press('Enter');
    await chat.input.waitFor();
  });

  it('begin as far below the tabs, each of them', async () => {
    const chat = await pages.open({ width: NARROW });
    const tops: Record<string, number> = {};
    for (const view of ['skills', 'servers', 'history', 'safety', 'cluster'] as const) {
      chat.host.show(view);
      await chat.page.locator(`#view[aria-labelledby=tab-${view}] .list-view`).waitFor();
      tops[view] = await chat.page.locator('.list-view').evaluate((list) => {
        let first: Element = list;
        while (first.firstElementChild !== null && first.firstElementChild.checkVisibility())
          first = first.firstElementChild;
        const text = first.closest('p, h2, button, input, .row-line') ?? first;
        return Math.round(text.getBoundingClientRect().top - list.getBoundingClientRect().top);
      });
    }
    for (const [view, top] of Object.entries(tops)) {
      expect(top, view).toBeGreaterThanOrEqual(8);
      expect(top, view).toBeLessThanOrEqual(18);
    }
  });

  it.each(['en', 'de'])(
    'are tabs in one row in a narrow page, whichever is in front (%s)',
    async (language) => {
      const chat = await pages.open({ language, width: NARROW });
      const tabs = chat.page.getByRole('tab');
      for (const name of viewNameSchema.options) {
        chat.host.show(name);
        await chat.page.locator(`#tab-${name}[aria-selected=true]`).waitFor();
        const rows = await tabs.evaluateAll((all) =>
          all.map((one) => (one as HTMLElement).offsetTop),
        );
        expect.soft(new Set(rows).size, name).toBe(1);
      }
    },
  );

  it('open when the editor says so, with the focus and the text it asked for', async () => {
    const chat = await pages.open();
    chat.host.show('memory');
    await chat.page.getByLabel('Search memories').waitFor();
    chat.host.show('chat', 'Explain this');
    await expect.poll(() => chat.text()).toBe('Explain this');
    await expect.poll(() => chat.focused()).toBe('chat-input');
  });

  it('keep what was typed in the chat while another one is open', async () => {
    const chat = await pages.open();
    await chat.input.click();
    await chat.page.keyboard.type('half a question');
    await tab(chat, 'History').click();
    await tab(chat, 'Chat').click();
    await expect.poll(() => chat.text()).toBe('half a question');
  });
});

describe('history', () => {
  it('opens a conversation, and goes back to the chat', async () => {
    const chat = await pages.open({ events: turn('t1'), others: ['An older one'] });
    await tab(chat, 'History').click();
    await chat.page
      .getByRole('button', { name: /An older one/ })
      .first()
      .click();
    await chat.input.waitFor();
    expect(chat.host.inputs('conversation.open')).toEqual([{ sessionId: 'ses_other_0' }]);
  });

  it('opens one of a single turn without telling a screen reader of its old answer', async () => {
    const chat = await pages.open({ events: turn('t1', { question: 'the old one' }) });
    await tab(chat, 'History').click();
    await chat.button('New chat').first().click();
    await chat.get('message-user').waitFor({ state: 'detached' });
    await tab(chat, 'History').click();
    await chat.page.getByRole('button', { name: 'The open conversation' }).first().click();
    await chat.get('message-user').getByText('the old one').waitFor();
    expect(await chat.announced()).not.toContain('The answer is ready.');
  });

  it('deletes a conversation only after asking', async () => {
    const chat = await pages.open({ others: ['An older one'] });
    await tab(chat, 'History').click();
    const entry = chat.page.getByRole('listitem').filter({ hasText: 'An older one' });
    await entry.getByRole('button', { name: /^Delete/ }).click();
    expect(chat.host.inputs('conversation.delete')).toEqual([]);
    await entry.getByText('Delete it for good?').waitFor();
    await entry.getByRole('button', { name: 'Keep' }).click();
    await entry.getByRole('button', { name: /^Delete/ }).click();
    await entry.getByRole('button', { name: /^Delete/ }).click();
    await expect
      .poll(() => chat.host.inputs('conversation.delete'))
      .toEqual([{ sessionId: 'ses_other_0' }]);
    await entry.waitFor({ state: 'detached' });
  });

  it('starts a new chat', async () => {
    const chat = await pages.open({ events: turn('t1', { question: 'the old one' }) });
    await tab(chat, 'History').click();
    await chat.button('New chat').first().click();
    await chat.input.waitFor();
    await chat.get('message-user').waitFor({ state: 'detached' });
  });
});

it('what a command printed opens whole in the editor, from its step and from the traces', async () => {
  const events = turn('t1', { steps: true }).map((event) =>
    event.type === 'step.call' ? { ...event, tool: 'run', outputId: 'cal_7' } : event,
  );
  const chat = await pages.open({
    events,
    runs: [events.map((event) => ({ ...event, turnId: 'trn_1' }))],
  });
  await tab(chat, 'Traces').click();
  await chat.get('trace-run').getByRole('button').first().click();
  await chat.get('trace-row').filter({ hasText: 'tool' }).first().click();
  await chat.button('Whole output').first().click();
  await expect.poll(() => chat.host.inputs('editor.openOutput')).toEqual([{ outputId: 'cal_7' }]);
});

describe('safety', () => {
  it('shows mode, rules, tools and what was done, and changes rules with the keyboard alone', async () => {
    const chat = await pages.open();
    chat.host.show('safety');
    await expect.poll(() => chat.get('safety-rule').count()).toBe(2);
    await expect.poll(() => chat.get('safety-entry').count()).toBe(2);
    await chat.page.getByRole('textbox', { name: 'New rule: Commands' }).focus();
    await chat.page.keyboard.type('npm run lint');
    await chat.page.keyboard.press('Enter');
    await expect.poll(() => chat.get('safety-rule').count()).toBe(3);
    await chat.button('Remove git push *').click();
    await expect.poll(() => chat.get('safety-rule').count()).toBe(2);
    expect(chat.host.inputs('safety.rule')).toEqual([
      { about: 'commands', list: 'allow', pattern: 'npm run lint', action: 'add' },
      { about: 'commands', list: 'deny', pattern: 'git push *', action: 'remove' },
    ]);
    expect(await chat.axe()).toEqual([]);
  });

  it('says why a rule is refused, and keeps the others', async () => {
    const chat = await pages.open();
    chat.host.show('safety');
    await chat.page.getByRole('textbox', { name: 'New rule: Commands' }).fill('rm');
    await chat.page.keyboard.press('Enter');
    await chat.page.getByText('it is too wide').waitFor();
    await expect.poll(() => chat.get('safety-rule').count()).toBe(2);
  });

  it('trusts a tool of the workspace, after a look at it', async () => {
    const chat = await pages.open();
    chat.host.show('safety');
    await chat.button('Look at it').click();
    await expect
      .poll(() => chat.host.inputs('editor.openCitation'))
      .toEqual([{ path: '.memfun/tools/weather.js', line: 1 }]);
    await chat.button('Trust it').click();
    await chat.button('Do not use it').waitFor();
    expect(chat.host.inputs('safety.trustTool')).toEqual([{ name: 'weather', trust: true }]);
  });
});
