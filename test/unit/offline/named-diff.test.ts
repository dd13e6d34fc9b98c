// Changes that a message names with @diff are what the engine answers from.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginRepository, gitIn } from '../../support/git.js';
import { type Engine, engineOn } from './answer-on.js';

let root = '';
let engine: Engine;
const put = (name: string, text: string): void => writeFileSync(path.join(root, name), text);

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'memfun-named-'));
  put('courier.py', 'def ride(horse):\n    return horse\n\n\ndef rest(horse):\n    return None\n');
  put('old.py', 'def gone():\n    pass\n');
  put('calm.py', 'def lake(boats=[]):\n    return boats\n');
  beginRepository(root);
  engine = await engineOn(root);
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

const change = (): void => {
  put(
    'courier.py',
    'def ride(horse, letters=[]):\n    return horse\n\n\ndef rest(horse):\n    --horse\n    return "hay"\n',
  );
  rmSync(path.join(root, 'old.py'), { force: true });
};

test('where nothing is changed, that is said', async () => {
  gitIn(root)('checkout', '-q', '.');
  for (const asked of ['what changed in @diff?', 'review @diff'])
    expect((await engine.ask(asked)).answer).toContain('`@diff` is empty: git sees no change');
});

test.each(['what changed? @diff', 'explain @diff', 'summarize the changes in @diff please'])(
  'files and lines are named: %s',
  async (asked) => {
    change();
    const { answer, citations } = await engine.ask(asked);
    expect(answer).toContain('2 files are changed:');
    expect(answer).toContain('- `courier.py`: +3 −2');
    expect(answer).toContain('+def ride(horse, letters=[]):');
    expect(answer).toMatch(/`courier\.py:6`, in `rest`:[^`]*```diff[^`]*\+ {4}--horse/);
    expect(answer).toContain('-def gone():');
    expect(answer).not.toContain('calm.py');
    expect(citations.map((one) => one.path)).not.toContain('old.py');
    expect(citations).toContainEqual({ path: 'courier.py', line: 1 });
  },
);

test.each(['review @diff', 'are there bugs in @diff?'])(
  'static rules speak of the changed lines alone: %s',
  async (asked) => {
    change();
    put('calm.py', 'def lake(boats=[]):\n    return list(boats)\n');
    const { answer } = await engine.ask(asked);
    expect(answer).toMatch(/the static rules object:\n- .*\(`courier\.py:1`\)/);
    expect(answer).not.toContain('`calm.py:1`)');
  },
);

test.each(['does @diff touch the hay?', 'where is the hay in @diff'])(
  'a question shows the places that speak of it: %s',
  async (asked) => {
    change();
    const { answer, citations } = await engine.ask(asked);
    expect(answer).toContain('return "hay"');
    expect(answer).not.toContain('-def gone');
    expect(citations.map((one) => one.path)).toEqual(['courier.py']);
    expect((await engine.ask('does @diff touch the submarine?')).answer).toContain(
      'No changed line in `@diff` speaks of “submarine”',
    );
  },
);

test('a revision that is not there is said', async () => {
  const { answer } = await engine.ask('explain @diff:nowhere');
  expect(answer).toContain('`@diff:nowhere` could not be looked at: ');
});
