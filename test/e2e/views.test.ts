// Every view in the real editor: opened as a person opens it, used for what it is for, and there again after a reload.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RecordedRuns } from '../support/recorded-runs.js';
import { Editor } from './support/editor.js';
import { MODEL_EXTENSION, packModelExtension } from './support/model-extension.js';
import { answerTo, recordWeeks, stepTo, WEEKS, WITH_STEPS } from './support/ports-model.js';
import { Cells, PromptModel } from './support/prompt-model.js';

const SOON = { timeout: 30_000 };
const NEXT = 'await final({ answer: `There are ${names.length} parts.`, citations: [] })';

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await Editor.last?.screenshot(`failed: ${task.name}`);
});

describe('the views', () => {
  let editor: Editor;
  let model: PromptModel;
  let recorded = '';
  let made = '';
  let forget: () => Promise<void> = async () => undefined;
  const cells = new Cells(stepTo, [], answerTo);

  beforeAll(async () => {
    made = mkdtempSync(path.join(tmpdir(), 'fixture-extension-'));
    model = await PromptModel.start(cells.answer);
    const settings = {
      ...model.settings,
      'memfun.checks.enabled': false,
      // The editor would fold away what an answer rests on as soon as the answer is whole.
      'chat.agent.collapseCompletedResponses': false,
      // In a browser the editor would save by itself, after a second.
      'files.autoSave': 'off',
    };
    const open = async (): Promise<Editor> =>
      Editor.open({
        workspace: 'repos/typescript',
        extensions: [await packModelExtension(made)],
        args: ['--enable-proposed-api', MODEL_EXTENSION],
        settings,
      });
    let weeks: RecordedRuns;
    [editor, weeks] = await Promise.all([open(), recordWeeks()]);
    recorded = path.join(weeks.root, '.storage');
    forget = () => weeks.close();
    await editor.chat();
  });
  afterAll(async () => {
    await editor.close();
    await model.stop();
    await forget();
    rmSync(made, { recursive: true, force: true });
  });

  const page = () => editor.frame();
  const isFront = (name: string) => page().getByRole('tab', { name, selected: true }).waitFor();
  const open = async (title: string, name: string): Promise<FrameLocator> => {
    await editor.command(`Memfun: ${title}`);
    await isFront(name);
    return page();
  };
  const reload = async (): Promise<void> => {
    const loaded = editor.page.waitForEvent('load');
    await editor.command('Developer: Reload Window');
    await loaded;
    const views = page().getByRole('tablist', { name: 'Memfun views' });
    await views.waitFor();
  };
  const toChat = async (): Promise<void> => {
    await editor.command('Memfun: Open Chat');
    await isFront('Chat');
  };
  const idle = () => expect.poll(() => page().getByTestId('chat-stop').count(), SOON).toBe(0);
  /** Asks in the chat, which is in front afterwards. */
  const say = async (message: string, answer: string | RegExp): Promise<FrameLocator> => {
    const chat = await editor.send(message);
    await chat.getByTestId('message-assistant').getByText(answer).last().waitFor();
    await idle();
    return chat;
  };
  const draft = () => page().getByTestId('chat-input').inputValue();
  const effort = (which: string) => page().getByLabel('Effort').selectOption(which);

  it('traces: found from the palette by keyboard alone; a step shows its cell, output, variables and prompt', async () => {
    await effort('agent');
    cells.waiting = ["const names = ['retry', 'cache', 'queue']\nconsole.log(names.length)", NEXT];
    await say('how many parts are there?', 'There are 3 parts.');
    const view = await open('Open Traces', 'Traces');
    await expect
      .poll(() => view.locator(':focus').getAttribute('aria-label'), SOON)
      .toBe('Search runs');
    await editor.page.keyboard.type('parts');
    await view.getByTestId('trace-run').getByText('how many parts').waitFor();
    await view.locator('.run-open').first().press('Enter');
    for (const key of ['ArrowDown', 'ArrowDown']) await view.getByTestId('trace-tree').press(key);
    await view
      .getByTestId('trace-variable')
      .filter({ hasText: 'names' })
      .getByText('new')
      .waitFor();
    await view.getByLabel('Printed').getByText('3').waitFor();
    await view.getByText(/^Model calls/).click();
    await view.getByText('how many parts are there?').nth(1).waitFor();
    await editor.screenshot('view-traces-inspector');
  });

  it('traces: a cell is edited and run again, and the two runs stand side by side, also after a reload', async () => {
    const view = page();
    cells.waiting = [NEXT];
    await view.getByText('Run again from here…').click();
    await view
      .getByLabel('Cell to run instead')
      .fill("const names = ['retry', 'cache', 'queue', 'clock']\nconsole.log(names.length)");
    await editor.screenshot('view-traces-edited-cell');
    await view.getByRole('button', { name: 'Run', exact: true }).click();
    await isFront('Chat');
    await view.getByTestId('message-assistant').getByText('There are 4 parts.').waitFor();
    await idle();
    await open('Open Traces', 'Traces');
    await reload();
    await isFront('Traces');
    await page().getByTestId('trace-run').nth(1).waitFor();
    for (const pick of await page()
      .getByRole('button', { name: /^Compare: how many/ })
      .all())
      await pick.click();
    await page().getByRole('button', { name: 'Compare', exact: true }).click();
    await page().getByTestId('trace-pair').getByText('another cell').first().waitFor();
    await page().getByTestId('trace-pair').getByText('the same cell').waitFor();
    await editor.widen(600);
    await editor.screenshot('view-traces-compare');
    await page().getByRole('button', { name: 'All runs' }).click();
  });

  it('digest: what stands out in the runs of weeks, beside the week before', async () => {
    cpSync(path.join(recorded, 'traces'), path.join(editor.projectStorage(), 'traces'), {
      recursive: true,
    });
    await page().getByRole('button', { name: 'What stands out' }).click();
    await page()
      .getByTestId('trace-week')
      .getByText(`${WEEKS + WITH_STEPS + 2} runs`)
      .waitFor();
    await page().getByText('none of them failed').first().waitFor();
    await editor.screenshot('view-digest');
    await page().getByRole('button', { name: 'All runs' }).click();
  });

  it('better prompts: one is found in recorded runs, judged and accepted', async () => {
    await page().getByRole('button', { name: 'Better prompts' }).click();
    await page().getByLabel('What to improve').selectOption('direct.answer');
    await page().getByLabel('Model runs, at most').fill('200');
    await page().getByRole('button', { name: 'Look for a better version' }).click();
    const proposal = () => page().getByTestId('optimize-proposal');
    await proposal().getByText('waits for you').waitFor({ timeout: 60_000 });
    await proposal().getByRole('button').click();
    await page().getByText('Ports are written as PORT-8080.').first().waitFor();
    await editor.screenshot('view-better-prompts');
    await page().getByRole('button', { name: 'Accept' }).click();
    await page().getByText('Accepted: it holds').waitFor();
    await toChat();
    await effort('direct');
    await say('which port has the limiter?', 'PORT-8080');
  });

  it('history: opened from the title, searched, opened at the place, and a conversation is deleted', async () => {
    await editor.command('Memfun: New Chat');
    await say('which port has the archive?', 'PORT-8080');
    await editor.page.getByRole('button', { name: 'Open History' }).click();
    await isFront('History');
    await expect.poll(() => page().getByTestId('history-row').count(), SOON).toBe(2);
    await page().getByTestId('history-search').fill('parts');
    await page().getByTestId('history-hit').locator('mark').first().waitFor();
    await editor.screenshot('view-history-search');
    await page().getByTestId('history-hit').getByRole('button').click();
    await isFront('Chat');
    await page().getByText('There are 3 parts.').filter({ visible: true }).first().waitFor();
    await open('Open History', 'History');
    const row = () => page().getByTestId('history-row').filter({ hasText: 'archive' });
    await row()
      .getByRole('button', { name: /^Delete/ })
      .click();
    await row().getByRole('button', { name: 'Delete', exact: true }).click();
    await row().waitFor({ state: 'detached' });
  });

  it('safety: a rule holds at once, and what was done is told', async () => {
    const ran = path.join(editor.workspace, 'ran.txt');
    writeFileSync(
      path.join(editor.workspace, 'package.json'),
      JSON.stringify({ scripts: { test: 'touch ran.txt' } }),
    );
    await open('Open Safety', 'Safety');
    const rules = page().getByRole('region', { name: 'Commands' });
    await rules.getByLabel('New rule: Commands').fill('npm test');
    await rules.getByLabel('Allow or deny').selectOption('deny');
    await rules.getByRole('button', { name: 'Add' }).click();
    await rules.getByTestId('safety-rule').getByText('denied').waitFor();
    await toChat();
    await effort('agent');
    const run = (answer: string): string =>
      `try { await run('npm test') } catch {}
await final({ answer: '${answer}', citations: [] })`;
    cells.waiting = [run('It may not.')];
    await say('run the tests', 'It may not.');
    expect(existsSync(ran)).toBe(false);
    await open('Open Safety', 'Safety');
    await rules.getByRole('button', { name: 'Remove npm test' }).click();
    await rules.getByLabel('New rule: Commands').fill('npm test');
    await rules.getByLabel('Allow or deny').selectOption('allow');
    await rules.getByRole('button', { name: 'Add' }).click();
    await rules.getByTestId('safety-rule').getByText('allowed').waitFor();
    await toChat();
    cells.waiting = [run('It ran.')];
    await say('run the tests again', 'It ran.');
    expect(existsSync(ran)).toBe(true);
    await open('Open Safety', 'Safety');
    await page().getByTestId('safety-entry').filter({ hasText: 'npm test' }).first().waitFor();
    await editor.screenshot('view-safety');
  });

  it('agents: one is switched off, another one begins a message; projects: this one gets a name', async () => {
    await toChat();
    await say('/project rename parcels', 'called parcels');
    await open('Open Agents & Skills', 'Skills');
    await page().getByLabel('Search agents and skills').fill('er');
    await page().getByRole('button', { name: 'Switch reviewer off in this project' }).click();
    await page().getByText('reviewer is off in this project').waitFor();
    await page().getByRole('button', { name: 'Details of tester' }).click();
    await editor.screenshot('view-agents');
    await page().getByRole('button', { name: 'Run tester in the chat' }).click();
    await isFront('Chat');
    await expect.poll(draft, SOON).toBe('/agent tester ');
    await page().getByTestId('chat-input').press('End');
    await editor.page.keyboard.type('look at src');
  });

  it('all that was done in them is there after a reload, and can be taken back', async () => {
    await reload();
    await isFront('Chat');
    await expect.poll(draft, SOON).toBe('/agent tester look at src');
    await page().getByTestId('chat-input').fill('');
    await say('/project list', 'parcels');
    await editor.screenshot('view-projects');
    await open('Open History', 'History');
    await page().getByTestId('history-row').first().waitFor();
    expect(await page().getByTestId('history-row').filter({ hasText: 'archive' }).count()).toBe(0);
    await open('Open Safety', 'Safety');
    await page()
      .getByTestId('safety-rule')
      .filter({ hasText: 'npm test' })
      .getByText('allowed')
      .waitFor();
    await open('Open Agents & Skills', 'Skills');
    await page().getByRole('button', { name: 'Switch reviewer on in this project' }).click();
    await page().getByText('reviewer is on again').waitFor();
    await open('Open Traces', 'Traces');
    await page().getByRole('button', { name: 'Better prompts' }).click();
    await page().getByTestId('optimize-proposal').getByText('in force').waitFor();
    await page().getByTestId('optimize-proposal').getByRole('button').click();
    await page().getByRole('button', { name: 'Take back' }).click();
    await page().getByText('Taken back.').waitFor();
    await toChat();
    await effort('direct');
    await say('which port has the breaker?', 'eight thousand');
    await editor.page.locator('.statusbar-item', { hasText: 'asks first' }).click();
    await editor.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'New Chat' })
      .click();
    await expect.poll(() => page().getByTestId('message-user').count(), SOON).toBe(0);
  });

  it('a skill is made from runs of one kind, becomes a file once accepted, and is run', async () => {
    const file = path.join(editor.workspace, '.memfun/skills/service-ports/SKILL.md');
    await open('Open Traces', 'Traces');
    const back = page().getByRole('button', { name: 'Better prompts' });
    const group = page().getByTestId('optimize-group').first();
    await back.or(group).first().waitFor();
    if (await back.isVisible()) await back.click();
    await group.getByRole('button', { name: 'Make a skill' }).click();
    const made = page().getByTestId('optimize-proposal').filter({ hasText: 'service-ports' });
    await made.getByText('waits for you').waitFor({ timeout: 60_000 });
    expect(existsSync(file)).toBe(false);
    await made.getByRole('button').click();
    await page().getByText('never as a word').first().waitFor();
    await editor.screenshot('view-skill-made');
    await page().getByRole('button', { name: 'Accept' }).click();
    await expect.poll(() => existsSync(file), SOON).toBe(true);
    await toChat();
    await effort('agent');
    await say('/service-ports which port has the service number 99?', 'It is PORT-8080.');
    await editor.screenshot('skill-made-run');
    await effort('direct');
  });

  it('all of them are reached with the arrow keys, in every theme, narrow and wide', async () => {
    const names = ['Chat', 'Memory', 'Skills', 'MCP', 'Traces', 'History', 'Safety', 'Cluster'];
    for (const [theme, kind, width] of [
      ['Dark Modern', 'vs-dark', 300],
      ['Light Modern', 'vs', 600],
      ['Dark High Contrast', 'hc-black', 300],
    ] as const) {
      await editor.command('Preferences: Color Theme');
      const quick = editor.page.locator('.quick-input-widget');
      await quick.locator('[aria-label^="Preferences"]').first().waitFor({ state: 'detached' });
      await editor.page.locator('.quick-input-widget input').first().fill(theme);
      await editor.page
        .locator('.quick-input-list .monaco-list-row', { hasText: theme })
        .first()
        .waitFor();
      await editor.page.keyboard.press('Enter');
      await editor.page.locator(`.monaco-workbench.${kind}`).waitFor();
      await editor.widen(width);
      await page().getByRole('tab', { name: 'Chat' }).click();
      for (const name of names) {
        await isFront(name);
        await page().locator('.spinner, [aria-busy=true]').first().waitFor({ state: 'detached' });
        await editor.screenshot(`view-${name}-${kind}-${width}`);
        await page().locator('[role=tab]:focus').press('ArrowRight');
      }
      await isFront('Chat');
    }
  });

  it('code of an answer is a diff that is rejected, accepted and undone, or comes in at the cursor', async () => {
    const file = path.join(editor.workspace, 'src/retry.ts');
    const before = readFileSync(file, 'utf8');
    const text = editor.page.locator('.editor-instance .view-lines').first();
    await editor.command('Memfun: New Chat');
    await effort('direct');
    await editor.openFile('src/retry.ts');
    await say('write backoff that is never longer than a minute', 'It is capped');
    const block = page().locator('.code-block').last();
    const propose = async (): Promise<void> => {
      await block.hover();
      await block.getByTestId('code-apply').click();
      await editor.page.locator('.tab.active', { hasText: 'proposed by Memfun' }).waitFor();
      await editor.page.locator('.monaco-diff-editor').getByText('60_000').first().waitFor();
    };
    const diffs = () => editor.page.locator('.monaco-diff-editor').count();
    await propose();
    await editor.screenshot('code-as-diff');
    await editor.command('Memfun: Reject Fix');
    await expect.poll(diffs, SOON).toBe(0);
    await propose();
    await editor.command('Memfun: Accept Fix');
    await expect.poll(diffs, SOON).toBe(0);
    await text.getByText('60_000').first().waitFor();
    await editor.page.keyboard.press('Control+Z');
    await text.getByText('60_000').first().waitFor({ state: 'detached' });
    await editor.page.keyboard.press('Control+Home');
    await block.hover();
    await block.getByTestId('code-insert').click();
    await text.getByText('60_000').first().waitFor();
    await editor.screenshot('code-inserted');
    await editor.page.keyboard.press('Control+Z');
    await text.getByText('60_000').first().waitFor({ state: 'detached' });
    // Saving stays with the user.
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('files and folders are dragged from the explorer into the message, with Shift as the editor wants it', async () => {
    const { mouse, keyboard } = editor.page;
    const row = (name: string) =>
      editor.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
    const input = page().getByTestId('chat-input');
    const hovered = page().locator('.composer-box[data-hovered=true]');
    const at = async (place: Locator): Promise<{ readonly x: number; readonly y: number }> => {
      const box = await place.boundingBox();
      if (box === null) throw new Error('there is nothing to drag');
      return { x: box.x + 60, y: box.y + 10 };
    };
    const letGo = async (): Promise<void> => {
      await keyboard.press('Escape');
      await mouse.up();
      await keyboard.up('Shift');
    };
    /** @returns whether the message box takes part: only once the editor has let it */
    const pull = async (name: string): Promise<boolean> => {
      const [from, to] = [await at(row(name)), await at(input)];
      await mouse.move(from.x, from.y);
      await mouse.down();
      await mouse.move(from.x + 20, from.y - 10, { steps: 5 });
      await keyboard.down('Shift');
      for (let tries = 0; tries < 10; tries++) {
        await mouse.move(to.x, to.y, { steps: 3 });
        await mouse.move(to.x + 10, to.y + 2, { steps: 2 });
        if ((await hovered.count()) === 1) return true;
        await editor.page.waitForTimeout(200);
      }
      await letGo();
      return false;
    };
    const drag = async (name: string): Promise<void> => {
      // While views still move to their places what is under the mouse is not what was measured: then again.
      await expect.poll(() => pull(name), { timeout: 15_000 }).toBe(true);
      await mouse.up();
      await keyboard.up('Shift');
      await expect.poll(() => input.inputValue(), SOON).toContain(`@${name} `);
    };
    await toChat();
    await input.fill('');
    await editor.command('Fixture: Files beside Memfun');
    // In half of the side bar only the topmost files are in sight.
    await editor.command('Collapse Folders in Explorer');
    try {
      for (const name of ['README.md', 'src']) await drag(name);
      await editor.screenshot('dragged-from-the-explorer');
    } finally {
      // Whatever happened, nothing is held any more, and the files are where the next story looks for them.
      await letGo();
      await editor.command('Fixture: Files back in the Explorer');
    }
    await toChat();
    expect(await input.inputValue()).toBe('@README.md @src ');
    await input.press('Enter');
    await expect
      .poll(() => page().getByTestId('mention').allInnerTexts(), SOON)
      .toEqual([expect.stringContaining('README.md'), expect.stringContaining('src')]);
    await idle();
  });

  it("@memfun answers in the editor's own chat, with the places it rests on, and goes on in the next message", async () => {
    const input = editor.page.locator('.interactive-input-part .monaco-editor:visible').first();
    const ask = async (words: string): Promise<void> => {
      await input.click();
      await editor.page.keyboard.type(words);
      await editor.page.keyboard.press('Escape');
      await editor.page.keyboard.press('Enter');
    };
    // A key is lost while the focus goes from one frame to another, and pressed twice it closes the chat.
    const opened = async (): Promise<boolean> => {
      if (await input.isVisible()) return true;
      await editor.page.keyboard.press('Control+Alt+I');
      return input.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(opened, SOON).toBe(true);
    await editor.command('Chat: New Chat');
    cells.waiting = [
      "await final({ answer: 'With growing pauses.', citations: [{ path: 'src/retry.ts', line: 12 }] })",
      "await final({ answer: 'At most eight times.', citations: [] })",
    ];
    await ask('@memfun how are failed deliveries retried?');
    const answers = editor.page.locator('.interactive-response');
    await answers.getByText('With growing pauses.').last().waitFor();
    await answers.getByText('Used 1 reference').last().waitFor();
    await ask('and how often?');
    await answers.getByText('At most eight times.').last().waitFor();
    await editor.screenshot('participant');
    await open('Open History', 'History');
    await page()
      .getByTestId('history-row')
      .filter({ hasText: 'failed deliveries' })
      .getByText('2 turns')
      .first()
      .waitFor();
  });
});
