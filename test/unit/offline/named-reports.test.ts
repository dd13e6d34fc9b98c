// What the editor and the terminal report is what the engine answers from, with the lines around each place.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem, TerminalRun } from '../../../runtime/ports/index.js';
import { type Engine, engineOn } from './answer-on.js';

let root = '';
let engine: Engine;
let problems: readonly Problem[] = [];
let run: TerminalRun | undefined;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'memfun-named-'));
  mkdirSync(path.join(root, 'src'));
  writeFileSync(
    path.join(root, 'src/horse.ts'),
    'export function feed(hay: number): string {\n  const left = hay - 1;\n  return left;\n}\n',
  );
  writeFileSync(path.join(root, 'src/calm.ts'), 'export const lake = "string and number";\n');
  engine = await engineOn(root, {
    terminals: { last: () => run },
    languageServices: {
      references: async () => [],
      problems: async (file) => problems.filter((one) => file === undefined || one.path === file),
    },
  });
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

const REPORTED: readonly Problem[] = [
  {
    path: 'src/horse.ts',
    line: 3,
    endLine: 3,
    severity: 'error',
    message: "Type 'number' is not assignable to type 'string'.",
    source: 'ts',
    code: '2322',
  },
];
const FAILED: TerminalRun = {
  terminal: 'zsh',
  command: 'npm test',
  output: `> test\n\nstable is open on port 8080\n ✗ feeds the horse\nTypeError: hay is not a number\n    at feed (/home/somebody/farm/src/horse.ts:2:16)\n`,
  exitCode: 1,
};

test.each([
  ['explain @problems', 'Finding the cause behind these words needs a real language model'],
  ['fix @problem', 'Mending this needs a real language model'],
  ['what is wrong in @problem:src/horse.ts?', 'needs a real language model'],
])('problems are told with their places and lines: %s', async (asked, need) => {
  problems = REPORTED;
  const { answer, citations } = await engine.ask(asked);
  expect(answer).toContain("Type 'number' is not assignable to type 'string'. (`src/horse.ts:3`)");
  expect(answer).toContain('3    return left;');
  expect(answer).toContain(need);
  expect(answer).not.toContain('lake');
  expect(citations).toEqual([{ path: 'src/horse.ts', line: 3 }]);
});

test('where no problem is reported, that is said', async () => {
  problems = [];
  for (const asked of ['fix @problems', 'explain @problem'])
    expect((await engine.ask(asked)).answer).toContain('is empty: the editor reports no problem');
});

test.each(['explain @terminal', 'help me, why does the build fail? @terminal', 'fix @terminal'])(
  'a failed command is told by its failing lines and the code that these name: %s',
  async (asked) => {
    run = FAILED;
    const { answer, citations } = await engine.ask(asked);
    expect(answer).toContain('`npm test`; it ended with exit code 1');
    expect(answer).toContain('TypeError: hay is not a number');
    expect(answer).toContain('2    const left = hay - 1;');
    expect(answer).toContain('needs a real language model');
    expect(answer).not.toContain('lake');
    expect(citations).toEqual([{ path: 'src/horse.ts', line: 2 }]);
  },
);

test.each(['which port does @terminal show?', 'on what port is the stable open, says @terminal'])(
  'a question on the output shows the lines that speak of it: %s',
  async (asked) => {
    run = FAILED;
    const { answer } = await engine.ask(asked);
    expect(answer).toContain('stable is open on port 8080');
    expect(answer).not.toContain('hay is not a number');
    expect((await engine.ask('which submarine does @terminal show?')).answer).toContain(
      'No line of what it printed speaks of “submarine”',
    );
  },
);

test('a command that printed nothing, and a terminal in which none ran, are called so', async () => {
  run = { ...FAILED, output: '', exitCode: 0 };
  expect((await engine.ask('explain @terminal')).answer).toContain('It printed nothing.');
  run = undefined;
  expect((await engine.ask('explain @terminal')).answer).toContain(
    '`@terminal` could not be looked at: No command has been seen in a terminal yet.',
  );
});
