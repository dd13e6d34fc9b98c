// A conversation as a person has it: asking, watching, stopping, following citations, coming back.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MemfunError } from '../../runtime/core/index.js';
import { type ChatPage, Pages } from './support/chat-page.js';
import {
  ANSWER,
  asksInParts,
  asksToChange,
  CITATIONS,
  changed,
  FILES,
  FINDINGS,
  MEMORIES,
  says,
  turn,
  worksUntilStopped,
} from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

describe('asking', () => {
  it('streams an answer, then shows its citations, and says aloud that it is ready', async () => {
    const chat = await pages.open({ script: says(ANSWER, { perSecond: 100 }) });
    await chat.send('how are failed deliveries retried?');
    await chat.get('message-user').getByText('how are failed deliveries retried?').waitFor();
    await chat.get('chat-stop').waitFor();
    await chat.idle();
    const answer = chat.get('message-assistant');
    await answer.getByRole('heading', { name: 'How the delay is chosen' }).waitFor();
    await answer.getByRole('cell', { name: '30,000' }).waitFor();
    expect(await answer.locator('pre code span').count()).toBeGreaterThan(3);
    expect(
      await answer.getByRole('list', { name: 'Sources' }).getByTestId('citation').count(),
    ).toBe(CITATIONS.length);
    await expect.poll(() => chat.announced()).toContain('answer is ready');
    expect(chat.problems).toEqual([]);
  });

  it('sends what was typed with the chosen effort, and clears the box', async () => {
    const chat = await pages.open({ script: says('ok') });
    await chat.page.getByLabel('Effort').selectOption('agent');
    await chat.send('look around');
    await chat.idle();
    expect(chat.host.inputs('turn.start')).toEqual([
      { text: 'look around', intent: 'ask', attachments: [], effort: 'agent' },
    ]);
    expect(await chat.text()).toBe('');
  });

  it('keeps Shift+Enter for a new line and ignores Enter while letters are being composed', async () => {
    const chat = await pages.open({ script: says('ok') });
    await chat.input.click();
    await chat.page.keyboard.type('one');
    await chat.page.keyboard.press('Shift+Enter');
    await chat.page.keyboard.type('two');
    expect(await chat.text()).toBe('one\ntwo');
    await chat.input.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
    expect(chat.host.inputs('turn.start')).toEqual([]);
    await chat.page.keyboard.press('Enter');
    await chat.idle();
    expect(chat.host.inputs('turn.start')).toMatchObject([{ text: 'one\ntwo' }]);
  });

  it('sends nothing when there is nothing to send', async () => {
    const chat = await pages.open();
    await chat.send('   ');
    expect(chat.host.inputs('turn.start')).toEqual([]);
  });

  it('brings earlier messages back with the arrow keys, and the draft after them', async () => {
    const chat = await pages.open({ script: says('ok') });
    for (const question of ['first', 'second']) {
      await chat.send(question);
      await chat.idle();
    }
    await chat.input.click();
    await chat.page.keyboard.type('draft');
    await chat.page.keyboard.press('ArrowUp');
    expect(await chat.text()).toBe('second');
    await chat.page.keyboard.press('ArrowUp');
    expect(await chat.text()).toBe('first');
    await chat.page.keyboard.press('ArrowDown');
    await chat.page.keyboard.press('ArrowDown');
    expect(await chat.text()).toBe('draft');
  });

  it('grows with its text, up to a limit', async () => {
    const chat = await pages.open();
    const height = async (): Promise<number> => (await chat.input.boundingBox())?.height ?? 0;
    const empty = await height();
    await chat.input.click();
    for (let i = 0; i < 40; i++) await chat.page.keyboard.press('Shift+Enter');
    expect(await height()).toBeGreaterThan(empty * 2);
    expect(await height()).toBeLessThan(400);
  });

  it('completes slash commands with the keyboard', async () => {
    const chat = await pages.open({ script: says('ok') });
    await chat.input.click();
    await chat.page.keyboard.type('/');
    const options = chat.page.getByRole('listbox').getByRole('option');
    await expect.poll(() => options.count()).toBeGreaterThan(8);
    await chat.page.keyboard.type('f');
    await expect.poll(() => options.count()).toBe(1);
    await chat.page.keyboard.press('Tab');
    expect(await chat.text()).toBe('/forget ');
    await chat.page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(chat.host.inputs('turn.start')).toEqual([]);
    expect(await chat.axe()).toEqual([]);
  });

  it('attaches pasted images, lets go of them, and sends what is left', async () => {
    const chat = await pages.open({ script: says('I see.') });
    await chat.input.click();
    const paste = (content: string): Promise<void> =>
      chat.input.evaluate((field, text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'shot.png', { type: 'image/png' }));
        field.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
        );
      }, content);
    await paste('one');
    await paste('two');
    await expect.poll(() => chat.get('composer-attached').count()).toBe(2);
    await chat.button('Remove Pasted image 1').click();
    await expect.poll(() => chat.get('composer-attached').count()).toBe(1);
    expect(await chat.axe()).toEqual([]);
    await paste('no image');
    await chat.page.getByText('It is no image.').waitFor();
    await chat.input.fill('what is this?');
    await chat.page.keyboard.press('Enter');
    await chat.get('message-user').getByText('Pasted image 2').waitFor();
    expect(chat.host.inputs('turn.start')).toMatchObject([
      { text: 'what is this?', attachments: [{ kind: 'image', stored: `${'0'.repeat(32)}.png` }] },
    ]);
    await expect.poll(() => chat.get('composer-attached').count()).toBe(0);
  });

  it('closes the list of commands with Escape and keeps the text', async () => {
    const chat = await pages.open();
    await chat.input.click();
    await chat.page.keyboard.type('/m');
    await chat.page.getByRole('listbox').waitFor();
    await chat.page.keyboard.press('Escape');
    await chat.page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await chat.text()).toBe('/m');
  });
});

