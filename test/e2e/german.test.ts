// The editor in German: what Memfun shows in it is German, from the palette to an approval and an error.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Editor } from './support/editor.js';
import { Cells, PromptModel } from './support/prompt-model.js';

let editor: Editor;
let model: PromptModel;
beforeAll(async () => {
  const done = () => "await final({ answer: 'Angelegt.', citations: [] })";
  const cells = new Cells(done, ["await createFile('notizen.md', 'Hallo')"]);
  model = await PromptModel.start(cells.answer);
  editor = await Editor.open({
    workspace: 'repos/typescript',
    language: 'de',
    settings: { 'memfun.models': { cells: model.entry }, 'memfun.effort': 'agent' },
  });
});
afterAll(async () => {
  await editor.close();
  await model.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.screenshot(`failed: ${task.name}`);
});

it('begins in German: view, status bar, palette, the question and the answer of the rules, code lens, a message', async () => {
  const { page } = editor;
  const chat = await editor.chat();
  await chat.getByRole('button', { name: 'Ein Modell einrichten' }).waitFor();
  await page.locator('.statusbar', { hasText: 'ohne Modell (nach Regeln)' }).waitFor();
  await editor.screenshot('german-chat');

  await editor.openFile('src/retry.ts');
  const lens = page.locator('.codelens-decoration a', { hasText: 'Erklären' }).first();
  await lens.click();
  await chat.getByText('Erkläre').first().waitFor();
  await chat.getByText('Was geschieht, der Reihe nach:').waitFor();
  await chat.getByText('Zusammengestellt vom eingebauten Verfahren').waitFor();
  await editor.screenshot('german-rules');

  await page.locator('.view-line').first().click();
  await editor.command('Memfun: Auswahl verbessern');
  await page.locator('.notification-toast', { hasText: 'Es ist nichts ausgewählt' }).waitFor();
  await editor.screenshot('german-error');
});

it('asks for consent in German when a model has changed something, and says what happened', async () => {
  const chat = await editor.send('/model cells');
  await chat.getByText('Memfun: Einrichten').or(chat.getByText('cells')).last().waitFor();
  await editor.send('leg eine Datei an');
  const card = chat.getByRole('region', { name: 'Eine Frage des Laufs' });
  await card.getByRole('button', { name: 'Anwenden' }).waitFor();
  await card.getByText('Eine Datei ändern?').waitFor();
  await editor.screenshot('german-approval');
  await card.getByRole('button', { name: 'Anwenden' }).click();
  await chat.getByText('angewendet').first().waitFor();
});

it('leads through its first steps in German, each with its picture in German', async () => {
  const { page } = editor;
  const before = page.viewportSize();
  // The editor shows pictures only where there is room for them.
  await page.setViewportSize({ width: 1920, height: 1000 });
  await editor.command('Memfun: Erste Schritte öffnen');
  const steps = page.locator('.gettingStartedContainer');
  const picture = editor.picture('.getting-started-media');
  for (const [title, shown] of [
    ['Nach Ihrem Code fragen', 'Kein Modell · nach Regeln'],
    ['Ein Modell wählen', 'Welche Modelle sollen antworten?'],
    ['Erklären, prüfen, verbessern', 'fits.ts: Vorschlag von Memfun'],
    ['Es erinnert sich', 'Erinnerungen durchsuchen'],
  ] as const) {
    await steps.getByText(title, { exact: true }).first().click();
    await picture.getByText(shown).waitFor();
    await editor.screenshot(`german-walkthrough-${title}`);
  }
  if (before !== null) await page.setViewportSize(before);
});

it('describes its settings in German', async () => {
  const wanted = '@ext:memfun.memfun';
  await editor.page.keyboard.press('Control+Comma');
  await editor.page.locator('.settings-editor .monaco-editor.focused').waitFor();
  const searched = editor.page.locator('.settings-editor .settings-header .view-lines');
  // On a busy machine the field is made anew after it was typed into, and is empty then.
  const search = async (): Promise<boolean> => {
    if (!(await searched.innerText()).includes(wanted)) {
      await editor.page.keyboard.press('Control+A');
      await editor.page.keyboard.type(wanted);
    }
    return editor.page.getByText('Websuche').first().isVisible();
  };
  await expect.poll(search, { timeout: 60_000, interval: 1_000 }).toBe(true);
  await editor.screenshot('german-settings');
  await editor.page.locator('.settings-editor', { hasText: 'Das Modell, das' }).waitFor();
});
