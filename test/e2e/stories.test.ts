// What a new user does in the first hour, in a real editor, without a key.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Editor } from './support/editor.js';
import { endlessWords, PromptModel, unreachableModel } from './support/prompt-model.js';

const LOOSE_EQUALITY = `// A limit and a wish.
export function fits(limit: number, other: number): boolean {
  return limit == other;
}
`;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await Editor.last?.screenshot(`failed: ${task.name}`);
});

describe('a new user without a key', () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.open({ workspace: 'repos/typescript' });
  });
  afterAll(() => editor.close());

  it('is told what Memfun is, that answers are rule-based, and is offered Set Up once', async () => {
    const chat = await editor.chat();
    await chat.getByText('rule-based').first().waitFor();
    await chat.getByRole('button', { name: 'Set up a model' }).waitFor();
    await chat.getByRole('button', { name: 'Not now' }).click();
    await expect.poll(() => chat.getByRole('button', { name: 'Set up a model' }).count()).toBe(0);
    await editor.screenshot('first-run');
  });

  it('asks about the repository and sees steps, then an answer with citations', async () => {
    const chat = await editor.send('how are failed deliveries retried?');
    await chat.getByTestId('step').first().waitFor();
    await chat.getByTestId('citation').first().waitFor();
    await expect.poll(() => chat.getByTestId('chat-stop').count()).toBe(0);
    await editor.screenshot('answer');
  });

  it('clicks a citation and the editor opens that place', async () => {
    const chat = await editor.chat();
    const citation = chat.getByTestId('citation').first();
    const label = (await citation.innerText()).trim();
    const [, file, line] = /([\w./-]+):(\d+)/.exec(label) ?? [];
    await citation.click();
    await editor.page
      .locator(`.tab.active[data-resource-name="${path.basename(file ?? '')}"]`)
      .waitFor();
    await editor.page.locator('.statusbar-item', { hasText: `Ln ${line}` }).waitFor();
  });

  it('says a preference and sees that it is remembered', async () => {
    const chat = await editor.send('I prefer port 8080 for dev servers');
    await chat
      .getByText(/remembered/i)
      .first()
      .waitFor();
  });

  it('ends the editor, starts it again, and is answered from memory', async () => {
    await editor.restart();
    const chat = await editor.send('which port do I prefer?');
    await chat.getByTestId('memory-used').last().waitFor();
    const answer = chat.getByTestId('message-assistant').last();
    // Not the one in the fold of what was used.
    await answer.getByText('8080').filter({ visible: true }).first().waitFor();
    await editor.screenshot('memory');
  });

  it('explains a function from its code lens', async () => {
    await editor.openFile('src/retry.ts');
    // A view that opens gives the editor another width, which draws the lenses again.
    const before = await (await editor.chat()).getByTestId('message-assistant').count();
    const lens = editor.page.locator('.codelens-decoration a', { hasText: 'Explain' });
    await lens.first().waitFor();
    await lens.first().click();
    await expect
      .poll(() => editor.frame().getByTestId('message-assistant').count(), { timeout: 60_000 })
      .toBeGreaterThan(before);
    await editor.screenshot('lens');
  });

  it('asks about Memfun itself, and is answered from what it is', async () => {
    const chat = await editor.send('how do I undo your changes?');
    const answer = chat.getByTestId('message-assistant').last();
    await answer.getByText('/rewind 3').waitFor();
    expect(await answer.getByTestId('step').count()).toBe(0);
    await editor.screenshot('about-memfun');
  });

  it('lets it run the tests, asked about as any command, and is told how they ended', async () => {
    writeFileSync(
      path.join(editor.workspace, 'package.json'),
      JSON.stringify({ scripts: { test: 'node -e 0' } }),
    );
    const chat = await editor.send('run the tests');
    await chat.getByTestId('approval-allow').click();
    const answer = chat.getByTestId('message-assistant').last();
    await answer.getByText('The tests pass (npm test)').waitFor();
    await editor.screenshot('tests-ran');
  });

  it('runs Doctor from the palette', async () => {
    await editor.command('Memfun: Doctor');
    await editor.page.locator('.tab', { hasText: 'Memfun Doctor' }).waitFor();
    await editor.screenshot('doctor');
  });
});