describe('stopping', () => {
  it('is possible at once, keeps what came, and offers to run it again', async () => {
    const chat = await pages.open({ script: worksUntilStopped });
    await chat.send('read everything');
    await chat.get('step').getByText('Read everything').waitFor();
    await chat.get('chat-stop').click();
    await chat.idle();
    expect(chat.host.inputs('turn.stop')).toHaveLength(1);
    await chat.get('message-assistant').getByText('stopped', { exact: false }).first().waitFor();
    expect(await chat.page.locator('.codicon-modifier-spin').count()).toBe(0);
    await chat.button('Run again').click();
    await expect.poll(() => chat.get('message-user').count()).toBe(2);
    await chat.get('chat-stop').click();
    await chat.idle();
  });

  it('works from the keyboard alone', async () => {
    const chat = await pages.open({ script: worksUntilStopped });
    await chat.send('read everything');
    await chat.get('chat-stop').waitFor();
    await chat.tabTo('chat-stop');
    await chat.page.keyboard.press('Enter');
    await chat.idle();
    expect(await chat.focused()).toBe('chat-input');
  });

  it('leaves the box free to write the next message while a turn runs, and lets it wait', async () => {
    const chat = await pages.open({ script: worksUntilStopped });
    await chat.send('read everything');
    await chat.get('chat-stop').waitFor();
    await chat.page.keyboard.type('next');
    await chat.page.keyboard.press('Enter');
    expect(await chat.text()).toBe('');
    await chat.get('waiting-message').getByText('next').waitFor();
    expect(await chat.get('message-user').count()).toBe(1);
  });
});

