// The traces view as a person uses it, with mouse or keyboard: find a run, walk through it, look closer, go again.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fromJsonl } from '../../runtime/traces/index.js';
import { type ChatPage, type OpenOptions, Pages } from './support/chat-page.js';
import { chooseSpan as choose, longRun, RUNS } from './support/runs.js';

let pages: Pages;
beforeAll(async () => {
  pages = await Pages.launch();
});
afterEach(async () => pages.closeAll());
afterAll(async () => pages.close());

async function open(options: OpenOptions = { runs: RUNS }): Promise<ChatPage> {
  const chat = await pages.open(options);
  chat.host.show('traces');
  await chat.get('trace-run').first().waitFor();
  return chat;
}

const run = (chat: ChatPage, text: string) => chat.get('trace-run').filter({ hasText: text });

async function openRun(chat: ChatPage, text = 'How are retries done?'): Promise<ChatPage> {
  await run(chat, text).getByText(text).click();
  await chat.get('trace-row').first().waitFor();
  return chat;
}

const active = (chat: ChatPage) => chat.page.locator('[role=treeitem][aria-selected=true]');
const details = (chat: ChatPage) => chat.page.getByRole('region', { name: 'Details' });

describe('runs', () => {
  it('are listed newest first with end, time, steps, tokens and cost, and found by their words', async () => {
    const chat = await open();
    expect(await chat.get('trace-run').first().innerText()).toMatch(/Which ports[^]*Running/);
    const failed = run(chat, 'Add jitter');
    for (const fact of ['Failed', '4 steps', '5.7K tokens', '$0.02'])
      await failed.getByText(fact).waitFor();
    await chat.page.getByLabel('Search runs').fill('jitter');
    await expect.poll(() => chat.get('trace-run').count()).toBe(1);
    await chat.page.getByLabel('Search runs').fill('zebra');
    await chat.page.getByText('No run matches.').waitFor();
    await chat.button('Clear the search').click();
    await expect.poll(() => chat.get('trace-run').count()).toBe(4);
  });

  it('can be removed, and the list has the focus again', async () => {
    const chat = await openRun(await open());
    await chat.button('Remove this run').click();
    await chat.button('Keep', true).click();
    await chat.button('Remove this run').click();
    await chat.button('Remove', true).click();
    await expect.poll(() => chat.get('trace-run').count()).toBe(3);
  });

  it('are compared side by side: which steps differ, and how', async () => {
    const chat = await open();
    await chat.button('Compare: How are retries done?').click();
    await chat.button('Compare: How are retries done now?').click();
    await chat.button('Compare', true).click();
    await expect.poll(() => chat.get('trace-pair').count()).toBe(3);
    const first = chat.get('trace-pair').first();
    await first.getByText('another cell').waitFor();
    await first.getByText('// again').waitFor();
    await chat.button('All runs').click();
    await chat.get('trace-run').first().waitFor();
  });

  it('are exported to a file that can be imported again', async () => {
    const chat = await openRun(await open());
    await chat.button(/^JSON lines/).click();
    await chat.page.getByText('Exported to memfun-traces.jsonl.').waitFor();
    const [record] = fromJsonl(chat.host.saved.get('memfun-traces.jsonl') ?? '');
    expect(record?.turnId).toBe('trn_1');
    await chat.button(/^OpenTelemetry/).click();
    await chat.page.getByText('Exported to memfun-traces.otlp.json.').waitFor();
  });
});

it('what stands out leads to the spans that show it', async () => {
  const again = longRun(1, 4).map((event) =>
    event.type === 'step.call' ? { ...event, summary: 'readFile a.ts → 40 lines' } : event,
  );
  const chat = await open({ runs: [...RUNS, again] });
  await chat.button('What stands out').click();
  const [finding] = await chat.get('trace-finding').all();
  await finding?.getByText('The same was read 4 times: readFile a.ts').waitFor();
  await chat.get('trace-cause').filter({ hasText: 'gate' }).waitFor();
  await chat.button(/^Show it: The same was read/).click();
  await active(chat).filter({ hasText: 'readFile a.ts' }).waitFor();
});