describe('an answer that takes long', () => {
  let editor: Editor;
  let model: PromptModel;
  beforeAll(async () => {
    model = await PromptModel.start(endlessWords);
    editor = await Editor.open({ workspace: 'repos/typescript', settings: model.settings });
  });
  afterAll(async () => {
    await editor.close();
    await model.stop();
  });

  it('is stopped with the button, and the next question can be asked', async () => {
    const chat = await editor.send('explain everything slowly');
    await chat.getByTestId('chat-stop').click();
    await chat.getByTestId('chat-send').waitFor();
    await chat.getByText('You stopped this run').last().waitFor();
    await editor.screenshot('stopped');
  });

  it('is brought back after a reload of the window, marked as interrupted, with a way to run it again', async () => {
    const chat = await editor.send('explain everything once more');
    await chat.getByTestId('chat-stop').waitFor();
    await editor.page.reload();
    await editor.load();
    const again = await editor.chat();
    await again.getByText('explain everything once more').first().waitFor();
    await again.getByRole('button', { name: 'Run again' }).last().waitFor();
    await editor.screenshot('interrupted');
  });
});

describe('a provider that refuses', () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.open({ workspace: 'repos/typescript', settings: unreachableModel() });
  });
  afterAll(() => editor.close());

  it('is reported with what to do, and the question is not lost', async () => {
    const chat = await editor.send('where are timeouts handled?');
    await chat
      .getByText(/cannot be reached/)
      .last()
      .waitFor({ timeout: 90_000 });
    await chat.getByText('where are timeouts handled?').first().waitFor();
    await chat
      .getByRole('button', { name: /Try again|Run again/ })
      .last()
      .waitFor();
    await editor.screenshot('provider-error');
  });
});

describe('Set Up', () => {
  let editor: Editor;
  let model: PromptModel;
  beforeAll(async () => {
    model = await PromptModel.start(() => 'Hello.');
    editor = await Editor.open({ workspace: 'repos/typescript' });
  });
  afterAll(async () => {
    await editor.close();
    await model.stop();
  });

  it('asks for provider, address, key, model and sandbox, tries it for real, and keeps the key out of the settings', async () => {
    const input = editor.page.locator('.quick-input-widget input').first();
    const answer = async (title: string, text: string): Promise<void> => {
      await editor.page.locator('.quick-input-title', { hasText: title }).waitFor();
      await input.fill(text);
      await editor.page.keyboard.press('Enter');
    };
    await editor.chat();
    await editor.command('Memfun: Set Up');
    await answer('(provider)', 'compatible');
    await answer('(address)', model.address);
    await answer('(key)', 'sk-of-the-story');
    await answer('(model)', 'greeter');
    await answer('(sandbox)', 'QuickJS');
    await editor.page
      .getByText(/Memfun is ready\. .*answered in/)
      .first()
      .waitFor();
    await (await editor.chat()).getByText('greeter').first().waitFor();
    await editor.screenshot('set-up');
    expect(model.keys).toContain('Bearer sk-of-the-story');
    expect(editor.userSettings()).toContain(model.address);
    expect(editor.userSettings()).toContain('"memfun.sandbox.engine": "quickjs"');
    expect(editor.userSettings()).not.toContain('sk-of-the-story');
  });
});

describe('a folder that is not trusted', () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.open({ workspace: 'repos/typescript', trust: true });
  });
  afterAll(() => editor.close());

  it('can be asked about, and the page says what is off', async () => {
    const chat = await editor.chat();
    await chat
      .getByText(/restricted/i)
      .first()
      .waitFor();
    await editor.send('how are failed deliveries retried?');
    await chat.getByTestId('citation').first().waitFor();
    await editor.screenshot('restricted');
  });
});

describe('Review File', () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.open({ workspace: 'repos/typescript' });
    writeFileSync(path.join(editor.workspace, 'src/limiter.ts'), LOOSE_EQUALITY);
  });
  afterAll(() => editor.close());

  it('from the palette shows its findings in the chat and in the file', async () => {
    await editor.openFile('src/limiter.ts');
    await editor.command('Memfun: Review File');
    const chat = await editor.chat();
    await chat
      .getByTestId('message-assistant')
      .last()
      .getByText('Loose equality compares after conversion')
      .filter({ visible: true })
      .first()
      .waitFor();
    await editor.page.locator('.squiggly-warning, .squiggly-info').first().waitFor();
    await editor.screenshot('review');
  });
});

