// Stuck detection: what counts as going in circles, and that the model is told before it is stopped.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepFacts } from '../../../runtime/rlm/stuck.js';
import { findCircles, StuckDetector } from '../../../runtime/rlm/stuck.js';

let n = 0;
const step = (change: Partial<StepFacts> = {}): StepFacts => ({
  code: `cell ${n++}`,
  error: undefined,
  calls: [],
  files: [],
  observation: `seen ${n}`,
  ...change,
});
const keys = (trail: readonly StepFacts[], share = 0): string[] =>
  findCircles(trail, share).map((circle) => circle.reason);

describe('a circle', () => {
  test.each([
    ['the same cell', 2, { code: 'same()' }],
    ['the same error', 3, { error: 'TypeError: x' }],
    ['the same call', 3, { calls: ['search({"pattern":"x"})'] }],
    ['the same file', 6, { files: ['a.ts'] }],
  ])('is %s in %i steps', (_what, times, change) => {
    const trail = Array.from({ length: times }, () => step(change));
    expect(keys(trail.slice(1))).toEqual([]);
    expect(keys(trail)).toHaveLength(1);
  });

  test('is three steps without anything new, once half of the budget is used', () => {
    const trail = [step({ observation: 'a' }), ...[1, 2, 3].map(() => step({ observation: 'a' }))];
    expect(keys(trail, 0.4)).toEqual([]);
    expect(keys(trail, 0.5)).toHaveLength(1);
    expect(keys([...trail, step()], 0.9)).toEqual([]);
  });

  test('of many reads of one file does not hide behind different ranges', () => {
    const trail = Array.from({ length: 6 }, (_v, i) =>
      step({ calls: [`readFile({"path":"a.ts","from":${i}})`], files: ['a.ts'] }),
    );
    expect(keys(trail)).toEqual([expect.stringContaining('a.ts')]);
  });
});

test('a stop comes only after a nudge for the same circle that was ignored', () => {
  const facts = fc.record({
    code: fc.constantFrom('a', 'b', 'c', 'd'),
    error: fc.constantFrom(undefined, 'E: 1', 'E: 2'),
    calls: fc.subarray(['f(1)', 'f(2)', 'g(1)']),
    files: fc.subarray(['a.ts', 'b.ts']),
    observation: fc.constantFrom('x', 'y', 'z'),
  });
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 30 }), (trail) => {
      const detector = new StuckDetector();
      const told = new Set<string>();
      for (const [i, facts] of trail.entries()) {
        const verdict = detector.judge(facts, i / 30);
        const cause = (reason: string): string => reason.replaceAll(/\d+ steps/g, 'n steps');
        if (verdict.action === 'nudge') told.add(cause(verdict.reason));
        if (verdict.action === 'stop') return told.has(cause(verdict.reason));
      }
      return true;
    }),
  );
});

test('steps that always bring something new are never stopped', () => {
  const detector = new StuckDetector();
  for (let i = 0; i < 200; i++) {
    const facts = step({ calls: [`readFile(${i})`], files: [`${i}.ts`] });
    expect(detector.judge(facts, i / 200)).toEqual({ action: 'go' });
  }
});
