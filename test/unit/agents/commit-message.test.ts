// A commit message is made from what is staged, in the manner of the project, and commits nothing.
import { describe, expect, test } from 'vitest';
import { shortenDiff } from '../../../runtime/agents/commands/commit-message.js';
import { NothingToCommitError } from '../../../runtime/agents/index.js';
import { createMemfun, type Memfun } from '../../../runtime/app/index.js';
import { environmentOn } from '../../support/environment.js';
import { emptyFolder, Repository } from '../tools/support/repository.js';

const signal = new AbortController().signal;

async function messageFor(repository: Repository): Promise<string> {
  const memfun: Memfun = await createMemfun(environmentOn(repository.root), { prewarm: false });
  try {
    return await memfun.commitMessage(signal);
  } finally {
    await memfun.close();
  }
}

async function project(subject = 'Add the reader'): Promise<Repository> {
  const repository = await Repository.create();
  await repository.commit(subject, {
    'src/retry.ts': 'export function backoff(n: number): number {\n  return n;\n}\n',
    'README.md': '# Reader\n',
  });
  return repository;
}

describe('the built-in engine', () => {
  test('names what a change renames, and leaves the repository as it is', async () => {
    const repository = await project();
    await repository.write(
      'src/retry.ts',
      'export function delayFor(n: number): number {\n  return n;\n}\n',
    );
    repository.git('add', '--all');
    const head = repository.git('rev-parse', 'HEAD');
    expect(await messageFor(repository)).toBe('Rename backoff to delayFor');
    expect(repository.git('rev-parse', 'HEAD')).toBe(head);
  });

  test('describes only what is staged, where something is', async () => {
    const repository = await project();
    await repository.write('src/cache.ts', 'export class Cache {}\n');
    await repository.write('README.md', '# Reader\n\nMore.\n');
    repository.git('add', 'README.md');
    expect(await messageFor(repository)).toBe('Change README.md');
  });

  test('counts new files that nobody has staged, and lists many', async () => {
    const repository = await project();
    await repository.write('src/a.ts', 'export const a = 1;\n');
    await repository.write('src/b.ts', 'export const b = 1;\n');
    const [subject, empty, ...body] = (await messageFor(repository)).split('\n');
    expect([subject, empty]).toEqual(['Add 2 files in src', '']);
    expect(body).toHaveLength(2);
  });

  test('follows the prefixes of the earlier subjects', async () => {
    const repository = await project('feat: add the reader');
    await repository.write('README.md', '# The reader\n');
    expect(await messageFor(repository)).toBe('docs: change README.md');
  });
});

test('nothing changed is said so, and no repository too', async () => {
  await expect(messageFor(await project())).rejects.toThrow(NothingToCommitError);
  const memfun = await createMemfun(environmentOn(await emptyFolder()), { prewarm: false });
  await expect(memfun.commitMessage(signal)).rejects.toThrow(/no git repository/);
  await memfun.close();
});

test('of a long diff every file keeps its beginning', () => {
  const part = (name: string, lines: number): string =>
    `diff --git a/${name} b/${name}\n${'+line\n'.repeat(lines)}`;
  const short = shortenDiff(part('a', 10_000) + part('b', 10_000) + part('c', 2), 6_000);
  expect(short.length).toBeLessThanOrEqual(6_000);
  for (const name of ['a/a', 'a/b', 'a/c']) expect(short).toContain(`diff --git ${name}`);
  expect(short).toMatch(/characters of this file left out/);
});
