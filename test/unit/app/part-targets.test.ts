// Which recorded runs belong to a skill.
import { expect, test } from 'vitest';
import { usesSkill } from '../../../runtime/app/part-targets.js';
import type { TraceRecord } from '../../../runtime/traces/index.js';

test('a run of a skill is none of another whose name is a part of its name', () => {
  const events = [
    { type: 'step.call', tool: 'skill.use', summary: 'skill.use "say-port" → say-port' },
  ] as unknown as TraceRecord['events'];
  expect(['say-port', 'port'].map((name) => usesSkill({ events }, name))).toEqual([true, false]);
});
