// The root prompt stays flat: whatever the run has seen, its size is bounded.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Budget, DEFAULT_LIMITS, ManualClock } from '../../../runtime/core/index.js';
import type { CellResult } from '../../../runtime/ports/index.js';
import { compressHistory, HISTORY_CHARS } from '../../../runtime/rlm/history.js';
import { describeCell } from '../../../runtime/rlm/observation.js';
import { boundVariables, describeBudget } from '../../../runtime/rlm/prompt.js';
import { defineTool } from '../../../runtime/tools/index.js';
import { runScripted } from './harness.js';
import { cells, ScriptedPredictor } from './scripted.js';

const entry = (index: number, size = 100) => ({
  index,
  reasoning: `because ${index} ${'r'.repeat(size)}`,
  code: `call(${index});\n${'c'.repeat(size)}`,
  observation: `saw ${index}\n${'o'.repeat(size)}`,
});
const size = (value: unknown): number => JSON.stringify(value).length;

describe('the history', () => {
  test('keeps the newest steps whole and the older ones in brief', () => {
    const shown = compressHistory([1, 2, 3, 4, 5].map((i) => entry(i, 1_000)));
    expect(shown.map((e) => e.index)).toEqual([1, 2, 3, 4, 5]);
    expect(shown[0]?.observation).toMatch(/^saw 1 o+…$/);
    expect(shown[4]).toEqual(entry(5, 1_000));
  });

  test('makes room by leaving out the oldest, and says so', () => {
    const shown = compressHistory(Array.from({ length: 200 }, (_v, i) => entry(i + 1, 1_000)));
    expect(shown[0]?.reasoning).toMatch(/^Steps 1 to \d+ are left out/);
    expect(shown.at(-1)?.index).toBe(200);
  });

  test('is bounded and deterministic for any trail', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(sizes, (lengths) => {
        const entries = lengths.map((length, i) => entry(i + 1, length));
        const shown = compressHistory(entries);
        expect(size(shown)).toBeLessThan(HISTORY_CHARS * 1.3);
        expect(compressHistory(entries)).toEqual(shown);
      }),
      { numRuns: 50 },
    );
  });
});

describe('variables', () => {
  test('are shown by the newest, with bounded texts, and the rest is counted', () => {
    const many = Array.from({ length: 1_000 }, (_v, i) => ({
      name: `v${i}`,
      type: 'object',
      shape: 's'.repeat(5_000),
      size: 1,
      preview: 'p'.repeat(5_000),
    }));
    const shown = boundVariables(many);
    expect(shown.at(-1)?.name).toBe('v999');
    expect(shown[0]).toMatchObject({ type: 'omitted', size: 960 });
    expect(size(shown)).toBeLessThan(30_000);
  });
});

describe('what a cell showed', () => {
  const result = (change: Partial<CellResult>): CellResult => ({
    ok: true,
    output: '',
    outputChars: 0,
    variables: [],
    ms: 1,
    ...change,
  });

  test('after a restart says what was kept and what was lost', () => {
    const { text } = describeCell(
      result({
        ok: false,
        error: { name: 'RangeError', message: 'out of memory', kind: 'memory', line: 3 },
        restarted: { kept: ['a', 'b'], lost: ['big'] },
      }),
      '_out1',
    );
    expect(text).toContain('RangeError (line 3): out of memory');
    expect(text).toContain('smaller pieces');
    expect(text).toContain('Kept: a, b. Lost: big.');
  });

  test('keeps head and tail of long output, and names the variable that has the rest', () => {
    const output = `head${'.'.repeat(40_000)}tail`;
    const seen = describeCell(result({ output, outputChars: output.length }), '_out7');
    expect(seen.text.length).toBeLessThan(6_300);
    expect(seen.text).toMatch(/^head[\s\S]*tail\n.*_out7/);
    expect(seen.full).toBe(output);
  });

  test('of a cell that shows nothing says how to see something', () => {
    expect(describeCell(result({}), '_out1').text).toContain('print');
  });
});

test('the budget is told in what is left', () => {
  const clock = new ManualClock();
  const budget = Budget.open({ ...DEFAULT_LIMITS, costUsd: Number.POSITIVE_INFINITY }, clock);
  budget.reserve({ iterations: 1, tokens: 500_000 }).commit({ iterations: 1, tokens: 500_000 });
  clock.advance(60_000);
  expect(describeBudget(budget.use())).toBe(
    'left: 29 steps, 120 model calls, 1500 thousand tokens, 840 seconds, 2 levels of rlm()',
  );
});

test('the same question costs the same root tokens whatever the size of the repository', async () => {
  const promptSizes = async (files: number): Promise<number[]> => {
    const tool = defineTool({
      name: 'listFiles',
      description: 'Lists files.',
      input: z.object({ glob: z.string() }),
      output: z.array(z.string()),
      effect: 'read',
      positional: ['glob'],
      example: "await listFiles('**/*.ts')",
      run: async () => Array.from({ length: files }, (_v, i) => `src/module${i}/file${i}.ts`),
    });
    const predictor = new ScriptedPredictor({
      'rlm.step': cells(
        "const paths = await listFiles('**/*.ts');\nconsole.log(paths)",
        'const longest = paths.toSorted((a, b) => b.length - a.length);\nconsole.log(longest)',
        "await final('done')",
      ),
    });
    await runScripted(predictor, { tools: [tool] });
    return predictor.inputs('rlm.step').map(size);
  };
  const small = await promptSizes(1_000);
  const large = await promptSizes(300_000);
  expect(large).toHaveLength(3);
  for (const [i, chars] of large.entries()) {
    expect(chars / (small[i] ?? 0)).toBeLessThanOrEqual(1.05);
  }
});
