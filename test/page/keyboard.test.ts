// Every control of every view is reached with keys alone, shows that it has the focus, and never lets go of the keyboard.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sleep } from '../../runtime/core/index.js';
import { reportOf } from '../support/optimize-report.js';
import { type ChatPage, NARROW, type OpenOptions, Pages } from './support/chat-page.js';
import { conflicted, LINES } from './support/conflicts.js';
import { walk } from './support/keyboard.js';
import { RELATED, REMEMBERED } from './support/memories.js';
import { asksForPlan, PLAN, underWay } from './support/plans.js';
import { chooseSpan, RUNS } from './support/runs.js';
import {
  asksInParts,
  changed,
  FINDINGS,
  MEMORIES,
  turn,
  worksUntilStopped,
} from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(() => pages.closeAll());
afterAll(() => pages.close());

/** A window with something in every view. */
const FULL: OpenOptions = {
  height: 1400,
  events: [
    ...turn('t1', { steps: true, plan: true, memories: MEMORIES, learned: MEMORIES.slice(1) }),
    ...changed('t2'),
    ...turn('t3', { data: FINDINGS, answer: 'Three findings.' }),
    ...turn('t4', {
      answer: '',
      stopReason: 'error',
      error: { name: 'E', code: 'model.auth', message: 'The key was refused.', remedy: 'Set it.' },
    }),
  ],
  others: ['Why is the queue slow after a deployment?', 'which port do I prefer?'],
  memories: REMEMBERED,
  relations: RELATED,
  runs: RUNS,
  optimize: { reports: [reportOf({ id: 'chg_1', madeAt: 1 })] },
};

/** Presses a button as the keyboard does. */
const press = async (chat: ChatPage, name: string | RegExp): Promise<void> => {
  await chat.button(name).first().focus();
  await chat.page.keyboard.press('Enter');
};
const show = async (chat: ChatPage, view: 'memory' | 'traces', id: string): Promise<void> => {
  chat.host.show(view);
  await chat.get(id).first().waitFor();
};

/** States of one window, in this order. */
const STATES: Readonly<Record<string, (chat: ChatPage) => Promise<void>>> = {
  'the chat with every card unfolded': (chat) => chat.unfoldAll(),
  'files and an image that are attached': async (chat) => {
    await chat.drop([{ name: 'table.csv' }, { name: 'shot.png', type: 'image/png' }]);
    await chat.get('composer-attached').nth(1).waitFor();
  },
  'a message that is changed': (chat) => press(chat, 'Change and send again'),
  history: async (chat) => {
    chat.host.show('history');
    await chat.page.getByText('Why is the queue slow').waitFor();
    await press(chat, /^Delete/);
  },
  'what a search of the history found': async (chat) => {
    await chat.get('history-search').fill('queue');
    await chat.get('history-hit').first().waitFor();
  },
  memory: (chat) => show(chat, 'memory', 'memory-row'),
  'details of a memory': async (chat) => {
    await press(chat, 'Details');
    await chat.page.locator('.details').first().waitFor();
  },
  'a memory that is edited': (chat) => press(chat, 'Edit'),
  'conflicts of memories': async (chat) => {
    await press(chat, 'Conflicts (1)');
    await chat.get('memory-conflict').waitFor();
  },
  'the graph of memories': async (chat) => {
    await press(chat, 'Graph');
    await chat.page.locator('[data-testid=memory-graph][data-settled=true]').waitFor();
    await chat.page.getByText('Relations as a list').click();
  },
  skills: async (chat) => {
    chat.host.show('skills');
    await press(chat, 'Details of release-notes');
    await press(chat, 'Details of reviewer');
  },
  servers: async (chat) => {
    chat.host.show('servers');
    await press(chat, 'Details of weather');
    await chat.page.getByText('Log', { exact: true }).first().click();
  },
  safety: async (chat) => {
    chat.host.show('safety');
    await chat.get('safety-rule').first().waitFor();
  },
  workers: async (chat) => {
    chat.host.show('cluster');
    await press(chat, /^Cancel/);
    await press(chat, /^Discard/);
    await chat.page.getByText('Discard it for good?').waitFor();
  },
  runs: (chat) => show(chat, 'traces', 'trace-run'),
  'what stands out': async (chat) => {
    await press(chat, 'What stands out');
    await chat.get('trace-cause').first().waitFor();
  },
  'two runs side by side': async (chat) => {
    await press(chat, 'All runs');
    for (const name of ['How are retries done?', 'How are retries done now?'])
      await press(chat, `Compare: ${name}`);
    await chat.button('Compare', true).click();
    await chat.get('trace-pair').first().waitFor();
  },
  'a step of a run': async (chat) => {
    await press(chat, 'All runs');
    await chat.get('trace-run').getByText('How are retries done?').click();
    await chat.get('trace-row').first().waitFor();
    await chooseSpan(chat, 'step', 'Step 3');
    await press(chat, 'Run again from here…');
    await chat.page.getByLabel('Cell to run instead').waitFor();
  },
  'better prompts': async (chat) => {
    await press(chat, 'All runs');
    await press(chat, 'Better prompts');
    await chat.get('optimize-proposal').waitFor();
  },
  'a report of a better prompt': async (chat) => {
    await chat.get('optimize-proposal').getByRole('button').first().press('Enter');
    await chat.page.getByText('Held-out runs that differ').click();
  },
};

