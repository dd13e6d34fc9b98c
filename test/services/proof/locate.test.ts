// Commits as questions: nothing of the future is used, and their files are found better than by words alone.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMemfun } from '../../../runtime/app/index.js';
import { parseCommandLine } from '../../../runtime/cli/arguments.js';
import { runLocateCommand } from '../../../runtime/cli/locate.js';
import { commitQuestions, TreeStore } from '../../proof/commits.js';
import { writeHistory } from '../../proof/history.js';
import { type Located, locateAll } from '../../proof/locating.js';
import { environmentOn } from '../../support/environment.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'locate-'));
  writeHistory(folder, 1, 120);
});
afterAll(() => rmSync(folder, { recursive: true }));

const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();

test('the history of a question ends before its commit, and its tree is the one before', async () => {
  const questions = commitQuestions(folder, { count: 20 });
  expect(questions.length).toBe(20);
  const trees = new TreeStore(folder);
  for (const { hash, parent, message, targets, history } of questions) {
    expect(git('rev-parse', `${hash}^`)).toBe(parent);
    const before = git('log', '--format=%B%x00', parent)
      .split('\0')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    expect(history.map((commit) => commit.message)).toEqual(before);
    expect(before).not.toContain(message);
    trees.show(parent);
    for (const file of targets) {
      const text = new TextDecoder().decode(await trees.read(file));
      expect(text.trim()).toBe(git('show', `${parent}:${file}`));
      expect(text).not.toContain(`// Change ${/Number (\d+)/.exec(message)?.[1]}:`);
    }
  }
});

test('what a branch said that was not merged yet is no history of a commit beside it', () => {
  const repository = mkdtempSync(path.join(tmpdir(), 'locate-branch-'));
  const at = (...args: readonly string[]): string =>
    execFileSync(
      'git',
      ['-C', repository, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args],
      { encoding: 'utf8' },
    );
  const commit = (message: string): void => {
    writeFileSync(path.join(repository, 'lamp.txt'), message);
    at('add', '--all');
    at('commit', '--quiet', '-m', message);
  };
  try {
    at('init', '--quiet', '--initial-branch=main');
    commit('The lamp is there at last');
    at('checkout', '--quiet', '-b', 'side');
    commit('The lamp shines on the side');
    at('checkout', '--quiet', 'main');
    commit('The lamp shines on the main line');
    at('merge', '--quiet', '-s', 'ours', '-m', 'Merge side', 'side');
    commit('The lamp shines for everybody now');
    const histories = new Map(
      (['newer', 'older'] as const)
        .flatMap((half) => commitQuestions(repository, { count: 9, least: 0, half }))
        .map(({ message, history }) => [message, history.map((one) => one.message).toSorted()]),
    );
    expect([...histories.keys()]).not.toContain('Merge side');
    expect(histories.get('The lamp shines on the side')).toEqual(['The lamp is there at last']);
    expect(histories.get('The lamp shines on the main line')).toEqual([
      'The lamp is there at last',
    ]);
    expect(histories.get('The lamp shines for everybody now')).toEqual([
      'The lamp is there at last',
      'The lamp shines on the main line',
      'The lamp shines on the side',
    ]);
  } finally {
    rmSync(repository, { recursive: true });
  }
});

test('files are found clearly better than by words of whole files, most of all through the history', async () => {
  const other = mkdtempSync(path.join(tmpdir(), 'locate-'));
  writeHistory(other, 2, 120);
  const found: Located[] = [];
  // Nothing was set on them, so both halves count; a ratio of few questions would tell more of the seed.
  for (const repository of [folder, other])
    for (const half of ['older', 'newer'] as const)
      found.push(...(await locateAll(repository, 40, { half })));
  rmSync(other, { recursive: true });
  const mean = (
    way: 'ours' | 'withoutHistory' | 'baseline',
    part: 'recallAt5' | 'reciprocalRank',
  ) => found.reduce((sum, one) => sum + one[way][part], 0) / found.length;
  for (const part of ['recallAt5', 'reciprocalRank'] as const) {
    expect(mean('ours', part)).toBeGreaterThan(1.2 * mean('baseline', part));
    expect(mean('ours', part)).toBeGreaterThan(mean('withoutHistory', part));
  }
});

test('the tool asks git itself, and works without it', async () => {
  const memfun = await createMemfun(environmentOn(folder), { prewarm: false });
  try {
    const signal = new AbortController().signal;
    const site = { caller: 'test', signal };
    const text = 'What couriers see forgets the last entry';
    const called = await memfun.toolDesk([]).call('locate', { text, limit: 5 }, site);
    expect(called).toMatchObject({ ok: true, value: { commits: 121 } });
    expect(JSON.stringify(called)).toContain('src/shipping/');
  } finally {
    await memfun.close();
  }
  const bare = mkdtempSync(path.join(tmpdir(), 'locate-bare-'));
  const alone = await createMemfun(environmentOn(bare), { prewarm: false });
  try {
    const site = { caller: 'test', signal: new AbortController().signal };
    const called = await alone.toolDesk([]).call('locate', { text: 'anything at all' }, site);
    expect(called).toMatchObject({ ok: true, value: { files: [], commits: 0, unread: 0 } });
    // The map may come with a later question: the first does not wait for long.
    await expect
      .poll(async () => await alone.toolDesk([]).call('locate', { text: 'anything at all' }, site))
      .toMatchObject({ value: { mapped: true } });
  } finally {
    await alone.close();
    rmSync(bare, { recursive: true });
  }
});

test('the command prints places for people and records for programs, and says what it cannot use', async () => {
  const memfun = await createMemfun(environmentOn(folder), { prewarm: false });
  const locate = async (...words: readonly string[]) => {
    let printed = '';
    const output = { write: (text: string) => (printed += text) };
    const line = parseCommandLine(['locate', ...words]);
    const code = await runLocateCommand(line, {
      memfun,
      output,
      signal: AbortSignal.timeout(60_000),
    });
    return { code, printed };
  };
  try {
    const shown = await locate('the ledger view ignores old records', '--limit', '2', '--all');
    expect(shown.code).toBe(0);
    expect(shown.printed).toMatch(
      /^[01]\.\d\d {2}src\/ledger\/view\.ts:\d+-\d+\n.*\nAlso asked: 121 commits\.\n$/,
    );
    const record: unknown = JSON.parse(
      (await locate('ledger view', '--json', '--limit', '1')).printed,
    );
    expect(record).toMatchObject({
      files: [{ path: 'src/ledger/view.ts' }],
      commits: 121,
      unread: 0,
    });
    expect(await locate('zzzz qqqq')).toEqual({
      code: 1,
      printed: 'No file has a word of this text.\n',
    });
    await expect(locate()).rejects.toThrow('There is no text.');
    await expect(locate('x', '--limit', 'many')).rejects.toThrow('"many" is no number of files.');
  } finally {
    await memfun.close();
  }
});
