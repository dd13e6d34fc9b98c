// A step under the magnifying glass, and from where a run is gone through again.
import { expect, it } from 'vitest';
import { replayPoint, stepDetail, type TraceRecord } from '../../../runtime/traces/index.js';
import { tracedRun } from '../../support/traced-run.js';

const record: TraceRecord = {
  turnId: 'trn_1',
  sessionId: 'ses_1',
  events: tracedRun(),
  dropped: 0,
};

it('shows its code, output, prompt, and calls with arguments and results', () => {
  const step = stepDetail(record, 'trn_1_step2');
  expect(step.code?.code).toContain('rlm(');
  expect(step.cell?.output).toBe('printed by step2');
  expect(step.ended?.observation).toBe('seen by step2');
  expect(step.calls).toMatchObject([
    { tool: 'rlm', state: 'done', args: ['Which delays?'], result: 'doubles' },
    { tool: 'llm', state: 'done', args: ['short'], result: 'short' },
  ]);
  expect(step.models.map(({ call, exchange }) => [call.role, exchange?.answer])).toEqual([
    ['root', 'The next cell.'],
    ['sub', 'The next cell.'],
  ]);
});

it('shows each variable before and after, and which cell made it', () => {
  const of = (step: string, when: 'before' | 'after') =>
    stepDetail(record, `trn_1_${step}`)[when].map(({ name, madeBy, change }) =>
      [name, madeBy, change].join(' '),
    );
  expect(of('step1', 'before')).toEqual([]);
  expect(of('step1', 'after')).toEqual(['files 1 new']);
  expect(of('step2', 'before')).toEqual(['files 1 new']);
  expect(of('step2', 'after')).toEqual(['files 1 same', 'answer 2 new', 's 2 new']);
  expect(of('step3', 'after')).toEqual(['files 1 same', 's 3 changed']);
  // A child has variables of its own.
  expect(of('child1', 'after')).toEqual(['text 1 new']);
});

it('is gone through again with the cells before it, and what the model knew', () => {
  const point = replayPoint(record, '3');
  expect(point.record.cells.map(({ code }) => code.slice(0, 12))).toEqual([
    'const files ',
    'const { answ',
  ]);
  expect(point.past.map(({ index, observation }) => [index, observation])).toEqual([
    [1, 'seen by step1'],
    [2, 'seen by step2'],
  ]);
  expect(point).toMatchObject({ index: 3, isRoot: true, code: "await runCommand('npm test');" });
  expect(replayPoint(record, 'trn_1_child1').isRoot).toBe(false);
});

it('cannot be gone through again beyond a cell that was too large to keep, and says so', () => {
  const events = record.events.map((event) => {
    if (event.type !== 'cell.recorded' || event.stepId !== 'trn_1_step2') return event;
    const { cell: _cell, ...rest } = event;
    return rest;
  });
  expect(replayPoint({ ...record, events }, '1').index).toBe(1);
  expect(() => replayPoint({ ...record, events }, '3')).toThrow('step 2 worked with was too large');
  expect(() => replayPoint(record, '9')).toThrow('no trace');
});
