// What tools print becomes findings with places, and the names of failed tests; nothing outside the workspace is named.
import { describe, expect, test } from 'vitest';
import { parseOutput } from '../../../runtime/checks/index.js';

const parse = (output: string, cwd = '') =>
  parseOutput(output, { cwd, root: '/ws', source: 'tool', exists: async () => true });

interface Case {
  readonly tool: string;
  readonly output: string;
  readonly found: readonly (readonly [
    path: string,
    line: number,
    code: string | undefined,
    part: string,
  ])[];
}

const CASES: readonly Case[] = [
  {
    tool: 'tsc',
    output: "src/a.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.\n",
    found: [['src/a.ts', 3, 'TS2322', "Type 'string'"]],
  },
  {
    tool: 'eslint',
    output: `
/ws/src/a.ts
  1:10  error    'x' is assigned a value but never used  @typescript-eslint/no-unused-vars
  4:1   warning  Unexpected console statement            no-console

✖ 2 problems (1 error, 1 warning)
`,
    found: [
      ['src/a.ts', 1, '@typescript-eslint/no-unused-vars', "'x' is assigned"],
      ['src/a.ts', 4, 'no-console', 'Unexpected console'],
    ],
  },
  {
    tool: 'ruff concise',
    output: 'app/x.py:1:8: F401 [*] `os` imported but unused\nFound 1 error.\n',
    found: [['app/x.py', 1, 'F401', '`os` imported']],
  },
  {
    tool: 'ruff full',
    output: 'F401 [*] `os` imported but unused\n --> app/x.py:1:8\n  |\n1 | import os\n',
    found: [['app/x.py', 1, 'F401', '`os` imported']],
  },
  {
    tool: 'mypy',
    output:
      'app/x.py:7: error: Incompatible return value type (got "str", expected "int")  [return-value]\napp/x.py:7: note: see the docs\nFound 1 error in 1 file\n',
    found: [['app/x.py', 7, 'return-value', 'Incompatible return']],
  },
  {
    tool: 'pyright',
    output:
      '/ws/app/x.py\n  /ws/app/x.py:3:5 - error: "foo" is not defined (reportUndefinedVariable)\n',
    found: [['app/x.py', 3, 'reportUndefinedVariable', '"foo" is not defined']],
  },
  {
    tool: 'go vet',
    output: '# example.com/x\n./main.go:12:2: Printf format %d has arg s of wrong type string\n',
    found: [['main.go', 12, undefined, 'Printf format']],
  },
  {
    tool: 'cargo',
    output: 'src/lib.rs:3:5: error[E0425]: cannot find value `x` in this scope\n',
    found: [['src/lib.rs', 3, 'E0425', 'cannot find value']],
  },
  {
    tool: 'rustc',
    output: 'error[E0308]: mismatched types\n  --> src/main.rs:9:13\n   |\n',
    found: [['src/main.rs', 9, 'E0308', 'mismatched types']],
  },
  {
    tool: 'biome',
    output:
      'src/a.ts:2:5 lint/suspicious/noDoubleEquals  FIXABLE  ━━━━━━━━━━\n\n  × Using == may be unsafe.\n\n    1 │ x\n',
    found: [['src/a.ts', 2, 'lint/suspicious/noDoubleEquals', 'Using ==']],
  },
  {
    tool: 'oxlint',
    output:
      '\n  x eslint(no-debugger): `debugger` statement is not allowed\n   ,-[src/a.ts:5:1]\n 5 | debugger\n   : ^^^^\n',
    found: [['src/a.ts', 5, 'eslint(no-debugger)', '`debugger`']],
  },
];

describe('findings', () => {
  test.each(CASES)('of $tool', async ({ output, found }) => {
    const { findings } = await parse(output);
    expect(findings.map(({ path, line, code }) => [path, line, code])).toEqual(
      found.map(([path, line, code]) => [path, line, code]),
    );
    findings.forEach((one, at) => expect(one.message).toContain(found[at]?.[3] ?? ''));
  });

  test('are relative to the workspace, whatever folder the check ran in', async () => {
    const { findings } = await parse('../common/x.go:1:1: no\n./y.go:2:1: no\n', 'services/api');
    expect(findings.map(({ path }) => path)).toEqual(['services/common/x.go', 'services/api/y.go']);
  });

  test('outside the workspace, or in files that are not there, are left out', async () => {
    const output = '/usr/lib/x.py:1:1: E1 no\n../../../etc/passwd.txt:1:1: no\nhttp.go:2:1: no\n';
    const { findings } = await parseOutput(output, {
      cwd: '',
      root: '/ws',
      source: 'tool',
      exists: async (path) => path !== 'http.go',
    });
    expect(findings).toEqual([]);
  });

  test('beyond two hundred are counted', async () => {
    const many = Array.from({ length: 230 }, (_, i) => `a.go:${i + 1}:1: wrong`).join('\n');
    const { findings, more } = await parse(many);
    expect([findings.length, more]).toEqual([200, 30]);
  });
});

test.each([
  [
    'vitest',
    ' FAIL  test/a.test.ts > adds > two numbers\nAssertionError: no\n',
    ['test/a.test.ts > adds > two numbers'],
  ],
  ['jest', '  ● adds › two numbers\n\n    expect(received)\n', ['adds › two numbers']],
  ['node --test', '✖ adds two numbers (1.2ms)\n✖ failing tests:\n', ['adds two numbers']],
  ['tap', 'not ok 3 - adds two numbers\n', ['adds two numbers']],
  ['pytest', 'FAILED tests/test_a.py::test_adds - assert 1 == 2\n', ['tests/test_a.py::test_adds']],
  ['go test', '--- FAIL: TestAdds (0.00s)\n    a_test.go:9: no\n', ['TestAdds']],
  ['cargo test', 'test tests::adds ... FAILED\n', ['tests::adds']],
  ['unittest', 'FAIL: test_adds (test_a.TestA)\n', ['test_adds (test_a.TestA)']],
])('failed tests of %s are named', async (_runner, output, names) => {
  expect((await parse(output)).failedTests).toEqual(names);
});
