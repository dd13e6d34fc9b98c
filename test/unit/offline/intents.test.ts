// Explain, analyze, review and fix work on files that the engine has never seen.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixAnswerSchema, reviewAnswerSchema } from '../../../runtime/models/index.js';
import { answerOn } from './answer-on.js';

const REPOS = path.resolve(import.meta.dirname, '../../fixtures/repos');

describe('explain', () => {
  test('a function given by its place: parameters, steps, failures and users', async () => {
    const final = await answerOn(path.join(REPOS, 'python'), 'explain this', 'explain', [
      { kind: 'selection', path: 'linkbox/limits.py', startLine: 23, endLine: 30 },
    ]);
    expect(final.answer).toContain('`take`');
    expect(final.answer).toContain('`caller: str`');
    expect(final.answer).toContain('fails with `TooManyRequests`');
    expect(final.answer).toMatch(/Used by:[\s\S]*links\.py/);
  });

  test('a function given by its name', async () => {
    const final = await answerOn(path.join(REPOS, 'typescript'), 'explain `withTimeout`');
    expect(final.answer).toContain('Passes a signal to the work');
    expect(final.citations[0]).toMatchObject({ path: 'src/timeout.ts', line: 5 });
  });

  test('a whole file: what it is for and what it has', async () => {
    const final = await answerOn(path.join(REPOS, 'go'), 'explain this', 'explain', [
      { kind: 'file', path: 'internal/journal/journal.go' },
    ]);
    expect(final.answer).toContain('Package journal remembers what was moved');
    expect(final.answer).toContain('`UndoLast`');
  });
});

test('analyze names purpose, languages, entry points and commands', async () => {
  const final = await answerOn(path.join(REPOS, 'python'), 'analyze', 'analyze');
  expect(final.answer).toContain('Linkbox is a small web service');
  expect(final.answer).toContain('Python');
  expect(final.answer).toContain('linkbox/__main__.py');
  expect(final.answer).toContain('linkbox.__main__:main');
});

test('“what is this project?” is answered like analyze', async () => {
  const final = await answerOn(path.join(REPOS, 'go'), 'what is this project?');
  expect(final.answer).toContain('sorts the files of a folder');
});

test('“find all TODOs” lists what the comments leave open, and no name that only sounds like it', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'offline-marks-'));
  try {
    writeFileSync(
      path.join(root, 'a.ts'),
      'const TODO = 1;\nrun(); // TODO: wait for it\n/* FIXME */\n',
    );
    const { answer, citations } = await answerOn(root, 'find all TODOs');
    expect(answer).toContain('2 places are marked as open work:');
    expect(answer).toContain('- `a.ts:2`: `TODO: wait for it`');
    expect(citations.map(({ line }) => line)).toEqual([2, 3]);
  } finally {
    rmSync(root, { recursive: true });
  }
});

describe('review and fix', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'offline-'));
    writeFileSync(
      path.join(root, 'shop.py'),
      'def add(item, basket=[]):\n    basket.append(item)\n    return basket\n\n\ndef load():\n    try:\n        return read()\n    except:\n        return None\n',
    );
    writeFileSync(path.join(root, 'clean.py'), 'def double(x):\n    return x * 2\n');
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const reviewOf = async (file: string) =>
    reviewAnswerSchema.parse(
      (await answerOn(root, 'review this', 'review', [{ kind: 'file', path: file }])).data,
    );
  const fixOf = async (file: string, startLine: number, endLine: number) =>
    fixAnswerSchema.parse(
      (
        await answerOn(root, 'fix this', 'fix', [
          { kind: 'selection', path: file, startLine, endLine },
        ])
      ).data,
    );

  test('a review lists findings with their lines and sums them up', async () => {
    const review = await reviewOf('shop.py');
    expect(review.findings?.map(({ rule, line }) => `${rule} ${line}`)).toEqual([
      'mutable-default 1',
      'bare-except 9',
    ]);
    expect(review.summary).toContain('2 warnings');
  });

  test('a clean file is not blamed', async () => {
    const review = await reviewOf('clean.py');
    expect(review.findings).toEqual([]);
    expect(review.summary).toContain('no static rule objects');
  });

  test('a file that cannot be read is said, and there are no findings', async () => {
    const review = await reviewOf('gone.py');
    expect(review.findings).toEqual([]);
    expect(review.summary).toContain('could not read');
  });

  test('a fix replaces exactly the selected lines', async () => {
    const fix = await fixOf('shop.py', 7, 10);
    expect(fix.replacement).toBe(
      '    try:\n        return read()\n    except Exception:\n        return None',
    );
  });

  test('where no rule helps, nothing is replaced and a model is named', async () => {
    const fix = await fixOf('clean.py', 1, 2);
    expect(fix.replacement).toBeNull();
    expect(fix.summary).toContain('real language model');
  });
});
