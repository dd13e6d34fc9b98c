// Explain, analyze, review and fix work on files that the engine has never seen.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerOn } from './stand-in.js';

const REPOS = path.resolve(import.meta.dirname, '../../fixtures/repos');

describe('explain', () => {
  test('a function given by its place: parameters, steps, failures and users', async () => {
    const { final } = await answerOn(path.join(REPOS, 'python'), '', 'explain', [
      { kind: 'selection', path: 'linkbox/limits.py', startLine: 23, endLine: 30 },
    ]);
    expect(final?.answer).toContain('`take`');
    expect(final?.answer).toContain('`caller: str`');
    expect(final?.answer).toContain('fails with `TooManyRequests`');
    expect(final?.answer).toMatch(/Used by:[\s\S]*links\.py/);
  });

  test('a function given by its name', async () => {
    const { final } = await answerOn(path.join(REPOS, 'typescript'), 'explain `withTimeout`');
    expect(final?.answer).toContain('Passes a signal to the work');
    expect(final?.citations[0]).toMatchObject({ path: 'src/timeout.ts', line: 5 });
  });

  test('a whole file: what it is for and what it has', async () => {
    const { final } = await answerOn(path.join(REPOS, 'go'), '', 'explain', [
      { kind: 'file', path: 'internal/journal/journal.go' },
    ]);
    expect(final?.answer).toContain('Package journal remembers what was moved');
    expect(final?.answer).toContain('`UndoLast`');
  });
});

test('analyze names purpose, languages, entry points and commands', async () => {
  const { final } = await answerOn(path.join(REPOS, 'python'), '', 'analyze');
  expect(final?.answer).toContain('Linkbox is a small web service');
  expect(final?.answer).toContain('Python');
  expect(final?.answer).toContain('linkbox/__main__.py');
  expect(final?.answer).toContain('linkbox.__main__:main');
});

test('“what is this project?” is answered like analyze', async () => {
  const { final } = await answerOn(path.join(REPOS, 'go'), 'what is this project?');
  expect(final?.answer).toContain('sorts the files of a folder');
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

  test('a review lists findings with their lines and sums them up', async () => {
    const { final } = await answerOn(root, '', 'review', [{ kind: 'file', path: 'shop.py' }]);
    expect(final?.findings?.map(({ rule, line }) => `${rule} ${line}`)).toEqual([
      'mutable-default 1',
      'bare-except 9',
    ]);
    expect(final?.summary).toContain('2 warnings');
  });

  test('a clean file is not blamed', async () => {
    const { final } = await answerOn(root, '', 'review', [{ kind: 'file', path: 'clean.py' }]);
    expect(final?.findings).toEqual([]);
    expect(final?.summary).toContain('no static rule objects');
  });

  test('a file that cannot be read is said, and there are no findings', async () => {
    const { final } = await answerOn(root, '', 'review', [{ kind: 'file', path: 'gone.py' }]);
    expect(final?.findings).toEqual([]);
    expect(final?.summary).toContain('could not read');
  });

  test('a fix replaces exactly the selected lines', async () => {
    const { final } = await answerOn(root, '', 'fix', [
      { kind: 'selection', path: 'shop.py', startLine: 7, endLine: 10 },
    ]);
    expect(final?.replacement).toBe(
      '    try:\n        return read()\n    except Exception:\n        return None',
    );
  });

  test('where no rule helps, nothing is replaced and a model is named', async () => {
    const { final } = await answerOn(root, '', 'fix', [
      { kind: 'selection', path: 'clean.py', startLine: 1, endLine: 2 },
    ]);
    expect(final?.replacement).toBeNull();
    expect(final?.summary).toContain('real language model');
  });
});