describe('an answer', () => {
  const open = (options: Parameters<typeof turn>[1] = {}): Promise<ChatPage> =>
    pages.open({ events: turn('t1', options), height: 1400 });

  it('opens a cited place in the editor, from the list and from the text', async () => {
    const chat = await open();
    const answer = chat.get('message-assistant');
    await answer.getByRole('list', { name: 'Sources' }).getByTestId('citation').nth(1).click();
    await answer
      .locator('p, li')
      .getByTestId('citation')
      .filter({ hasText: 'src/retry.ts:41' })
      .first()
      .click();
    await answer
      .locator('p, li')
      .getByTestId('citation')
      .filter({ hasText: 'src/queue/dead-letters.ts:12-30' })
      .first()
      .click();
    expect(chat.host.inputs('editor.openCitation')).toEqual([
      { path: 'src/queue/dead-letters.ts', line: 12, endLine: 30 },
      { path: 'src/retry.ts', line: 41 },
      { path: 'src/queue/dead-letters.ts', line: 12, endLine: 30 },
    ]);
  });

  it('says which memories it used and why', async () => {
    const chat = await open({ memories: MEMORIES });
    const used = chat.get('memory-used');
    await used.getByText('2 memories used').click();
    await used.getByText('The user prefers short answers with code.').waitFor();
    await used.getByText('It shares the words "dead letters" with the question.').waitFor();
  });

  it('says what it learned, and forgets it on request, and takes that back', async () => {
    const memory = {
      id: 'mem_1',
      content: 'port 8080',
      layer: 'core',
      category: 'preference',
      why: 'You said so.',
    };
    const chat = await pages.open({
      events: turn('t1', { learned: [memory] }),
      height: 1400,
      memories: [{ id: memory.id, content: memory.content, layer: 'core' }],
    });
    await chat.page
      .getByText(/remembered/i)
      .first()
      .waitFor();
    await chat.button('Forget').click();
    await chat.button('Undo').click();
    await chat.button('Forget').waitFor();
    const step = { id: 'mem_1', action: 'added', content: 'port 8080' };
    expect(chat.host.inputs('memory.takeBack')).toEqual([
      { ...step, again: false },
      { ...step, again: true },
    ]);
  });

  it('shows each step folded, with its calls, code, output, variables and children inside', async () => {
    const chat = await open({ steps: true });
    const step = chat.get('step').first();
    expect(await step.getByText('search "retry" → 12 matches').isVisible()).toBe(false);
    await chat.unfoldAll();
    for (const text of [
      'search "retry" → 12 matches',
      'delayFor (function)',
      'Summarise the queue',
    ]) {
      await step.getByText(text).first().waitFor();
    }
    await step.getByText('{path: string, line: number}[12]').waitFor();
    await chat.page.getByText('There is no file src/retri.ts.').waitFor();
    await chat.page.getByText('Use a path that listFiles returned.').waitFor();
  });

  it('copies a block of code as it is', async () => {
    const chat = await open({ answer: '```ts\nconst a = 1 < 2;\n```' });
    await chat.get('message-assistant').locator('pre').hover();
    await chat.page.getByRole('button', { name: 'Copy', exact: true }).click();
    expect(chat.host.inputs('editor.copy')).toEqual([{ text: 'const a = 1 < 2;' }]);
  });

  it('lists the findings of a review with their places', async () => {
    const chat = await open({ intent: 'review', data: FINDINGS, citations: [] });
    await chat.unfoldAll();
    await chat.page.getByText('sleep() returns a promise that is dropped').waitFor();
    await chat.page.getByTestId('citation').filter({ hasText: 'dead-letters.ts:19' }).click();
    expect(chat.host.inputs('editor.openCitation')).toEqual([
      { path: 'src/queue/dead-letters.ts', line: 19 },
    ]);
  });

  it('shows tokens, cost, model and time', async () => {
    const chat = await open();
    await chat.get('message-assistant').getByText('Claude Sonnet').waitFor();
    const text = await chat.get('message-assistant').innerText();
    for (const part of ['Claude Sonnet', '19.6K', '$0.04', '8.4 s']) expect(text).toContain(part);
  });
});

