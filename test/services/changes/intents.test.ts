// What the built-in engine does when asked for tests, a refactoring or an audit: what rules can, and no more.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemfun, type TurnResult } from '../../../runtime/app/index.js';
import type { Intent } from '../../../runtime/core/index.js';
import { reviewAnswerSchema } from '../../../runtime/models/index.js';
import { environmentOn } from '../../support/environment.js';

const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures/repos');
let root = '';

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'intents-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function run(
  intent: Intent,
  file: string | undefined,
  { mode = 'auto', repository = 'typescript' } = {},
): Promise<TurnResult> {
  cpSync(path.join(FIXTURES, repository), root, { recursive: true, force: false });
  const memfun = await createMemfun(
    environmentOn(root, {
      settings: {
        'memfun.mode': mode,
        'memfun.sandbox.engine': 'quickjs',
        'memfun.checks.enabled': false,
      },
    }),
    { prewarm: false },
  );
  try {
    const { sessionId } = await memfun.sessions.create(intent);
    return await memfun.runTurn({
      sessionId,
      request: {
        intent,
        text: `${intent} ${file ?? 'this workspace'}`,
        attachments: file === undefined ? [] : [{ kind: 'file', path: file }],
        effort: 'auto',
      },
      signal: new AbortController().signal,
      emit: () => undefined,
    });
  } finally {
    await memfun.close();
  }
}
const textOf = (name: string): string => readFileSync(path.join(root, name), 'utf8');

describe('tests', () => {
  test('get a file in the place and framework of the project, with every exported function open', async () => {
    const { answer, stopReason } = await run('test', 'src/cache.ts');
    expect(stopReason).toBe('answered');
    expect(answer).toContain('test/cache.test.ts');
    const written = textOf('test/cache.test.ts');
    expect(written).toContain("import { describe, test } from 'vitest';");
    expect(written).toContain('../src/cache.js');
    expect(written).toMatch(/test\.todo\('/);
  });

  test('are skipped, never passed, in Python and Go too', async () => {
    await run('test', 'linkbox/store.py', { repository: 'python' });
    expect(textOf('tests/test_store.py')).toMatch(/@(?:pytest\.mark\.skip|unittest\.skip)/);
    await run('test', 'internal/plan/plan.go', { repository: 'go' });
    expect(textOf('internal/plan/plan_test.go')).toMatch(/^package plan\n[\s\S]*t\.Skip\(/);
  });

  test('that are there already stay as they are; what they leave out is named', async () => {
    const before = readFileSync(path.join(FIXTURES, 'typescript/test/retry.test.ts'), 'utf8');
    const { answer } = await run('test', 'src/retry.ts');
    expect(textOf('test/retry.test.ts')).toBe(before);
    expect(answer).toContain('backoff');
  });

  test('are not written while planning', async () => {
    const { answer } = await run('test', 'src/cache.ts', { mode: 'plan' });
    expect(answer).toContain('may not write');
    expect(existsSync(path.join(root, 'test/cache.test.ts'))).toBe(false);
  });
});

describe('an audit', () => {
  test('of the whole workspace reports what can be exploited, and no matters of style', async () => {
    writeFileSync(
      path.join(root, 'bad.ts'),
      "import { createHash } from 'node:crypto';\nexport const sum = createHash('md5');\nif (sum == null || 1 == 2) eval('x');\n",
    );
    const { data, answer } = await run('audit', undefined);
    const { findings } = reviewAnswerSchema.parse(data);
    const rules = findings.filter((one) => one.path === 'bad.ts').map(({ rule }) => rule);
    expect(rules.sort()).toEqual(['eval', 'weak-hash']);
    expect(answer).toContain('bad.ts');
  });
});

describe('a refactoring', () => {
  test('says that it takes a model, and changes nothing', async () => {
    const { answer } = await run('refactor', 'src/retry.ts');
    expect(answer).toMatch(/needs a real language model/);
    const fixture = readFileSync(path.join(FIXTURES, 'typescript/src/retry.ts'), 'utf8');
    expect(textOf('src/retry.ts')).toBe(fixture);
  });
});
