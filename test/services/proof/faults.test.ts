// Whatever is wrong with a model, a run ends in an orderly way, within few calls, and exactly where it can.
import { expect, test } from 'vitest';
import { FAULTS } from '../../proof/faults.js';
import { GENERATORS } from '../../proof/index.js';
import { runTask } from '../../proof/run-task.js';
import { SCRIPTED_ID, scriptedModel } from '../../proof/scripted-model.js';

test.each(FAULTS)('$name: $ends', async ({ model, ends }) => {
  const environment = {
    hostModels: [scriptedModel(model())],
    settings: {
      'memfun.model': SCRIPTED_ID,
      'memfun.sandbox.engine': 'quickjs',
      'memfun.sandbox.memoryMb': 64,
      'memfun.cellTimeoutSeconds': 2,
    },
  };
  const task = GENERATORS.aggregate({ seed: 3, tokens: 16_000 });
  const outcome = await runTask(task, { environment, signal: new AbortController().signal });
  expect(outcome.stopReason).toBe(ends);
  if (ends === 'answered') expect(outcome.score).toBe(1);
  expect(outcome.modelCalls).toBeLessThanOrEqual(20);
});