describe('a turn that did not end well', () => {
  it('says that it was interrupted and runs it again', async () => {
    const chat = await pages.open({
      events: turn('t1', { answer: 'Half', citations: [], stopReason: 'interrupted' }),
    });
    await chat.page.getByText('interrupted', { exact: false }).first().waitFor();
    expect(await chat.get('chat-stop').count()).toBe(0);
    await chat.button('Run again').click();
    await expect.poll(() => chat.host.inputs('turn.retry')).toEqual([{ turnId: 't1' }]);
  });

  it('leads to the setting that would have let it go on', async () => {
    const chat = await pages.open({
      events: turn('t1', { answer: 'Half', citations: [], stopReason: 'iterations' }),
    });
    await chat.button('memfun.budget.iterations').click();
    await expect
      .poll(() => chat.host.inputs('host.openSettings'))
      .toEqual([{ key: 'memfun.budget.iterations' }]);
  });

  it('says what failed, what to do, and offers both ways out', async () => {
    class NoKeyError extends MemfunError {
      readonly code = 'model.auth';
    }
    const chat = await pages.open({
      script: async () => {
        throw new NoKeyError('Anthropic refused the key.', { remedy: 'Set the key again.' });
      },
    });
    await chat.send('hello');
    await chat.page.getByText('Anthropic refused the key.').first().waitFor();
    await chat.get('message-assistant').getByText('Set the key again.').waitFor();
    await expect.poll(() => chat.announced()).toContain('Anthropic refused the key.');
    await chat.button('Set up a model').click();
    expect(chat.host.inputs('host.command')).toEqual([{ command: 'memfun.setUp' }]);
    await chat.button('Try again').click();
    await expect.poll(() => chat.host.inputs('turn.retry')).toHaveLength(1);
  });

  it('shows a refused request above the composer, keeps the text, and goes away when told', async () => {
    const chat = await pages.open();
    chat.host.refuse('turn.start', 'Memfun is busy.', 'Wait a moment.');
    await chat.send('precious words');
    await chat.page.getByRole('alert').getByText('Memfun is busy.').waitFor();
    await chat.page.getByText('Wait a moment.').waitFor();
    await expect.poll(() => chat.text()).toBe('precious words');
    await chat.page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
    await chat.page.getByText('Memfun is busy.').waitFor({ state: 'detached' });
  });
});

describe('the first run', () => {
  const offline = { id: 'offline/rules', label: 'Built-in engine', offline: true };

  it('says what Memfun is and starts an example with one click', async () => {
    const chat = await pages.open({ script: says('ok'), state: { model: offline } });
    await chat.page.getByText('rule-based').first().waitFor();
    await chat.page.getByRole('list', { name: 'Try one' }).getByRole('button').first().click();
    await expect
      .poll(async () => chat.host.inputs('turn.start').length + (await chat.text()).length)
      .toBeGreaterThan(0);
  });

  it('offers Set Up until it is declined', async () => {
    const chat = await pages.open({ state: { model: offline, offerSetUp: true } });
    await chat.button('Set up a model').click();
    expect(chat.host.inputs('host.command')).toEqual([{ command: 'memfun.setUp' }]);
    await chat.button('Not now').click();
    await chat.button('Set up a model').waitFor({ state: 'detached' });
    expect(chat.host.inputs('host.dismissSetUp')).toHaveLength(1);
  });
});