/** States that need a turn under way. */
const RUNNING: Readonly<Record<string, [OpenOptions, (chat: ChatPage) => Promise<void>]>> = {
  'a request to change files': [
    { script: asksInParts, height: 1000 },
    async (chat) => {
      await chat.send('rename it');
      await chat.get('approval-allow').waitFor();
      await chat.unfoldAll();
    },
  ],
  'a plan before it runs': [
    { script: asksForPlan, height: 1000 },
    async (chat) => {
      await chat.send('/team build it');
      await chat.get('plan-run').waitFor();
      await chat.unfoldAll();
    },
  ],
  'a plan that runs, and messages that wait': [
    {
      height: 1000,
      script: async (turnId, run) => {
        for (const event of underWay(turnId)) run.emit(event);
        const done = (): void => undefined;
        run.pilot?.attach(PLAN, {
          pause: done,
          skip: done,
          retry: done,
          takeOver: done,
          replan: done,
        });
        await worksUntilStopped(turnId, run);
      },
    },
    async (chat) => {
      await chat.send('/team build it');
      await chat.get('team-pause').waitFor();
      await chat.send('later');
      await chat.get('waiting-message').waitFor();
    },
  ],
  'a conversation that is left while its run goes on': [
    { script: worksUntilStopped },
    async (chat) => {
      await chat.send('go on');
      await chat.get('chat-stop').waitFor();
      chat.host.askNewChat();
      await chat.get('leave-running').waitFor();
    },
  ],
  'a first start': [
    {
      state: {
        model: { id: 'offline/rules', label: 'Built-in engine', offline: true },
        offerSetUp: true,
      },
    },
    async (chat) => chat.button('Set up a model').waitFor(),
  ],
};

const GOOD = { unreached: [], unmarked: [], trapped: false };

async function expectWalk(chat: ChatPage, state: string): Promise<void> {
  const { controls, ...found } = await walk(chat);
  expect.soft(found, state).toEqual(GOOD);
  expect.soft(controls, state).toBeGreaterThan(4);
}

it('leads through everything in every view and state of it', { timeout: 90_000 }, async () => {
  const chat = await pages.open(FULL);
  for (const [state, prepare] of Object.entries(STATES)) {
    await prepare(chat);
    await expectWalk(chat, state);
  }
  expect(chat.problems).toEqual([]);
});

describe('leads through everything in', () => {
  it.each(Object.entries(RUNNING))('%s', async (state, [options, prepare]) => {
    const chat = await pages.open({ ...options, width: NARROW });
    await prepare(chat);
    await expectWalk(chat, state);
  });

  it('a conflict of two agents', async () => {
    const chat: ChatPage = await pages.open({
      height: 1000,
      script: conflicted(() => chat.host.conflicts, LINES),
    });
    await chat.send('build it together');
    await chat.get('conflict').waitFor();
    await expectWalk(chat, 'conflict');
    await chat.get('conflict-edit').press('Enter');
    await expectWalk(chat, 'a conflict that is put together by hand');
  });
});

