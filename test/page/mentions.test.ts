// Naming things with @ in the composer: found while typing, chosen with the keyboard, shown in the message.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../runtime/core/index.js';
import { Pages } from './support/chat-page.js';
import { lookAtScenes } from './support/scenes.js';
import { says, turn } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

const MENTIONED: RunEvent = {
  type: 'mentions.resolved',
  at: 1,
  turnId: 't1',
  mentions: [
    {
      token: '@src/retry.ts:41',
      kind: 'file',
      label: 'src/retry.ts:41',
      detail: '2310 bytes',
      found: true,
      path: 'src/retry.ts',
      line: 41,
    },
    { token: '@diff', kind: 'diff', label: 'Changes', detail: '3 changed files', found: true },
    {
      token: '@terminal',
      kind: 'terminal',
      label: 'npm test -- --reporter=verbose retry.test.ts dead-letters.test.ts',
      detail: '120 lines, exit code 1',
      found: true,
    },
    {
      token: '@docs/queue.md',
      label: 'docs/queue.md',
      detail: 'nothing of that name was found',
      found: false,
    },
  ],
};

function mentioned(): readonly RunEvent[] {
  const [first, ...rest] = turn('t1', {
    question: 'why does @src/retry.ts:41 fail in @terminal since @diff? See @docs/queue.md',
    answer: 'The delay is never awaited.',
    citations: [],
  });
  return first === undefined ? [] : [first, MENTIONED, ...rest];
}

describe('a mention', () => {
  it('keeps its name in every language: only what is called in words of ours is translated', async () => {
    const [first, ...rest] = turn('t1', { citations: [] });
    if (first === undefined) throw new Error('a turn has a beginning');
    const mentions: RunEvent = {
      ...MENTIONED,
      mentions: [
        { token: '@symbol:user', kind: 'symbol', label: 'user', detail: 'class', found: true },
        { token: '@memory:core', kind: 'memory', label: 'core', detail: 'fact', found: true },
        { token: '@diff:staged', kind: 'diff', label: 'Staged changes', detail: '', found: true },
      ],
    };
    const chat = await pages.open({ language: 'de', events: [first, mentions, ...rest] });
    await chat.page.getByText('Bereitgestellte Änderungen').waitFor();
    const chips = await chat.page.locator('.chip-text').allInnerTexts();
    expect(chips).toEqual(['user', 'core', 'Bereitgestellte Änderungen']);
  });

  it('is found by letters and chosen with the keyboard, in the middle of a message', async () => {
    const chat = await pages.open({ script: says('ok') });
    await chat.input.click();
    await chat.page.keyboard.type('why is @ret');
    await chat.page.getByRole('option', { name: /retry\.ts/ }).waitFor();
    await chat.page.keyboard.press('Enter');
    expect(await chat.text()).toBe('why is @src/retry.ts ');
    await chat.page.keyboard.type('so slow?');
    await chat.page.keyboard.press('Enter');
    await chat.idle();
    expect(chat.host.inputs('turn.start')).toMatchObject([
      { text: 'why is @src/retry.ts so slow?' },
    ]);
  });

  it('of a kind goes on after its colon, and a name with blanks is put in quotes', async () => {
    const chat = await pages.open();
    await chat.input.click();
    await chat.page.keyboard.type('@sym');
    await chat.page.getByRole('option', { name: /a definition by its name/ }).waitFor();
    await chat.page.keyboard.press('Tab');
    expect(await chat.text()).toBe('@symbol:');
    await chat.page.getByRole('option', { name: /delayFor/ }).waitFor();
    await chat.page.keyboard.press('Tab');
    expect(await chat.text()).toBe('@symbol:delayFor ');
    await chat.page.keyboard.type('@deploy');
    await chat.page.getByRole('option', { name: /How to deploy/ }).click();
    expect(await chat.text()).toBe('@symbol:delayFor @"docs/How to deploy.md" ');
  });

  it('is told to assistive technology, and Escape closes its list without stopping anything', async () => {
    const chat = await pages.open();
    await chat.input.click();
    await chat.page.keyboard.type('@');
    await chat.get('completion').first().waitFor();
    const active = await chat.input.getAttribute('aria-activedescendant');
    expect(await chat.page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    await chat.page.keyboard.press('ArrowDown');
    expect(await chat.input.getAttribute('aria-activedescendant')).not.toBe(active);
    await chat.page.keyboard.press('Escape');
    expect(await chat.get('completion').count()).toBe(0);
    expect(chat.host.inputs('turn.stop')).toEqual([]);
  });

  it('leaves Enter to an input method, and an address of mail alone', async () => {
    const chat = await pages.open();
    await chat.input.click();
    await chat.page.keyboard.type('@ret');
    await chat.get('completion').first().waitFor();
    await chat.input.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
    expect(await chat.text()).toBe('@ret');
    await chat.page.keyboard.type('x me@ret');
    await chat.page.waitForTimeout(200);
    expect(await chat.get('completion').count()).toBe(0);
  });

  it('stands as a chip in the message, opens its place, and tells what was not found', async () => {
    const chat = await pages.open({ events: mentioned() });
    await chat.get('mention').first().getByRole('button').click();
    expect(chat.host.inputs('editor.openCitation')).toEqual([{ path: 'src/retry.ts', line: 41 }]);
    expect(await chat.get('mention').count()).toBe(3);
    expect(await chat.get('mention-missing').innerText()).toContain('@docs/queue.md');
  });
});

lookAtScenes({
  mentions: {
    options: { events: mentioned(), height: 640 },
    prepare: async (chat) => {
      await chat.get('mention').first().waitFor();
      await chat.input.click();
      await chat.page.keyboard.type('compare @');
      await chat.get('completion').first().waitFor();
    },
  },
});
