// Money in the real editor: after a few runs it is told what the next one will cost, and when that is more than is left of
// the day's cap; what would go over the cap ends, and says so.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { cell } from '../support/answering-model.js';
import { Editor } from './support/editor.js';
import { PromptModel } from './support/prompt-model.js';

/** Runs that a forecast rests on at least. */
const RUNS = 5;
/** US dollars for a million tokens: an answer costs some cents. */
const PRICE = { input: 5, output: 5 };

let editor: Editor;
let model: PromptModel;
let calls = 0;
beforeAll(async () => {
  model = await PromptModel.start(() => {
    calls++;
    return cell("await final({ answer: 'Done.', citations: [] })");
  });
  editor = await Editor.open({
    workspace: 'repos/typescript',
    settings: {
      'memfun.models': { priced: { ...model.entry, price: PRICE } },
      'memfun.model': 'priced',
      'memfun.effort': 'agent',
      'memfun.memory.enabled': false,
    },
  });
});
afterAll(async () => {
  await editor.close();
  await model.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.screenshot(`failed: ${task.name}`);
});

/** US dollars of today, as the meter says. */
async function spentToday(): Promise<number> {
  const line = await editor.frame().getByTestId('meters').locator('summary').innerText();
  return Number(/today \$([\d.]+)/.exec(line)?.[1]);
}

it('what the next message costs is told once there are runs like it, and warned of before the cap', async () => {
  const chat = await editor.chat();
  for (let run = 1; run <= RUNS; run++) {
    await editor.send(`What is in here? (${run})`);
    await chat
      .getByTestId('message-user')
      .filter({ hasText: `(${run})` })
      .waitFor();
    const answer = chat.getByTestId('message-assistant').last();
    await answer.getByText('Done.', { exact: true }).last().waitFor();
    await expect.poll(() => chat.getByTestId('chat-stop').count(), { timeout: 30_000 }).toBe(0);
  }
  await chat.getByTestId('meters').locator('summary').click();
  const forecast = chat.getByTestId('forecast');
  await forecast.getByText(/Next message: about \$0\.\d+, rarely over \$0\.\d+/).waitFor();
  await forecast.getByText(`like your last ${RUNS} with`).waitFor();
  expect(await chat.getByText(/are left of today’s cap/).count()).toBe(0);

  // So little more than was spent that the next one does not fit.
  const spent = await spentToday();
  expect(spent).toBeGreaterThan(0);
  await editor.changeSettings({ 'memfun.budget.dayUsd': spent + 0.01 });
  await editor.chat();
  await chat
    .getByText(/are left of today’s cap: a run that needs more ends early/)
    .last()
    .waitFor();
  await editor.screenshot('spending-forecast');

  // What is open covers nothing: there is room to write.
  const before = calls;
  await editor.send('What is in here? (once more)');
  await chat
    .getByText(/Of the day's \$[\d.]+, \$[\d.]+ are left: .* this run ends/)
    .last()
    .waitFor();
  await expect.poll(() => chat.getByTestId('chat-stop').count()).toBe(0);
  await chat
    .getByText(/would go over its budget of 0\.0\d{1,4} US dollars\./)
    .last()
    .waitFor();
  await editor.screenshot('spending-over');
  expect(calls).toBe(before);
});
