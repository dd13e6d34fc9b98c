// For eyes, ears and languages of every kind: twice the size, no motion, colours of the system, right to left, read aloud.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ViewName, viewNameSchema } from '../../extension/bridge/index.js';
import { sleep } from '../../runtime/core/index.js';
import { reportOf } from '../support/optimize-report.js';
import { type ChatPage, NARROW, Pages, WIDE } from './support/chat-page.js';
import { CLUSTER } from './support/cluster.js';
import { conflicted, LINES } from './support/conflicts.js';
import { walk } from './support/keyboard.js';
import { RELATED, REMEMBERED } from './support/memories.js';
import { asksForPlan, end, underWay } from './support/plans.js';
import { chooseSpan, RUNS } from './support/runs.js';
import { asksInParts, says, turn, worksUntilStopped } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(() => pages.closeAll());
afterAll(() => pages.close());

const FULL = {
  events: turn('t1', { steps: true, plan: true }),
  others: ['Why is the queue slow after a deployment?'],
  memories: REMEMBERED,
  relations: RELATED,
  runs: RUNS,
};
const VIEWS: readonly ViewName[] = viewNameSchema.options;

async function look(chat: ChatPage, view: ViewName): Promise<void> {
  chat.host.show(view);
  await chat.page.locator(`#view[aria-labelledby=tab-${view}]`).waitFor();
  await chat.page.locator('.spinner').waitFor({ state: 'detached' });
}

/** Text that is cut by its box, and controls that lie outside of the page and of every box that scrolls. */
function cut(chat: ChatPage): Promise<readonly string[]> {
  return chat.page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) ||
        scrolls(element.parentElement));
    return [...document.querySelectorAll('button, vscode-button, input, select, textarea')]
      .filter((element) => element.checkVisibility() && element.closest('.sr-only') === null)
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return (
          width > 0 && (left < -1 || right > innerWidth + 1) && !scrolls(element.parentElement)
        );
      })
      .map((element) => `${element.tagName}.${element.className} ${element.textContent ?? ''}`);
  });
}

it.each([
  [160, 1],
  [150, 1],
  [320, 2],
])('loses nothing at twice the size, which leaves %i pixels, %i dots each', async (width, dots) => {
  const chat = await pages.open({ ...FULL, width, height: 500, dots });
  for (const view of VIEWS) {
    await look(chat, view);
    await chat.screenshot(`zoomed-${view}-${width}`);
    expect.soft(await chat.overflow(), view).toEqual([]);
    expect.soft(await cut(chat), view).toEqual([]);
  }
  expect(chat.problems).toEqual([]);
});

/** What moves, also inside the controls of the toolkit. */
const moving = (chat: ChatPage): Promise<readonly string[]> =>
  chat.page.evaluate(() => {
    const roots: readonly DocumentOrShadowRoot[] = [
      document,
      ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []),
    ];
    return roots.flatMap((root) =>
      root
        .getAnimations()
        .filter(({ playState }) => playState === 'running')
        .map(({ effect }) => {
          const target = effect instanceof KeyframeEffect ? effect.target : null;
          return `${target?.tagName}.${target?.getAttribute('class')}`;
        }),
    );
  });

it('moves nothing where less motion is wanted, also while it works', async () => {
  const open = async (reducedMotion: boolean) => {
    const chat = await pages.open({ script: worksUntilStopped, reducedMotion });
    await chat.send('read it all');
    await chat.get('chat-stop').waitFor();
    return chat;
  };
  const lively = await open(false);
  await expect.poll(() => moving(lively), { message: 'something moves otherwise' }).not.toEqual([]);
  const still = await open(true);
  expect(await moving(still)).toEqual([]);
  await still.page.locator('details > summary').first().click();
  expect(await moving(still)).toEqual([]);
});

it('shows what is chosen and where the keyboard is in the colours of the system', async () => {
  const chat = await pages.open({ ...FULL, width: NARROW, theme: 'hc-dark' });
  const { controls, ...found } = await walk(chat);
  expect(found).toEqual({ unreached: [], unmarked: [], trapped: false });
  expect(controls).toBeGreaterThan(8);
  await chat.page.emulateMedia({ forcedColors: 'active' });
  for (const view of VIEWS) {
    await look(chat, view);
    if (view === 'memory') await chat.button('Pinned').click();
    await chat.screenshot(`forced-colours-${view}`);
    const alike = await chat.page.evaluate(() =>
      ['selected', 'pressed', 'checked'].flatMap((state) =>
        [...document.querySelectorAll(`[aria-${state}=true]`)].flatMap((on) => {
          const off = on.parentElement?.querySelector(`[aria-${state}=false]`);
          if (off === null || off === undefined) return [];
          const [a, b] = [getComputedStyle(on), getComputedStyle(off)];
          const same = (['outline', 'borderBottom', 'color', 'backgroundColor'] as const).every(
            (name) => a[name] === b[name],
          );
          return same ? [on.textContent ?? ''] : [];
        }),
      ),
    );
    expect.soft(alike, `${view}: looks the same chosen or not`).toEqual([]);
  }
});