it('finds what only a mouse can use, what does not show the focus, and what holds the keyboard', async () => {
  const chat = await pages.open();
  await chat.page.evaluate(() => {
    const place = document.querySelector('#view');
    if (place === null) throw new Error('there is no view');
    const plain = document.createElement('div');
    plain.textContent = 'Only for the mouse';
    Object.assign(plain, { __reactProps$planted: { onClick: () => undefined } });
    const dull = document.createElement('button');
    dull.textContent = 'Looks the same';
    dull.style.outline = 'none';
    place.prepend(plain, dull);
  });
  const { unreached, unmarked, trapped } = await walk(chat);
  expect(unreached).toEqual([expect.stringContaining('Only for the mouse')]);
  expect(unmarked).toEqual([expect.stringContaining('Looks the same')]);
  expect(trapped).toBe(false);
  await chat.input.evaluate((field) => {
    field.addEventListener('keydown', (event) => {
      if (event instanceof KeyboardEvent && event.key === 'Tab') event.preventDefault();
    });
  });
  expect((await walk(chat)).trapped).toBe(true);
});

it('leads from view to view with the arrow keys, and leaves the focus on the tab', async () => {
  const chat = await pages.open(FULL);
  const tabs = chat.page.getByRole('tab');
  await tabs.first().focus();
  const names = await tabs.allTextContents();
  for (const name of [...names.slice(1), ...names.slice(0, 1)]) {
    await chat.page.keyboard.press('ArrowRight');
    await chat.page.locator('[role=tab][aria-selected=true]:focus', { hasText: name }).waitFor();
  }
});

it('leads through every command that is offered while the message keeps the focus', async () => {
  const chat = await pages.open();
  await chat.input.focus();
  await chat.page.keyboard.type('/');
  const options = chat.page.getByRole('listbox').getByRole('option');
  await options.first().waitFor();
  const offered = await options.evaluateAll((all) => all.map(({ id }) => id));
  for (const id of offered) {
    await expect.poll(() => chat.input.getAttribute('aria-activedescendant')).toBe(id);
    await chat.page.keyboard.press('ArrowDown');
  }
  expect(await chat.focused()).toBe('chat-input');
});

/** Each takes away what had the focus, or what it stood in. */
const ACTIONS: readonly [string, (chat: ChatPage) => Promise<void>, ...(string | RegExp)[]][] = [
  ['a changed message', async () => undefined, 'Change and send again', 'Cancel'],
  ['a memory taken back', async () => undefined, 'Undo'],
  [
    'a conversation deleted',
    async (chat) => {
      chat.host.show('history');
      await chat.page.getByText('Why is the queue slow').waitFor();
    },
    /^Delete.*slow/,
    'Keep',
    /^Delete.*slow/,
    /^Delete$/,
  ],
  ['a memory forgotten', (chat) => show(chat, 'memory', 'memory-row'), 'Forget', 'Undo'],
  ['a memory edited', async () => undefined, 'Edit', 'Cancel'],
  ['a filter of memories', async () => undefined, 'Conflicts (1)', /^Keep/],
  [
    'a skill removed',
    async (chat) => {
      chat.host.show('skills');
      await chat.button('Remove release-notes').waitFor();
    },
    'Remove release-notes',
    'Undo',
    'Details of release-notes',
    'Run review-code in the chat',
  ],
  [
    'a server allowed',
    async (chat) => {
      chat.host.show('servers');
      await chat.button('Details of weather').waitFor();
    },
    /^Allow/,
  ],
  [
    'a rule removed',
    async (chat) => {
      chat.host.show('safety');
      await chat.get('safety-rule').first().waitFor();
    },
    'Remove git push *',
    'Remove npm test',
    'Trust it',
  ],
  [
    'a run deleted',
    async (chat) => {
      await show(chat, 'traces', 'trace-run');
      await press(chat, /How are retries done\?/);
      await chat.get('trace-row').first().waitFor();
    },
    'Remove this run',
    'Keep',
    'Remove this run',
    /^Remove$/,
  ],
  [
    'better prompts',
    (chat) => show(chat, 'traces', 'trace-run'),
    'Better prompts',
    'Look for a better version',
    'All runs',
  ],
  [
    'a better prompt accepted',
    async (chat) => {
      await press(chat, 'Better prompts');
      await chat.get('optimize-proposal').getByRole('button').press('Enter');
      await chat.button('Accept').waitFor();
    },
    'Accept',
    'Take back',
  ],
  [
    'a task discarded',
    async (chat) => {
      chat.host.show('cluster');
      await chat.get('cluster-task').first().waitFor();
    },
    /^Discard:/,
    'Discard',
  ],
];

