// Several workers share what they have fetched of a repository: none is in the way of another.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Checkouts } from '../../../runtime/cli/worker/checkouts.js';
import { type Git, gitIn } from '../../support/git.js';

const { signal } = new AbortController();

interface Source {
  readonly address: string;
  readonly storage: string;
  /** Commits a file with this text. @returns the commit */
  readonly commit: (text: string) => string;
  readonly git: Git;
}

function makeSource(): Source {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-checkouts-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  const source = path.join(folder, 'source');
  mkdirSync(source);
  const git = gitIn(source);
  git('init', '--quiet', '--initial-branch=main');
  const commit = (text: string): string => {
    writeFileSync(path.join(source, 'a.txt'), text);
    git('add', '-A');
    git('commit', '--quiet', '-m', text);
    return git('rev-parse', 'HEAD');
  };
  return { address: `file://${source}`, storage: path.join(folder, 'storage'), commit, git };
}

const textIn = (folder: string): string => readFileSync(path.join(folder, 'a.txt'), 'utf8');

test('workers of one storage begin and check out at the same moment, each its own reference', async () => {
  const { address, storage, commit, git } = makeSource();
  const branches = ['one', 'two', 'three', 'four'];
  for (const branch of branches) {
    git('checkout', '--quiet', '-b', branch);
    commit(branch);
  }
  const work = async (branch: string): Promise<readonly string[]> => {
    const checkouts = await Checkouts.open(`${address}#${branch}`, storage, signal);
    const seen: string[] = [];
    for (let round = 0; round < 5; round++) {
      const made = await checkouts.checkout(undefined, signal);
      seen.push(textIn(made.folder));
      await made.close();
    }
    return seen;
  };
  const seen = await Promise.all(branches.map(work));
  expect(seen).toEqual(branches.map((branch) => Array.from({ length: 5 }, () => branch)));
  const [shared = ''] = readdirSync(path.join(storage, 'checkouts'));
  expect(readdirSync(path.join(storage, 'checkouts', shared))).toEqual(['repository']);
});

test('a name stands for what it is now, and a commit that is not here yet is fetched', async () => {
  const { address, storage, commit } = makeSource();
  commit('first');
  const checkouts = await Checkouts.open(address, storage, signal);
  const second = commit('second');
  expect(textIn((await checkouts.checkout(second, signal)).folder)).toBe('second');
  expect(textIn((await checkouts.checkout('main', signal)).folder)).toBe('second');
  commit('third');
  expect(textIn((await checkouts.checkout('main', signal)).folder)).toBe('third');
  expect(textIn((await checkouts.checkout(undefined, signal)).folder)).toBe('third');
  expect(textIn((await checkouts.checkout(second.slice(0, 8), signal)).folder)).toBe('second');
  await expect(checkouts.checkout('0'.repeat(40), signal)).rejects.toThrow(/is not in/);
  await expect(checkouts.checkout('--upload-pack=x', signal)).rejects.toThrow(/is no commit/);
});

test('what a killed worker has left goes when another begins, and what runs keeps its own', async () => {
  const { address, storage, commit } = makeSource();
  commit('a');
  const made = await (await Checkouts.open(address, storage, signal)).checkout(undefined, signal);
  const shared = path.dirname(made.folder);
  const bare = path.join(shared, 'repository');
  const refs = (): readonly string[] =>
    gitIn(bare)('for-each-ref', '--format=%(refname)').split('\n');
  const [own = ''] = refs();
  // No process has a number as high as this one.
  const gone = (name: string): string => name.replace(`-${process.pid}-`, '-99999999-');
  gitIn(bare)('update-ref', gone(own), own);
  const left = gone(made.folder);
  mkdirSync(left);

  await Checkouts.open(address, storage, signal);
  expect(existsSync(left)).toBe(false);
  expect(refs()).not.toContain(gone(own));
  expect(refs()).toContain(own);
  expect(textIn(made.folder)).toBe('a');
});
