// The plan of several agents as a person uses it: changed before it runs, followed, paused, steered, gone on with.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type PlanTask, sleep } from '../../runtime/core/index.js';
import { type ChatPage, type OpenOptions, Pages } from './support/chat-page.js';
import { asksForPlan, PLAN, underWay } from './support/plans.js';
import { lookAtScenes } from './support/scenes.js';
import { turn } from './support/turns.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

async function begin(options: OpenOptions): Promise<ChatPage> {
  const chat = await pages.open(options);
  await chat.send('/team build a small REST service with auth and tests');
  await chat.get('team').waitFor();
  return chat;
}

/** A plan under way, with what the page says about it. */
const running = (said: unknown[]): OpenOptions => ({
  height: 1200,
  script: async (turnId, { emit, pilot, signal }) => {
    for (const event of underWay(turnId)) emit(event);
    const say =
      (name: string) =>
      (...args: unknown[]) =>
        void said.push([name, ...args]);
    pilot?.attach(PLAN, {
      pause: (paused) => {
        said.push(['pause', paused]);
        emit({ at: 1, turnId, type: 'plan.paused', planId: PLAN, paused });
      },
      skip: say('skip'),
      retry: say('retry'),
      takeOver: say('takeOver'),
      replan: say('replan'),
    });
    await sleep(60_000, signal).catch(() => undefined);
  },
});

const sent = (chat: ChatPage): readonly PlanTask[] =>
  (chat.host.inputs('plan.run').at(-1) as { readonly tasks: readonly PlanTask[] }).tasks;

describe('before it runs', () => {
  it('a plan can be changed with the keyboard alone, and runs as it was changed', async () => {
    const chat = await begin({ script: asksForPlan, height: 1200 });
    await chat.page.getByText('Plan: 6 tasks, nothing runs yet').waitFor();
    await chat.button('Remove: Build the routes of parcels').focus();
    await chat.page.keyboard.press('Enter');
    await chat.button('Earlier: Audit the sign-in').focus();
    await chat.page.keyboard.press('Enter');
    await chat.get('plan-change').first().locator('summary').focus();
    await chat.page.keyboard.press('Enter');
    const agents = chat.page.getByLabel('Agent of Design the service and its routes');
    await agents.selectOption('coder');
    await chat.page
      .getByLabel('Instructions of Design the service and its routes')
      .fill('Only one route.');
    await chat.get('plan-run').click();
    await chat.page.getByText('Plan: 5 of 5 tasks done').waitFor();
    expect(sent(chat).map(({ id }) => id)).toEqual(['design', 'auth', 'tests', 'audit', 'docs']);
    expect(sent(chat)[0]).toMatchObject({ agent: 'coder', instructions: 'Only one route.' });
    // What waited for the removed task waits for what that waited for.
    expect(sent(chat).find(({ id }) => id === 'docs')?.dependsOn).toEqual(['design']);
    expect(chat.problems).toEqual([]);
  });

  it('a plan that cannot run says why and goes on waiting; it can be refused', async () => {
    const chat = await begin({ script: asksForPlan });
    await chat.get('plan-change').first().locator('summary').click();
    await chat.page.getByLabel('Instructions of Design the service and its routes').fill(' ');
    await chat.get('plan-run').click();
    await chat.page.getByRole('alert').getByText('has no instructions').waitFor();
    await chat.get('plan-dismiss').click();
    await chat.get('chat-send').waitFor();
    await chat.get('team-resume').waitFor();
  });

  it('runs at once where changes are made without asking', async () => {
    const chat = await begin({ script: asksForPlan, state: { mode: 'auto' } });
    await chat.get('chat-send').waitFor();
    expect(await chat.get('plan-run').count()).toBe(0);
  });
});

describe('while it runs', () => {
  it('shows who does what, with time, tokens, money and files, and what was found', async () => {
    const chat = await begin(running([]));
    await chat.page.getByText('Plan: 2 of 6 tasks done').waitFor();
    const api = chat.get('team-task').filter({ hasText: 'Build the routes of parcels' });
    for (const fact of ['coder', '41.0 s', '18.2K tokens', '$0.03', '2 files changed'])
      await api.getByText(fact, { exact: true }).waitFor();
    await api.getByText('reviewer objects:').waitFor();
    await chat.page.getByText('both have changed the same lines').waitFor();
    const picture = await chat.page.locator('.team-graph').getAttribute('aria-label');
    expect(picture).toContain('4, Write tests for both, waiting, after 2 and 3.');
  });

  it('is paused, tasks are left out, taken over and run again, and the rest is planned anew', async () => {
    const said: unknown[] = [];
    const chat = await begin(running(said));
    await chat.get('team-pause').click();
    await chat.page.getByText('Paused. What is running goes on to its end.').waitFor();
    await chat.button('Go on', true).click();
    await chat.button('Leave out: Audit the sign-in').click();
    await chat.button('Run again: Describe the service in the readme').click();
    await chat.button('Take over: Build sign-in with tokens').click();
    await chat.page.keyboard.type('I used the house library.');
    await chat.page.keyboard.press('Enter');
    await chat.button('Plan the rest anew').click();
    await chat.page.keyboard.type('Without a database.');
    await chat.page.keyboard.press('Enter');
    await expect
      .poll(() => said)
      .toEqual([
        ['pause', true],
        ['pause', false],
        ['skip', 'audit'],
        ['retry', 'docs'],
        ['takeOver', 'auth', 'I used the house library.'],
        ['replan', 'Without a database.'],
      ]);
  });

  it('survives a reload, and goes on from its record when the window was killed', async () => {
    const events = [
      ...turn('trn_1', { question: '/team build it', answer: '', stopReason: undefined }),
      ...underWay('trn_1'),
      ...turn('trn_1', { answer: '', stopReason: 'interrupted' }).slice(-1),
    ];
    const chat = await pages.open({ events, height: 1200 });
    await chat.page.getByText('Plan: 2 of 6 tasks done').waitFor();
    expect(await chat.get('team-skip').count()).toBe(0);
    await chat.get('team-resume').click();
    await expect
      .poll(() => chat.host.inputs('turn.start'))
      .toMatchObject([{ text: '/team resume' }]);
  });
});

lookAtScenes({
  'team-proposed': {
    options: { script: asksForPlan, height: 1100 },
    prepare: async (chat) => {
      await chat.send('/team build a small REST service with auth and tests');
      await chat.get('plan-change').first().locator('summary').click();
      await chat.page.getByLabel('Agent of Design the service and its routes').waitFor();
    },
  },
  'team-running': {
    options: running([]),
    prepare: async (chat) => {
      await chat.send('/team build a small REST service with auth and tests');
      await chat.page.getByText('Plan: 2 of 6 tasks done').waitFor();
      await chat.get('team-details').first().locator('summary').click();
    },
  },
});
