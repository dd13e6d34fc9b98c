// Two windows of the real editor on one folder: what each of them has open, says and writes stays its own, also over a reload.
import { existsSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cell, field } from '../support/answering-model.js';
import { Editor } from './support/editor.js';
import { PromptModel } from './support/prompt-model.js';

const SOON = { timeout: 30_000 };

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await Editor.last?.screenshot(`failed: ${task.name}`);
});

describe('two windows on one folder', () => {
  let editor: Editor;
  let other: Editor;
  let model: PromptModel;
  /** Who has asked something, one after the other. */
  const asking: string[] = [];
  /** Whose questions the model answers only once it has been asked all of them. */
  let together: string[] = [];
  let release: () => void = () => undefined;
  let released: Promise<void> = Promise.resolve();

  beforeAll(async () => {
    model = await PromptModel.start(async (body) => {
      if (!body.includes('persistent JavaScript REPL')) return field('candidates', []);
      // The newest: a conversation brings its earlier ones along.
      const question = asking.findLast((name) => body.includes(`question of ${name}`)) ?? 'nobody';
      together = together.filter((one) => one !== question);
      if (together.length === 0) release();
      await released;
      return cell(`await final({ answer: 'Answer for ${question}.', citations: [] })`);
    });
    editor = await Editor.open({
      workspace: 'repos/typescript',
      settings: {
        'memfun.models': { told: model.entry },
        'memfun.model': 'told',
        'memfun.effort': 'agent',
        'memfun.checks.enabled': false,
      },
    });
    await editor.chat();
  });
  afterAll(async () => {
    release();
    await editor.close();
    await model.stop();
  });

  const said = async (window: Editor): Promise<readonly string[]> => {
    const all = await window.frame().getByTestId('message-user').allInnerTexts();
    return all.map((text) => text.split('\n').at(-1) ?? '');
  };
  const told = (window: Editor): Promise<readonly string[]> =>
    window.frame().getByTestId('message-assistant').locator('.markdown').allInnerTexts();
  const askTogether = async (...all: readonly (readonly [Editor, string])[]): Promise<void> => {
    asking.push(...all.map(([, name]) => name));
    together = all.map(([, name]) => name);
    released = new Promise((resolve) => {
      release = resolve;
    });
    for (const [window, name] of all) {
      await window.frame().getByTestId('chat-input').fill('');
      await window.send(`question of ${name}`);
    }
    for (const [window, name] of all) {
      await expect.poll(() => told(window), { timeout: 60_000 }).toContain(`Answer for ${name}.`);
      await expect.poll(() => window.frame().getByTestId('chat-stop').count(), SOON).toBe(0);
    }
  };
  const mode = (window: Editor) => window.frame().getByLabel('Changes of files').inputValue();
  const draft = (window: Editor) => window.frame().getByTestId('chat-input').inputValue();
  const reload = async (window: Editor): Promise<void> => {
    await window.reloads(async () => {
      await window.page.reload();
    });
    await window.chat();
  };
  const shows = async (window: Editor, name: string, chosen: string): Promise<void> => {
    await expect.poll(() => said(window), SOON).toContain(`question of ${name}`);
    await expect.poll(() => told(window), SOON).toContain(`Answer for ${name}.`);
    await expect.poll(() => mode(window), SOON).toBe(chosen);
    await expect.poll(() => draft(window), SOON).toBe(`draft of ${name}`);
    await window.screenshot(`two-windows-${name}`);
    expect((await said(window)).filter((text) => text.startsWith('question'))).toEqual([
      `question of ${name}`,
    ]);
    expect(await told(window)).toHaveLength((await said(window)).length);
  };

  it('send at the same time, and each comes back from a reload with its own conversation, mode and draft', async () => {
    other = await editor.another();
    await other.chat();
    for (const window of [editor, other]) await window.command('Memfun: New Chat');
    await askTogether([editor, 'alpha'], [other, 'beta']);
    await other.send('/auto');
    await expect.poll(() => mode(other), SOON).toBe('auto');
    for (const [window, name] of [
      [editor, 'alpha'],
      [other, 'beta'],
    ] as const)
      await window.frame().getByTestId('chat-input').fill(`draft of ${name}`);
    await reload(editor);
    await shows(editor, 'alpha', 'ask');
    await reload(other);
    await shows(other, 'beta', 'auto');
  });

  it('find each other’s conversations, and may open one in both: what is asked in each at the same time is all in its record', async () => {
    const second = await editor.another();
    await second.chat();
    await second.frame().getByRole('tab', { name: 'History' }).click();
    const row = second.frame().getByTestId('history-row').filter({ hasText: 'question of alpha' });
    await row.getByRole('button').first().click();
    await expect.poll(() => said(second), SOON).toContain('question of alpha');
    const [gamma, delta] = [`gamma${asking.length}`, `delta${asking.length}`];
    await askTogether([editor, gamma], [second, delta]);
    await reload(editor);
    for (const name of ['alpha', gamma, delta]) {
      await expect.poll(() => said(editor), SOON).toContain(`question of ${name}`);
      await expect.poll(() => told(editor), SOON).toContain(`Answer for ${name}.`);
    }
    expect(await said(editor)).not.toContain('question of beta');
    expect((await said(other)).filter((text) => text.startsWith('question'))).toEqual([
      'question of beta',
    ]);
  });

  it('have what was kept in the storage of one of them before there was a place for all', async () => {
    const own = editor.projectStorage();
    const projects = path.resolve(own, '../../../../globalStorage/memfun.memfun/projects');
    const project = readdirSync(projects).find((name) =>
      existsSync(path.join(projects, name, 'sessions')),
    );
    if (project === undefined) throw new Error('there are no conversations');
    await editor.kill();
    renameSync(path.join(projects, project, 'sessions'), path.join(own, 'sessions'));
    await editor.startAgain();
    await editor.chat();
    await expect.poll(() => said(editor), SOON).toContain('question of alpha');
    expect(readdirSync(path.join(own, 'sessions'))).toEqual([]);
  });
});
