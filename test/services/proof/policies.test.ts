// The scripted policies solve every set exactly, through the real loop, sandbox and tools.
import { expect, test } from 'vitest';
import { GENERATORS } from '../../proof/index.js';
import { runTask } from '../../proof/run-task.js';
import { SCRIPTED_ID, scriptedModel } from '../../proof/scripted-model.js';
import { SETS } from '../../proof/task.js';

const environment = {
  hostModels: [scriptedModel()],
  settings: { 'memfun.model': SCRIPTED_ID, 'memfun.sandbox.engine': 'quickjs' },
};
const signal = new AbortController().signal;

test.each(SETS.flatMap((set) => [0, 1].map((seed) => ({ set, seed }))))(
  '$set, seed $seed: exact, in two steps',
  async ({ set, seed }) => {
    const task = GENERATORS[set]({ seed, tokens: 24_000 });
    const outcome = await runTask(task, { environment, signal });
    expect(outcome).toMatchObject({ stopReason: 'answered', score: 1, steps: 2 });
  },
);