const HEBREW = `## איך נקבעת ההשהיה

הפונקציה \`delayFor()\` בקובץ \`src/retry.ts:41\` מתחילה ב־200 אלפיות שנייה.

\`src/retry.ts\` הוא הקובץ.

1. הניסיון הראשון
2. הניסיון השני עם \`maxAttempts\`

| שם | ערך |
| --- | --- |
| ראשון | 200 |

> רק שגיאות זמניות.

\`\`\`ts
const delay = 200;
\`\`\`

This line is English.`;

it('lets text run from right to left by block, and code always from left to right', async () => {
  const chat = await pages.open({ width: NARROW, height: 1000, script: says(HEBREW) });
  await chat.input.fill('איך מנסים שוב?');
  const direction = (selector: string): Promise<readonly string[]> =>
    chat.page
      .locator(selector)
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
  expect(await direction('[data-testid=chat-input]')).toEqual(['rtl']);
  await chat.input.press('Enter');
  await chat.idle();
  await chat.page.getByText('This line is English.').waitFor();
  expect(await direction('.message.user > p')).toEqual(['rtl']);
  expect(await direction('.markdown > :is(h3, h4)')).toEqual(['rtl']);
  expect(await direction('.markdown > p')).toEqual(['rtl', 'rtl', 'ltr']);
  expect(await direction('.markdown li')).toEqual(['rtl', 'rtl']);
  expect(await direction('.markdown :is(th, td)')).toEqual(['rtl', 'rtl', 'rtl', 'rtl']);
  expect(await direction('.markdown blockquote')).toEqual(['rtl']);
  expect(new Set(await direction('.markdown :is(code, pre)'))).toEqual(new Set(['ltr']));
  const [first, second] = await chat.page
    .locator('.markdown th')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
  expect(first).toBeGreaterThan(second ?? Number.POSITIVE_INFINITY);
  await chat.screenshot('right-to-left');
  expect(await chat.overflow()).toEqual([]);
  expect(await chat.axe()).toEqual([]);
});

it('gives the words of a finding the whole width of a narrow page, from both sides and at twice the size', async () => {
  const place = { path: 'src/queue/dead-letters.ts', line: 119, severity: 'warning' };
  const chat = await pages.open({
    width: NARROW,
    events: turn('t1', {
      citations: [],
      data: {
        findings: [
          { ...place, title: 'A dead letter loses its cause and its code', detail: 'Keep them.' },
          { ...place, title: 'מכתב מת מאבד את הסיבה שלו ואת הקוד', detail: 'לשמור אותם.' },
        ],
      },
    }),
  });
  const looksAt = () =>
    chat.page.locator('.finding').evaluateAll((findings) =>
      findings.map((finding) => {
        const [words, chip] = ['.step-title', '.chip'].map((name) => finding.querySelector(name));
        if (!words || !chip) throw new Error('a finding without words or place');
        const [box, of, place] = [words, finding, chip].map((one) => one.getBoundingClientRect());
        return {
          direction: getComputedStyle(words).direction,
          besideWords: Math.round((of?.width ?? 0) - (box?.width ?? 0)),
          below: (place?.top ?? 0) >= (box?.bottom ?? 0),
          cut: chip.scrollWidth > chip.clientWidth,
        };
      }),
    );
  for (const width of [NARROW, 150]) {
    await chat.setWidth(width);
    await chat.screenshot(`findings-${width}`);
    const found = await looksAt();
    expect(found.map(({ direction }) => direction)).toEqual(['ltr', 'rtl']);
    for (const { besideWords, below } of found) {
      expect(besideWords).toBeLessThan(65);
      expect(below).toBe(true);
    }
    if (width === NARROW) expect(found.map(({ cut }) => cut)).toEqual([false, false]);
    expect(await chat.overflow()).toEqual([]);
    expect(await chat.axe()).toEqual([]);
  }
  await chat.setWidth(WIDE);
  expect((await looksAt()).map(({ below }) => below)).toEqual([false, false]);
});