describe('a run that asks whether it may change files', () => {
  it('applies all of them, or those that are ticked', async () => {
    const chat = await pages.open({ script: asksToChange });
    await chat.send('rename it');
    await chat.get('approval-allow').waitFor();
    await chat.page.getByRole('checkbox', { name: 'src/retry.ts' }).uncheck();
    await chat.button('Apply 1 file').click();
    await expect
      .poll(() => chat.host.inputs('approval.answer'))
      .toEqual([{ approvalId: 'apr_1', decision: 'allow', paths: [FILES[1]?.path] }]);
  });

  it('applies only the parts of a file that are ticked, with the keyboard alone', async () => {
    const chat = await pages.open({ script: asksInParts });
    await chat.send('rename it');
    const parts = chat.get('approval-hunk');
    await expect.poll(() => parts.count()).toBe(2);
    await chat.page.getByRole('checkbox', { name: 'Part 1 of 2' }).focus();
    await chat.page.keyboard.press('Space');
    expect(await chat.axe()).toEqual([]);
    await chat.tabTo('approval-allow');
    await chat.page.keyboard.press('Enter');
    await expect
      .poll(() => chat.host.inputs('approval.answer'))
      .toEqual([
        { approvalId: 'apr_1', decision: 'allow', parts: [{ path: 'src/retry.ts', hunks: [1] }] },
      ]);
  });

  it('cannot be applied when every part is left out', async () => {
    const chat = await pages.open({ script: asksInParts });
    await chat.send('rename it');
    await expect.poll(() => chat.get('approval-hunk').count()).toBe(2);
    for (const part of await chat.get('approval-hunk').all()) await part.uncheck();
    await expect.poll(() => chat.get('approval-allow').getAttribute('disabled')).not.toBeNull();
  });

  it('discards them with a word why, with the keyboard alone', async () => {
    const chat = await pages.open({ script: asksToChange });
    await chat.send('rename it');
    await chat.get('approval-deny').waitFor();
    await chat.page.getByRole('textbox', { name: 'If you discard' }).focus();
    await chat.page.keyboard.type('wrong name');
    await chat.tabTo('approval-deny');
    await chat.page.keyboard.press('Enter');
    await expect
      .poll(() => chat.host.inputs('approval.answer'))
      .toEqual([{ approvalId: 'apr_1', decision: 'deny', message: 'wrong name' }]);
  });

  it('shows them in the editor', async () => {
    const chat = await pages.open({ script: asksToChange });
    await chat.send('rename it');
    await chat.button('Review in the editor').click();
    await expect.poll(() => chat.host.inputs('approval.review')).toEqual([{ approvalId: 'apr_1' }]);
  });

  it('is over with its run', async () => {
    const chat = await pages.open({ script: asksToChange });
    await chat.send('rename it');
    await chat.get('approval-allow').waitFor();
    await chat.get('chat-stop').click();
    await chat.page.getByText('not answered').waitFor();
    expect(await chat.get('approval-allow').count()).toBe(0);
  });

  it('can be told to apply by itself, or to read only', async () => {
    const chat = await pages.open();
    await chat.get('chat-mode').selectOption('auto');
    await expect.poll(() => chat.host.inputs('host.setMode')).toEqual([{ mode: 'auto' }]);
    await expect.poll(() => chat.get('chat-mode').inputValue()).toBe('auto');
  });

  it('offers the way back afterwards', async () => {
    const chat = await pages.open({ events: changed('t1') });
    await chat.button('Undo').click();
    await expect
      .poll(() => chat.host.inputs('turn.start'))
      .toEqual([{ text: '/undo', intent: 'ask', attachments: [], effort: 'auto' }]);
  });

  it('offers only what is true of a turn: what came after it goes back with it, and what is taken back comes again', async () => {
    const withdrawn = { type: 'turns.withdrawn', at: Date.now(), withdrawn: true } as const;
    const said = (chat: ChatPage) => () =>
      chat.host.inputs('turn.start').map((input) => (input as { text: string }).text);
    const both = await pages.open({ events: [...changed('t1'), ...changed('t2')] });
    await both.button('Undo', true).waitFor();
    await both.button('Undo this and the later change').click();
    await expect.poll(said(both)).toEqual(['/rewind 2']);
    const back = await pages.open({
      events: [...changed('t1'), { ...withdrawn, turnId: 't1', turnIds: ['t1'], files: [] }],
    });
    expect(await back.button('Undo', true).count()).toBe(0);
    await back.button('Redo').click();
    await expect.poll(said(back)).toEqual(['/redo']);
  });

  it('offers nothing where it is not known what came after a turn, or where that belongs to another conversation', async () => {
    const many = await pages.open({
      events: Array.from({ length: 45 }, (_, n) => changed(`t${n}`)).flat(),
    });
    await many.button('Undo', true).waitFor();
    await many.page.locator('[data-virtuoso-scroller]').evaluate((list) => list.scrollTo(0, 0));
    const first = many.page.locator('[data-item-index="0"]');
    await first.getByText('2 files were changed.').waitFor();
    expect(await first.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    const branched = { type: 'conversation.branched', at: 1, fromSessionId: 'ses_1' } as const;
    const copy = await pages.open({
      events: [...changed('t1'), { ...branched, turnId: 't1', turnIds: ['t1'] }],
    });
    await copy.page.getByText('2 files were changed.').waitFor();
    expect(await copy.button('Undo').count()).toBe(0);
  });
});
