// A plan that can be run: every mistake is named with what to change, and writers never meet.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanTask } from '../../../runtime/core/index.js';
import { patternsMeet } from '../../../runtime/orchestrator/globs.js';
import { checkPlan, PlanError } from '../../../runtime/orchestrator/index.js';
import { planTask } from '../../support/plan-task.js';

const RULES = {
  agents: [
    { name: 'coder', canWrite: true },
    { name: 'reviewer', canWrite: false },
  ],
  maxTasks: 40,
  root: '/w',
};

const task = (id: string, more: Partial<PlanTask> = {}): PlanTask =>
  planTask(id, { title: id.toUpperCase(), instructions: `Do ${id}.`, ...more });

function problemsOf(tasks: readonly PlanTask[], rules = RULES): readonly string[] {
  try {
    checkPlan(tasks, rules);
    return [];
  } catch (thrown) {
    if (thrown instanceof PlanError) return thrown.problems;
    throw thrown;
  }
}

describe('a plan is refused', () => {
  test.each([
    ['no tasks', [], /no tasks/],
    ['an id twice', [task('a'), task('a', { instructions: 'x' })], /"a" is used twice/],
    ['an agent that is not there', [task('a', { agent: 'wizard' })], /"wizard".*coder, reviewer/],
    ['a dependency that is not there', [task('a', { dependsOn: ['z'] })], /"z", which is not/],
    ['a dependency on itself', [task('a', { dependsOn: ['a'] })], /depends on itself/],
    ['a reader with outputs', [task('a', { agent: 'reviewer', outputs: ['x'] })], /cannot change/],
    ['an output outside', [task('a', { outputs: ['../x'] })], /outside the workspace/],
    ['an absolute output', [task('a', { outputs: ['/etc/passwd'] })], /outside the workspace/],
    [
      'the same work twice',
      [task('a'), task('b', { instructions: ' do A. ' })],
      /same work as "a"/,
    ],
  ] as const)('for %s', (_what, tasks, problem) => {
    expect(problemsOf(tasks).join('\n')).toMatch(problem);
  });

  test('for a circle, which is named', () => {
    const tasks = [
      task('a', { dependsOn: ['c'] }),
      task('b', { dependsOn: ['a'] }),
      task('c', { dependsOn: ['b'] }),
      task('d', { dependsOn: ['c'] }),
    ];
    expect(problemsOf(tasks)).toEqual([expect.stringMatching(/circle: a → c → b → a\./)]);
  });

  test('for more tasks than allowed, or than the budget pays for', () => {
    const tasks = Array.from({ length: 41 }, (_, index) => task(`t${index}`));
    expect(problemsOf(tasks)[0]).toMatch(/41 tasks; at most 40 are allowed\. Join/);
    expect(problemsOf(tasks.slice(0, 3), { ...RULES, maxTasks: 2 })[0]).toMatch(/budget pays/);
  });

  test('with all its problems at once', () => {
    expect(problemsOf([task('a', { agent: 'x', dependsOn: ['y'] }), task('a')])).toHaveLength(3);
  });
});

describe('writers', () => {
  test('whose outputs may meet are put in sequence, and a person is told', () => {
    const { tasks, notes } = checkPlan(
      [
        task('a', { outputs: ['src/api/'] }),
        task('b', { outputs: ['docs/a.md'] }),
        task('c', { outputs: ['src/*/index.ts'] }),
      ],
      RULES,
    );
    expect(tasks.map(({ dependsOn }) => dependsOn)).toEqual([[], [], ['a']]);
    expect(notes).toEqual(['"C" waits for "A": both may write src/*/index.ts.']);
  });

  test('that share a file work side by side, as long as both are ready to', () => {
    const plan = (other: Partial<PlanTask>) =>
      checkPlan([task('a', { shares: ['r.ts'] }), task('b', other)], RULES).tasks.map(
        ({ outputs, dependsOn }) => [outputs, dependsOn],
      );
    expect(plan({ shares: ['r.ts'] })).toEqual([
      [['r.ts'], []],
      [['r.ts'], []],
    ]);
    expect(plan({ outputs: ['r.ts'] })[1]).toEqual([['r.ts'], ['a']]);
  });

  test.each([
    ['src/a.ts', 'src/a.ts', true],
    ['src/a.ts', 'src/b.ts', false],
    ['.github', '.github/x.yml', true],
    ['src', 'src/b.ts', true],
    ['src/**', 'src/x/y.ts', true],
    ['**/*.ts', 'src/x.md', false],
    ['**/*.ts', 'src/x/y.ts', true],
    ['src/*.ts', 'src/x/y.ts', false],
    ['test/**/*.test.ts', 'test/*.ts', true],
    ['**', 'anything', true],
  ])('%s and %s meet: %s', (a, b, meets) => {
    expect(patternsMeet(a, b)).toBe(meets);
    expect(patternsMeet(b, a)).toBe(meets);
  });

  test('of any plan without circles end up acyclic, and any two that may meet have a way between them', () => {
    const files = ['a.ts', 'src/b.ts', 'src/**', 'src/*.ts', 'docs/c.md', '**/*.md'];
    const graph = fc.array(
      fc.record({
        deps: fc.array(fc.nat(11), { maxLength: 3 }),
        outputs: fc.subarray(files, { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(graph, (nodes) => {
        const given = nodes.map(({ deps, outputs }, index) =>
          task(`t${index}`, {
            outputs,
            dependsOn: [...new Set(deps.filter((dep) => dep < index))].map((dep) => `t${dep}`),
          }),
        );
        // In any order of naming.
        const { tasks } = checkPlan(given.toReversed(), RULES);
        const before = new Map<string, Set<string>>();
        for (const { id, dependsOn } of tasks) {
          for (const dep of dependsOn) expect(before.has(dep)).toBe(true);
          before.set(id, new Set(dependsOn.flatMap((dep) => [dep, ...(before.get(dep) ?? [])])));
        }
        for (const a of tasks)
          for (const b of tasks) {
            if (a === b) continue;
            const meets = a.outputs.some((x) => b.outputs.some((y) => patternsMeet(x, y)));
            if (!meets) continue;
            expect(before.get(a.id)?.has(b.id) || before.get(b.id)?.has(a.id)).toBe(true);
          }
      }),
      { numRuns: 200 },
    );
  });
});