describe('a screen reader hears', () => {
  /** Everything that was said, in its order. */
  const heard = (chat: ChatPage): Promise<readonly string[]> =>
    chat.get('announcer').locator('p').allInnerTexts();
  const hears = (chat: ChatPage, ...lines: readonly string[]) =>
    expect.poll(() => heard(chat), { timeout: 10_000 }).toEqual(lines);

  it('that work began and that the answer is there, also the second time, and no word of it before', async () => {
    const chat = await pages.open({ script: says('word '.repeat(120)), events: turn('old') });
    await chat.send('how?');
    await hears(chat, 'Working…', 'The answer is ready.');
    await chat.send('and why?');
    await hears(chat, 'Working…', 'The answer is ready.', 'Working…', 'The answer is ready.');
  });

  it('what a run asks, once, and again after a reload while it waits', async () => {
    const chat = await pages.open({ script: asksInParts });
    await chat.send('rename it');
    await chat.get('approval-allow').waitFor();
    const asks = 'The run asks whether it may change files.';
    await expect.poll(() => heard(chat)).toContain(asks);
    await chat.reload();
    await expect.poll(() => heard(chat)).toEqual(expect.arrayContaining(['Working…', asks]));
    expect((await heard(chat)).filter((line) => line === asks)).toHaveLength(1);
  });

  it('a question that takes the place of another at once', async () => {
    const chat = await pages.open({
      script: async (turnId, { emit, signal }) => {
        const ask = (n: number): void =>
          emit({
            type: 'approval.asked',
            at: 1,
            turnId,
            approvalId: `apr_${n}`,
            effect: `Run npm run part-${n}`,
            reason: 'It is new.',
            files: [],
            command: `npm run part-${n}`,
          });
        ask(1);
        while (chat.host.inputs('approval.answer').length === 0 && !signal.aborted) await sleep(20);
        emit({
          type: 'approval.answered',
          at: 1,
          turnId,
          approvalId: 'apr_1',
          decision: 'denied',
        });
        ask(2);
        await sleep(60_000, signal).catch(() => undefined);
      },
    });
    await chat.send('run it');
    const asks = 'The run asks whether it may start a command.';
    await hears(chat, 'Working…', asks);
    await chat.get('approval-deny').press('Enter');
    await hears(chat, 'Working…', asks, asks);
  });

  it('what is new alone, and not once more what was said before', async () => {
    const chat = await pages.open();
    const session = await chat.page.context().newCDPSession(chat.page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const inAnnouncer = await chat
      .get('announcer')
      .evaluate((announcer) => announcer.querySelectorAll('[aria-live]').length);
    const atomic = nodes.flatMap(({ properties = [] }) => {
      const said = Object.fromEntries(properties.map(({ name, value }) => [name, value.value]));
      return said['relevant'] === 'additions' && 'live' in said ? [said['atomic']] : [];
    });
    expect(atomic).toEqual(Array.from({ length: inAnnouncer }, () => false));
  });

  it('that a run has failed, and how', async () => {
    const fails = () => Promise.reject(new Error('The disk is full.'));
    const chat = await pages.open({ script: fails });
    await chat.send('how?');
    await expect.poll(async () => (await heard(chat)).at(-1)).toContain('The disk is full.');
  });

  it('that a plan waits, which of its parts end, and that agents disagree', async () => {
    const chat = await pages.open({ script: asksForPlan });
    await chat.send('/team build it');
    await hears(chat, 'Working…', 'There is a plan of 6 parts. It begins when you say so.');
    const other = await pages.open({
      script: async (turnId, run) => {
        for (const event of underWay(turnId)) run.emit(event);
        // The page has seen the plan before this part ends.
        await other.get('team').waitFor();
        run.emit(end(turnId, 'tests', 'failed', 'No.'));
        await conflicted(() => other.host.conflicts, LINES)(turnId, run);
      },
    });
    await other.send('/team build it');
    await hears(
      other,
      'Working…',
      'Part 4 of 6: failed.',
      'Two agents disagree. Your decision is needed.',
    );
  });

  it('a search for better prompts: its begin, and what came of it', async () => {
    const found = reportOf({ id: 'chg_found', madeAt: Date.now() });
    const chat = await pages.open({ optimize: { finds: found } });
    chat.host.show('traces');
    await chat.button('Better prompts').click();
    await chat.button('Look for a better version').click();
    await chat.get('optimize-proposal').waitFor();
    const ended = 'The search has ended: something better was found, for you to judge.';
    await expect.poll(() => heard(chat)).toContain(ended);
  });

  it('a run that is gone through again from its traces', async () => {
    const chat = await pages.open({ runs: RUNS, script: worksUntilStopped });
    chat.host.show('traces');
    await chat.get('trace-run').getByText('How are retries done?').click();
    await chooseSpan(chat, 'step', 'Step 3');
    await chat.button('Run again from here…').click();
    await chat.button('Run', true).click();
    await chat.get('chat-stop').waitFor();
    await hears(chat, 'Working…');
  });

  it('what happens among workers: begin, end and failure of work, and not each task', async () => {
    const chat = await pages.open({ height: 1000 });
    chat.host.show('cluster');
    await chat.get('cluster-glance').waitFor();
    const { tasks, workers } = CLUSTER;
    const [lost] = tasks.filter(({ state }) => state === 'running');
    if (lost === undefined) throw new Error('nothing runs');
    const rest = tasks.filter(({ state }) => state !== 'running' && state !== 'waiting');
    chat.host.cluster.state = {
      ...CLUSTER,
      workers: workers.slice(1),
      tasks: [...rest, { ...lost, state: 'dead' }],
    };
    await expect
      .poll(async () => [...(await heard(chat))].sort(), { timeout: 10_000 })
      .toEqual([
        '1 task has failed for good.',
        'A worker has gone; 2 are left.',
        'No task is left.',
      ]);
  });
});
