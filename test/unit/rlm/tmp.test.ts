// first run
import { expect, test } from 'vitest';
import { Budget, createIds, DEFAULT_LIMITS, silentLogger, systemClock, type RunEvent } from '../../../runtime/core/index.js';
import { runLoop } from '../../../runtime/rlm/index.js';
import { cells, ScriptedPredictor, scriptedModel, sourceOf } from './scripted.js';
import { fakeGate, fakeSandbox } from './fake-sandbox.js';
test('runs', async () => {
  const events: RunEvent[] = [];
  const predictor = new ScriptedPredictor({ 'rlm.step': cells('vars.a = 1; console.log("hi"); console.log(await llm("p", "c"))', 'const r = await rlm("child task", {x: 5}); console.log(JSON.stringify(r))', 'await final("done")', 'await final("child done")' ), 'sub.prompt': () => ({ answer: 'sub' }) });
  const result = await runLoop({ predictor, models: sourceOf(scriptedModel()), sandbox: fakeSandbox, tools: { register: () => ({dispose(){}}), get: () => undefined, list: () => [] }, gateFor: fakeGate, workspace: { root: '/', localRoot: undefined } as never, clock: systemClock, ids: createIds(), logger: silentLogger, memoryMb: 64, cellTimeoutMs: 1000 },
   { task: 'what', intent: 'ask', memories: [], variables: {}, budget: Budget.open(DEFAULT_LIMITS), signal: new AbortController().signal, emit: (e) => events.push(e), turnId: 't' });
  console.log(JSON.stringify(result), events.map((e) => e.type).join(' '));
  console.log(JSON.stringify(predictor.inputs('rlm.step').at(-1), null, 1));
  expect(result.stopReason).toBe('answered');
});
