// `memfun optimize` on runs that were really made: a version that proves better is offered, accepted, and taken back.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Memfun } from '../../../runtime/app/index.js';
import { parseCommandLine } from '../../../runtime/cli/arguments.js';
import { runCompareCommand } from '../../../runtime/cli/optimize/compare.js';
import { runOptimizeCommand } from '../../../runtime/cli/optimize/index.js';
import { type RecordedRuns, recordRuns } from '../../support/recorded-runs.js';
import { answered, ToldModel } from '../../support/told-model.js';
import { eventually } from '../../support/waiting.js';

let root = '';
let memfun: Memfun;
let ask: RecordedRuns['ask'];
let close: RecordedRuns['close'];
/** Answers as its user wants; later only where its instructions say so. */
let knows = true;
/** The instructions of the last direct answer. */
let told = '';
const model = new ToldModel((system, user) => {
  if (system.includes('the whole text'))
    return answered({
      text: user.includes('PORT-8080')
        ? 'Answer from the context. Ports are written as PORT-8080.'
        : 'Answer from the context, with care.',
    });
  if (!system.includes('needsAgent')) return answered({ candidates: '[]' });
  told = system;
  const form = knows || system.includes('written as PORT-8080') ? 'PORT-8080' : 'eight thousand';
  return answered({ needsAgent: 'false', answer: form, citations: '[]' });
});

beforeAll(async () => {
  ({ root, memfun, ask, close } = await recordRuns(model, 'direct'));
  for (let n = 0; n < 24; n++) await ask(`Which port has service ${n}?`);
  knows = false;
});
afterAll(() => close());

async function optimize(...argv: readonly string[]) {
  let [text, progress] = ['', ''];
  const code = await runOptimizeCommand(parseCommandLine(['optimize', ...argv]), {
    optimize: memfun.optimize,
    output: { write: (piece) => (text += piece) },
    progress: { write: (piece) => (progress += piece) },
    signal: new AbortController().signal,
  });
  return { code, text, progress };
}
const json = async (...argv: readonly string[]) =>
  JSON.parse((await optimize(...argv, '--json')).text);

it('counts what was recorded', async () => {
  const { targets } = await json('targets');
  expect(targets.find(({ name }: { name: string }) => name === 'direct.answer')).toEqual({
    name: 'direct.answer',
    examples: 24,
    tuned: false,
  });
});

it('offers a version that proves better on unseen runs; it holds once it is accepted, until it is taken back', async () => {
  const ran = await optimize('run', 'direct.answer', '--calls', '200');
  expect(ran.code).toBe(0);
  expect(ran.text).toContain('# direct.answer: a better version is offered');
  expect(ran.text).toContain('+Answer from the context. Ports are written as PORT-8080.');
  expect(ran.progress).toMatch(/reflect: .*evaluations/);

  // Nothing has changed so far.
  expect(await ask('Which port has service 5?')).not.toContain('PORT-8080');
  expect((await optimize('status')).text).toMatch(
    /Nothing is changed[^]*open +direct.answer by gepa/,
  );

  const file = path.join(root, 'report.md');
  await optimize('report', 'last', file);
  expect(readFileSync(file, 'utf8')).toContain('held-out examples');

  const { inForce } = await json('accept', 'last');
  expect(inForce).toEqual(['direct.answer/instructions']);
  expect(await ask('Which port has service 5?')).toContain('PORT-8080');
  expect(told).toContain('Ports are written as PORT-8080');

  expect((await json('rollback')).inForce).toEqual([]);
  expect(await ask('Which port has service 5?')).not.toContain('PORT-8080');
  await expect(optimize('rollback')).rejects.toThrow('Nothing is accepted');
});

it('compares a proposal with what is in force in real conversations, until it is stopped', async () => {
  const ab = async (...argv: readonly string[]) => {
    let text = '';
    await runCompareCommand(parseCommandLine(['ab', ...argv]), {
      optimize: memfun.optimize,
      output: { write: (piece) => (text += piece) },
    });
    return text;
  };
  expect(await ab('status')).toContain('Nothing was compared yet.');
  await ab('start', 'last', '--share', '0.5');
  await expect(ab('start', 'last')).rejects.toThrow('already');
  const answers: string[] = [];
  for (let n = 0; n < 12; n++) answers.push(await ask(`Which port has service ${n}?`));
  const given = answers.filter((answer) => answer.includes('PORT-8080')).length;
  await eventually(async () => {
    const [running] = await memfun.optimize.compare.list();
    expect((running?.comparison.a.n ?? 0) + (running?.comparison.b.n ?? 0)).toBe(12);
  });
  const { experiments } = JSON.parse(await ab('status', '--json'));
  const { a, b } = experiments[0].comparison;
  expect([a.n + b.n, b.n]).toEqual([12, given]);
  expect(await ab('stop')).toMatch(/stopped by hand[^]*in force +100.0 %/);
  expect(await ask('Which port has service 5?')).not.toContain('PORT-8080');
});

it('says with its exit code when nothing better was found', async () => {
  const file = path.join(root, 'examples.jsonl');
  const lines = Array.from({ length: 20 }, (_, n) =>
    JSON.stringify({
      input: { task: `Service ${n}?`, memories: [], conversation: [], context: [] },
      check: { contains: ['eight'] },
    }),
  );
  writeFileSync(file, lines.join('\n'));
  const { code, text } = await optimize('run', 'direct.answer', '--examples', file, '--quiet');
  expect(code).toBe(3);
  expect(text).toContain('no better version was found');
  const { proposals } = await json('status');
  expect(proposals[0].state).toBe('not-offered');
  await expect(optimize('accept', 'last')).rejects.toThrow('did not prove better');
});

it('says what is wrong with what was asked', async () => {
  await expect(optimize('run', 'no.such')).rejects.toMatchObject({ code: 'optimize.target' });
  await expect(optimize('run', 'rlm.step')).rejects.toThrow('There are 0 examples');
  await expect(optimize('run', 'direct.answer', '--optimizer', 'luck')).rejects.toThrow(
    'no optimizer',
  );
  await expect(optimize('run', 'direct.answer', '--calls', '5')).rejects.toThrow('evaluations');
  await expect(optimize('fly')).rejects.toThrow('There is no "optimize fly"');
});