describe('a run', () => {
  it('is walked through with the keyboard alone', async () => {
    const chat = await open();
    await run(chat, 'How are retries done?').getByRole('button').first().focus();
    await chat.page.keyboard.press('Enter');
    await chat.page.locator('[role=tree]:focus').waitFor();
    const told = async (key: string, words: string): Promise<void> => {
      await chat.page.keyboard.press(key);
      await expect
        .poll(async () => {
          const id = await chat.page.locator('[role=tree]').getAttribute('aria-activedescendant');
          return chat.page.evaluate(
            (of) => document.getElementById(of ?? '')?.textContent ?? '',
            id,
          );
        })
        .toContain(words);
    };
    await told('ArrowDown', 'memory recall');
    await told('End', 'task Lint');
    await told('ArrowLeft', 'plan');
    await told('Home', 'run How are retries done?');
    const all = await chat.get('trace-row').count();
    await told('ArrowLeft', 'run ');
    await expect.poll(() => chat.get('trace-row').count()).toBe(1);
    expect(await active(chat).getAttribute('aria-expanded')).toBe('false');
    await told('ArrowRight', 'run ');
    await expect.poll(() => chat.get('trace-row').count()).toBe(all);
  });

  it('shows a step with its cell, what it printed, its calls, prompts, and every variable', async () => {
    const chat = await openRun(await open());
    await choose(chat, 'step', 'Step 2');
    const panel = details(chat);
    await panel.getByText("await rlm('Which delays?')").waitFor();
    await panel.getByText('printed by step2').waitFor();
    const variables = chat.get('trace-variable');
    await expect.poll(() => variables.count()).toBe(3);
    expect(await variables.nth(0).innerText()).toMatch(/files[^]*Made by step 1/);
    expect(await variables.nth(1).innerText()).toMatch(/answer[^]*Made by step 2[^]*new/);
    await chat.button('Before').click();
    await expect.poll(() => variables.count()).toBe(1);
    await panel.getByText('Calls (2)', { exact: true }).click();
    await panel.getByText('rlm "Which delays?" → answered').waitFor();
    await panel.getByText('Model calls (2)').click();
    await panel.getByText('Prompt').first().click();
    await panel.getByText('You write cells.').first().waitFor();
  });

  it('shows who failed and why, and for how long somebody was asked', async () => {
    const chat = await openRun(await open(), 'Add jitter');
    await chat.page.getByText('It was denied.').first().waitFor();
    await choose(chat, 'gate', 'run a command');
    await details(chat).getByText('npm test').waitFor();
    await details(chat).getByText('500 ms').waitFor();
  });

  it('is gone through again from a step with an edited cell, and says first what is real', async () => {
    const chat = await openRun(await open({ runs: RUNS, state: { mode: 'auto' } }));
    await choose(chat, 'step', 'Step 3');
    await chat.button('Run again from here…').click();
    const box = chat.page.getByLabel('Cell to run instead');
    await chat.page
      .getByText(
        'Steps 1 to 2 are rebuilt from the record: nothing that was called is called again.',
      )
      .waitFor();
    await chat.page.getByText('everything runs for real, in mode “Apply”').waitFor();
    await box.press('Escape');
    await chat.button('Run again from here…').click();
    await box.fill("await run('npm run lint')");
    await chat.button('Run', true).click();
    await chat.input.waitFor();
    expect(chat.host.reruns).toEqual([
      { turnId: 'trn_1', stepId: 'trn_1_step3', code: "await run('npm run lint')" },
    ]);
  });

  it('of a child cannot be started from within, and says so', async () => {
    const chat = await openRun(await open());
    await choose(chat, 'step', 'Which delays?');
    await details(chat).getByText('Its parent would have to start it.').waitFor();
  });

  it('of five thousand spans scrolls to its end, with few rows in the page', async () => {
    const chat = await openRun(await open({ runs: [longRun(100, 48)] }), 'Read everything');
    const tree = chat.get('trace-tree');
    expect(await chat.get('trace-row').count()).toBeLessThan(60);
    await tree.press('End');
    await chat.get('trace-row').filter({ hasText: 'part-100/file-47' }).waitFor();
    await tree.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await chat.get('trace-row').filter({ hasText: 'part-5' }).first().waitFor();
    expect(await chat.get('trace-row').count()).toBeLessThan(60);
    expect(await chat.page.locator('.bars rect').count()).toBeLessThan(60);
  });
});
