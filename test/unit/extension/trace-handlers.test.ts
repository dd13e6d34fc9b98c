// What the traces view is told: labels, steps, comparisons, exports, and why a step cannot be run again.
import { expect, it } from 'vitest';
import { requests } from '../../../extension/bridge/index.js';
import { traceHandlers } from '../../../extension/chat/trace-handlers.js';
import type { TraceAccess } from '../../../runtime/app/index.js';
import type { RunEvent } from '../../../runtime/core/index.js';
import { seedTraces } from '../../support/seed-traces.js';
import { tracedRun } from '../../support/traced-run.js';

const never = new AbortController().signal;

async function view(
  runs: readonly (readonly RunEvent[])[] = [tracedRun()],
  { collector, change = {} }: { collector?: string; change?: Partial<TraceAccess> } = {},
) {
  const saved: [string, string][] = [];
  const reruns: unknown[] = [];
  const traces = { ...(await seedTraces(runs)), ...change };
  const handlers = traceHandlers({
    traces: async () => traces,
    rerun: async (request, resume) => void reruns.push([request.text, resume]),
    save: async (name, text) => {
      saved.push([name, text]);
      return name;
    },
    askCollector: async () => collector,
  });
  return { handlers, saved, reruns };
}

it('spans with one line for people each, and answers as declared', async () => {
  const { handlers } = await view();
  const got = await handlers['trace.get']({ turnId: 'trn_1' }, never);
  expect(requests['trace.get'].output.parse(got)).toEqual(got);
  const labels = got.spans.map(({ kind, label }) => `${kind}: ${label}`);
  expect(labels).toContain('turn: How are retries done?');
  expect(labels).toContain("cell: const files = await search('retry');");
  expect(labels).toContain('model: anthropic/claude-sonnet-4-5 · rlm.step');
  expect(labels).toContain('child: Which delays?');
  expect(labels).toContain('gate: run a command');
  for (const span of got.spans) {
    const details = await handlers['trace.span']({ turnId: 'trn_1', spanId: span.id }, never);
    expect(requests['trace.span'].output.parse(details)).toEqual(details);
  }
});

it('a step by its own span and by that of its cell', async () => {
  const { handlers } = await view();
  for (const spanId of ['trn_1_step2', 'trn_1_step2.cell']) {
    const { step } = await handlers['trace.span']({ turnId: 'trn_1', spanId }, never);
    expect(step).toMatchObject({ stepId: 'trn_1_step2', index: 2 });
    expect(step).not.toHaveProperty('noRerun');
  }
  const { step } = await handlers['trace.span']({ turnId: 'trn_1', spanId: 'trn_1_child1' }, never);
  expect(step?.noRerun).toContain('parent');
});

it('why a step cannot be run again', async () => {
  const without = tracedRun().filter(({ type }) => type !== 'cell.recorded');
  const { handlers } = await view([without]);
  const { step } = await handlers['trace.span']({ turnId: 'trn_1', spanId: 'trn_1_step2' }, never);
  expect(step?.noRerun).toContain('no cell of it was recorded');
});

it('a run again with its own request, from the step and with the cell that was asked for', async () => {
  const { handlers, reruns } = await view();
  await handlers['trace.rerun']({ turnId: 'trn_1', stepId: 'trn_1_step3', code: '1' }, never);
  expect(reruns).toEqual([
    ['How are retries done?', { turnId: 'trn_1', stepId: 'trn_1_step3', code: '1' }],
  ]);
  await expect(
    handlers['trace.rerun']({ turnId: 'trn_1', stepId: 'none', code: '1' }, never),
  ).rejects.toThrow('no trace');
});

it('nothing is sent to a collector before a person has named it', async () => {
  const sent: string[] = [];
  const change: Partial<TraceAccess> = {
    send: async (_records, endpoint) => void sent.push(endpoint),
  };
  const ask = { turnIds: ['trn_1'], to: 'collector' as const };
  const refused = await view(undefined, { change });
  expect(await refused.handlers['trace.export'](ask, never)).toEqual({});
  expect(sent).toEqual([]);
  const named = await view(undefined, { change, collector: 'http://localhost:4318' });
  expect(await named.handlers['trace.export'](ask, never)).toEqual({
    place: 'http://localhost:4318',
  });
  expect(sent).toEqual(['http://localhost:4318']);
});

it('what stands out, over the last seven days, or the newest runs when nothing ran in them', async () => {
  const { handlers } = await view([tracedRun(), tracedRun({ turnId: 'trn_2', failed: true })]);
  const found = await handlers['trace.digest']({}, never);
  expect(requests['trace.digest'].output.parse(found)).toEqual(found);
  expect(found).toMatchObject({ runs: 2, failedRuns: 1, findings: [], ofWeek: false });
  expect(found.week.days).toHaveLength(7);
  const recent = tracedRun({ turnId: 'trn_3', at: Date.now() - 3_600_000 });
  const later = await view([tracedRun(), recent, tracedRun({ turnId: 'trn_2', failed: true })]);
  const ofWeek = await later.handlers['trace.digest']({}, never);
  expect(ofWeek).toMatchObject({ runs: 1, failedRuns: 0, ofWeek: true });
  expect(ofWeek.week.now.runs).toBe(1);
});
