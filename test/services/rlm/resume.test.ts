// An earlier run is gone through again from one of its steps: the REPL is rebuilt, and only what follows is run.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createMemfun, type Memfun, type RunTurnOptions } from '../../../runtime/app/index.js';
import type { RunEvent } from '../../../runtime/core/index.js';
import type { ApprovalRequest } from '../../../runtime/ports/index.js';
import { cell } from '../../support/answering-model.js';
import { textModel } from '../../support/cell-model.js';
import { environmentOn } from '../../support/environment.js';
import { hostedModel } from '../../support/hosted-model.js';
import { type Turn, turnOf } from '../../support/one-turn.js';
import type { ScriptedModel } from '../../unit/models/scripted-model.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'resume-'));
  writeFileSync(path.join(root, 'count.txt'), '0\n');
});
afterAll(() => rmSync(root, { recursive: true }));

async function open(
  replies: readonly string[],
  asked: ApprovalRequest[] = [],
): Promise<{ memfun: Memfun; model: ScriptedModel }> {
  const model = textModel(replies);
  const hosted = hostedModel(() => model);
  const memfun = await createMemfun(
    environmentOn(root, {
      hostModels: [hosted],
      settings: {
        'memfun.sandbox.engine': 'quickjs',
        'memfun.model': hosted.id,
        'memfun.memory.enabled': false,
        'memfun.checks.enabled': false,
        'memfun.mode': 'ask',
      },
      approvals: {
        ask: async (request) => {
          asked.push(request);
          return { decision: 'allow' };
        },
      },
    }),
    { prewarm: false },
  );
  onTestFinished(() => memfun.close());
  return { memfun, model };
}

const turn = (memfun: Memfun, resume?: RunTurnOptions['resume']): Promise<Turn> =>
  turnOf(memfun, 'Count up.', { effort: 'agent', ...(resume === undefined ? {} : { resume }) });

const callsOf = (events: readonly RunEvent[]): readonly string[] =>
  events.flatMap((event) =>
    event.type === 'step.call' && event.state !== 'running' ? [event.tool] : [],
  );
const count = (): string => readFileSync(path.join(root, 'count.txt'), 'utf8').trim();

test('nothing before the step is called again; from there everything is real, asked about as always, and goes on', async () => {
  const asked: ApprovalRequest[] = [];
  const { memfun, model } = await open(
    [
      cell("const was = (await readFile('count.txt')).text;\nawait run('echo 1 > count.txt');"),
      cell("const wrong = was.trim() + '!';"),
      cell('await final({ answer: wrong, citations: [] })'),
      // The second run:
      cell("await final({ answer: better + ' and ' + was.trim(), citations: [] })"),
    ],
    asked,
  );
  const first = await turn(memfun);
  expect(first.result.answer).toBe('0!');
  expect(callsOf(first.events)).toEqual(['readFile', 'run', 'final']);
  expect(count()).toBe('1');
  expect(asked).toHaveLength(1);
  writeFileSync(path.join(root, 'count.txt'), '7\n');

  const trace = await memfun.traces?.get(first.result.turnId);
  const second = trace?.events.filter((event) => event.type === 'step.started')[1];
  const resume = {
    turnId: first.result.turnId,
    stepId: second?.stepId ?? '',
    code: "const better = 'again';\nawait run('echo 2 > count.txt');",
  };
  const again = await turn(memfun, resume);
  // What was read then is what it was then, although the file is another one now.
  expect(again.result.answer).toBe('again and 0');
  expect(callsOf(again.events)).toEqual(['run', 'final']);
  expect(asked).toHaveLength(2);
  expect(count()).toBe('2');
  const [route] = again.events.filter((event) => event.type === 'turn.routed');
  expect(route?.reason).toContain('Steps 1 to 1 are rebuilt');
  expect(route?.reason).toContain('in mode ask');
  expect(again.events.findIndex(({ type }) => type === 'turn.routed')).toBeLessThan(
    again.events.findIndex(({ type }) => type === 'step.started'),
  );
  // The model was told of the steps before, and of the new cell instead of the old one.
  const prompt = JSON.stringify(model.calls[3]?.prompt);
  expect(prompt).toContain('const was =');
  expect(prompt).toContain('const better =');
  expect(prompt).not.toContain('const wrong =');

  // The second run can be gone through again as well: it knows the steps that it did not run itself.
  const replayed = await memfun.traces?.replay(again.result.turnId, '3');
  expect(replayed?.differing).toEqual([]);
  expect(replayed?.variables.map(({ name }) => name)).toEqual(['was', 'better']);
});

test('an unknown run and a step that is not there are refused before anything is run', async () => {
  const { memfun } = await open([cell("await final({ answer: 'x', citations: [] })")]);
  const { result } = await turn(memfun);
  const code = '1';
  for (const [turnId, stepId, message] of [
    ['trn_none', 'x', 'no trace of the run'],
    [result.turnId, 'stp_none', 'no trace of the run'],
  ] as const)
    await expect(turn(memfun, { turnId, stepId, code })).rejects.toThrow(message);
});