describe('Fix Selection', () => {
  let editor: Editor;
  const file = (): string => readFileSync(path.join(editor.workspace, 'src/limiter.ts'), 'utf8');
  beforeAll(async () => {
    editor = await Editor.open({ workspace: 'repos/typescript' });
    writeFileSync(path.join(editor.workspace, 'src/limiter.ts'), LOOSE_EQUALITY);
  });
  afterAll(() => editor.close());

  const proposeFix = async (): Promise<void> => {
    // Also when it is tried again.
    await editor.command('View: Close All Editors');
    await editor.openFile('src/limiter.ts');
    await editor.page.locator('.monaco-editor .view-lines').first().click();
    await editor.page.keyboard.press('Control+A');
    await editor.command('Memfun: Fix Selection');
    await editor.page.locator('.monaco-diff-editor').waitFor({ timeout: 60_000 });
    await editor.page.locator('.tab.active', { hasText: 'proposed by Memfun' }).waitFor();
  };

  it('shows a diff, and rejected, leaves everything as it was', async () => {
    await proposeFix();
    await editor.command('Memfun: Reject Fix');
    await expect
      .poll(() => editor.page.locator('.monaco-diff-editor').count(), { timeout: 30_000 })
      .toBe(0);
    await editor.page
      .locator('.monaco-editor .view-lines', { hasText: 'limit == other' })
      .waitFor();
    expect(file()).toBe(LOOSE_EQUALITY);
  });

  it('shows a diff, changes nothing before it is accepted, and then changes the text', async () => {
    await proposeFix();
    await editor.screenshot('fix');
    expect(file()).toBe(LOOSE_EQUALITY);
    await editor.command('Memfun: Accept Fix');
    await expect
      .poll(() => editor.page.locator('.monaco-diff-editor').count(), { timeout: 30_000 })
      .toBe(0);
    await editor.page.locator('.monaco-editor .view-lines', { hasText: '===' }).waitFor();
    // Changed in the editor, as one step that can be undone; saving stays with the user.
    expect(file()).toBe(LOOSE_EQUALITY);
  });
});

describe('changing code', () => {
  let editor: Editor;
  const file = (): string => readFileSync(path.join(editor.workspace, 'src/retry.ts'), 'utf8');
  let before = '';
  beforeAll(async () => {
    editor = await Editor.open({
      workspace: 'repos/typescript',
      settings: { 'memfun.checks.enabled': false },
    });
    before = file();
  });
  afterAll(() => editor.close());

  it('shows every change first, and discarded, leaves the files alone', async () => {
    const chat = await editor.send('rename function backoff to delayFor everywhere');
    await chat.getByTestId('approval-deny').waitFor();
    await editor.screenshot('approval');
    expect(file()).toBe(before);
    await chat.getByTestId('approval-deny').click();
    await chat.getByText('discarded').waitFor();
    await chat.getByTestId('chat-send').waitFor();
    expect(file()).toBe(before);
  });

  it('opens the native diff of all files', async () => {
    const chat = await editor.send('rename function backoff to delayFor everywhere');
    await chat.getByTestId('approval-allow').waitFor();
    await chat.getByRole('button', { name: 'Review in the editor' }).click();
    await editor.page
      .locator('.multiDiffEntry, .multi-diff-root-floating-menu, .monaco-diff-editor')
      .first()
      .waitFor();
    await editor.screenshot('review-changes');
  });

  it('applied, changes the file on disk as one step, and Undo brings every byte back', async () => {
    const chat = await editor.chat();
    await chat.getByTestId('approval-allow').click();
    await chat.getByTestId('changed-file').first().waitFor();
    await expect.poll(file).toBe(before.replaceAll('backoff', 'delayFor'));
    await editor.screenshot('applied');
    await chat.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(file).toBe(before);
    await chat.getByText('Taken back:', { exact: true }).waitFor();
  });

  it('asks before it runs a command, and tells how the tests went', async () => {
    writeFileSync(
      path.join(editor.workspace, 'package.json'),
      '{"scripts":{"test":"grep -q delayFor src/retry.ts && echo all good"}}',
    );
    const chat = await editor.send('rename backoff to delayFor everywhere and run the tests');
    await chat.getByRole('button', { name: 'Apply' }).click();
    await chat.getByText('Run this command?').waitFor();
    await editor.screenshot('command');
    await chat.getByTestId('approval-allow').click();
    await chat.getByText('The tests pass').filter({ visible: true }).first().waitFor();
    await chat.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(file).toBe(before);
  });

  it('leaves alone on Undo what the user has changed since', async () => {
    const chat = await editor.send('rename function backoff to delayFor everywhere');
    await chat.getByTestId('approval-allow').click();
    await expect.poll(file).toContain('delayFor');
    const mine = `${file()}// mine\n`;
    writeFileSync(path.join(editor.workspace, 'src/retry.ts'), mine);
    await editor.send('/undo');
    await chat.getByText('was left alone').waitFor();
    expect(file()).toBe(mine);
  });

  it('writes nothing over what the user has changed while it asked', async () => {
    writeFileSync(path.join(editor.workspace, 'src/retry.ts'), before);
    const chat = await editor.send('rename function backoff to delayFor everywhere');
    await chat.getByTestId('approval-allow').waitFor();
    const line = 'export function backoff(';
    const mine = before.replace(line, 'export function pause(');
    writeFileSync(path.join(editor.workspace, 'src/retry.ts'), mine);
    await chat.getByTestId('approval-allow').click();
    await chat.getByText('Nothing was written').last().waitFor();
    expect(file()).toBe(mine);
    writeFileSync(path.join(editor.workspace, 'src/retry.ts'), before);
  });

  it('killed while it asks, has changed nothing, and goes on when it is run again', async () => {
    const asking = await editor.send('rename function backoff to delayFor everywhere');
    await asking.getByTestId('approval-allow').last().waitFor();
    await editor.killAndRestart();
    expect(file()).toBe(before);
    const chat = await editor.chat();
    await chat.getByRole('button', { name: 'Run again' }).last().click();
    await chat.getByTestId('approval-allow').last().click();
    await expect.poll(file).toBe(before.replaceAll('backoff', 'delayFor'));
  });

  it('killed after it has changed files, still takes every byte back', async () => {
    await editor.killAndRestart();
    expect(file()).toBe(before.replaceAll('backoff', 'delayFor'));
    const chat = await editor.send('/undo');
    await chat.getByText('Taken back').last().waitFor();
    await expect.poll(file).toBe(before);
    await editor.screenshot('undone-after-kill');
  });
});