it('keeps the focus on the page whatever an action takes away, and never on what would act at once', {
  timeout: 90_000,
}, async () => {
  const chat = await pages.open(FULL);
  for (const [what, prepare, ...names] of ACTIONS) {
    await prepare(chat);
    for (const name of names) {
      const control = chat.button(name, typeof name === 'string').first();
      await control.evaluate((pressed) => {
        document.querySelector('[data-pressed]')?.removeAttribute('data-pressed');
        pressed.setAttribute('data-pressed', '');
      });
      await control.focus();
      await chat.page.keyboard.press('Enter');
      await chat.page.waitForTimeout(60);
      const held = chat.page.locator('body :focus:not(:has(:focus))');
      await expect.poll(() => held.count(), { message: `${what}: ${name}` }).toBe(1);
      const acts = chat.page.locator('[data-careful]:not([data-pressed]):focus');
      expect.soft(await acts.allTextContents(), `${what}: ${name}`).toEqual([]);
    }
  }
});

it('goes on from one question to the next, then to what became of it, and another Enter decides nothing', async () => {
  const chat: ChatPage = await pages.open({
    script: async (turnId, { emit, signal }) => {
      for (const n of [1, 2])
        emit({
          type: 'approval.asked',
          at: 1,
          turnId,
          approvalId: `apr_${n}`,
          effect: 'Run',
          reason: 'It is new.',
          files: [],
          command: `npm run part-${n}`,
        });
      for (const n of [1, 2]) {
        const answers = () => chat.host.inputs('approval.answer');
        while (answers().length < n && !signal.aborted) await sleep(20);
        const { approvalId } = answers()[n - 1] as { readonly approvalId: string };
        emit({ type: 'approval.answered', at: 1, turnId, approvalId, decision: 'allowed' });
      }
      await sleep(60_000, signal).catch(() => undefined);
    },
  });
  await chat.send('run it');
  const focused = () => chat.page.locator(':focus');
  await chat.get('approval-allow').nth(1).waitFor();
  await chat.get('approval-allow').first().focus();
  await chat.page.keyboard.press('Enter');
  await expect.poll(() => focused().textContent()).toContain('npm run part-2');
  await chat.page.keyboard.press('Enter');
  expect(chat.host.inputs('approval.answer')).toHaveLength(1);
  await chat.tabTo('approval-allow');
  await chat.page.keyboard.press('Enter');
  await expect.poll(() => focused().textContent()).toContain('allowed');
  await chat.page.keyboard.press('Enter');
  expect(chat.host.inputs('approval.answer')).toHaveLength(2);
});

it('goes back to the message after Stop, whatever still waited for an answer', async () => {
  const chat = await pages.open({ script: asksInParts });
  await chat.send('rename it');
  await chat.get('approval-allow').waitFor();
  await chat.get('chat-stop').focus();
  await chat.page.keyboard.press('Enter');
  await chat.page.getByText('not answered').waitFor();
  await expect.poll(() => chat.focused()).toBe('chat-input');
});

it('hands the focus past a button that decides to one that does not', async () => {
  const chat = await pages.open({ script: asksInParts });
  await chat.send('rename it');
  await chat.get('approval-allow').evaluate((allow) => {
    const before = document.createElement('button');
    allow.before(before);
    before.focus();
    before.remove();
  });
  const review = chat.button('Review in the editor').and(chat.page.locator(':focus'));
  await review.waitFor();
});

it('lets go of the focus with a click on plain text: what goes away later moves nothing', async () => {
  const chat = await pages.open();
  await chat.page.evaluate(() => {
    const plain = document.createElement('p');
    plain.textContent = 'Plain text';
    document.querySelector('header')?.append(plain);
  });
  await chat.input.focus();
  await chat.page.getByText('Plain text').click();
  const focused = await chat.input.evaluate(async (input) => {
    input.remove();
    for (let frame = 0; frame < 5; frame++)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    return document.activeElement?.tagName;
  });
  expect(focused).toBe('BODY');
});

it.each([
  ['hands the focus on when a control goes away', true],
  ['takes no focus that has gone elsewhere in the editor', false],
] as const)('%s', async (_promise, isHere) => {
  const chat = await pages.open(FULL);
  const focused = await chat.get('chat-input').evaluate(async (input, here) => {
    document.hasFocus = () => here;
    const control = document.createElement('button');
    control.textContent = 'Accept';
    input.after(control);
    control.focus();
    control.remove();
    for (let frame = 0; frame < 5; frame++)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    return document.activeElement?.tagName;
  }, isHere);
  if (isHere) expect(focused).not.toBe('BODY');
  else expect(focused).toBe('BODY');
});
