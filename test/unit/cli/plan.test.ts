// What the command line prints of a plan: who does what, in which order, and how each task ended.
import { expect, test } from 'vitest';
import { planLine } from '../../../runtime/cli/plan.js';
import type { RunEvent } from '../../../runtime/core/index.js';
import { proposed, underWay } from '../../page/support/plans.js';

test('a plan is printed with its order and files, and each task with its end, its cost and what was found', () => {
  const lines = [...underWay('t')].flatMap((event) => planLine(event) ?? []).join('\n');
  expect(lines).toContain('plan: 6 tasks');
  expect(lines).toContain('  tests (tester) after api, auth: Write tests for both → test/**');
  expect(lines).toContain('note: "Write tests for both" waits for');
  expect(lines).toContain('✓ task design: done, 41.0 s, 18200 tokens, $0.0340');
  expect(lines).toContain(
    '✗ task docs: failed, 41.0 s, 18200 tokens, $0.0340: The model does not answer.',
  );
  expect(lines).toContain('task api: reviewer objects: src/api/parcels.ts:14');
  expect(lines).toContain('src/routes.ts (both have changed the same lines)');
});

test('of a plan that goes on it says what was done before', () => {
  const end = underWay('t').find((event) => event.type === 'task.ended');
  if (end?.type !== 'task.ended') throw new Error('no end');
  const { type: _type, at: _at, turnId: _turn, planId: _plan, ...record } = end;
  const again = { ...proposed('t', false), ended: [record] } as RunEvent;
  expect(planLine(again)).toContain('plan: 6 tasks, 1 of them done before');
});