describe('writing tests', () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.open({
      workspace: 'repos/typescript',
      settings: { 'memfun.checks.enabled': false },
    });
  });
  afterAll(() => editor.close());

  it('from the palette asks about one new file, and writes it', async () => {
    await editor.openFile('src/cache.ts');
    await editor.command('Memfun: Generate Tests');
    // The command opens the view by itself; a click on its icon at the same moment would hide it.
    const chat = editor.frame();
    await chat.getByTestId('approval-allow').waitFor();
    await editor.screenshot('generate-tests');
    await chat.getByTestId('approval-allow').click();
    await chat.getByTestId('changed-file').first().waitFor();
    const written = path.join(editor.workspace, 'test/cache.test.ts');
    await expect.poll(() => existsSync(written)).toBe(true);
  });

  it('a commit message for that comes into the box of the source control view', async () => {
    await editor.command('Memfun: Generate Commit Message');
    await editor.page.locator('.scm-editor').getByText('Add').first().waitFor();
    await editor.screenshot('commit-message');
  });

  it('a finding of the review can be fixed from the lightbulb', async () => {
    writeFileSync(
      path.join(editor.workspace, 'src/loose.ts'),
      'export const one = (a: number) => a == 1;\n',
    );
    await editor.openFile('src/loose.ts');
    await editor.command('Memfun: Review File');
    await editor.frame().getByText('Loose equality').filter({ visible: true }).first().waitFor();
    await editor.openFile('src/loose.ts');
    // A key is lost while the focus goes from one frame to another.
    const offered = async (): Promise<boolean> => {
      await editor.page.keyboard.press('Escape');
      await editor.page.keyboard.press('F8');
      await editor.page.keyboard.press('Control+.');
      const fix = editor.page.getByText('Fix with Memfun').first();
      return fix.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(offered).toBe(true);
    await editor.screenshot('lightbulb');
    await editor.page.keyboard.press('Escape');
  });
});

describe('checking a change', () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.open({ workspace: 'repos/typescript' });
    writeFileSync(
      path.join(editor.workspace, 'package.json'),
      JSON.stringify({
        scripts: {
          lint: 'node -e "console.log(\'src/retry.ts:3:1: warning: name it wait\'); process.exit(1)"',
          test: 'grep -q delayFor src/retry.ts',
        },
      }),
    );
  });
  afterAll(() => editor.close());

  it("asks once for the project's own checks, shows how each ended, and marks what they found", async () => {
    const chat = await editor.send('rename function backoff to delayFor everywhere');
    await chat.getByTestId('approval-allow').click();
    await chat.getByText('Run this command?').waitFor();
    await editor.screenshot('checks-asked');
    await chat.getByTestId('approval-allow').click();
    const checks = chat.getByTestId('checks');
    await checks.getByText('1 check failed').waitFor();
    await checks.getByText('name it wait').first().waitFor();
    await checks.getByText('npm test: passed').waitFor();
    await editor.screenshot('checks');
    await editor.openFile('src/retry.ts');
    await editor.page.locator('.squiggly-warning').first().waitFor();
    await editor.screenshot('check-findings');
  });
});
