// The git tools tell what git knows about the workspace, and say what to do when it knows nothing.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { FileStore } from '../../../runtime/ports/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { call, emptyFolder, gitTool, Repository } from './support/repository.js';

const log = z.object({
  commits: z.array(
    z.strictObject({
      hash: z.string().regex(/^[0-9a-f]{40}$/),
      author: z.string(),
      date: z.iso.datetime({ offset: true }),
      subject: z.string(),
      files: z.array(z.string()),
    }),
  ),
});
const diff = z.strictObject({
  text: z.string(),
  files: z.array(z.strictObject({ path: z.string(), added: z.number(), removed: z.number() })),
  truncated: z.boolean(),
});
const blame = z.object({
  lines: z.array(
    z.object({
      line: z.number(),
      hash: z.string(),
      author: z.string(),
      date: z.iso.datetime(),
      text: z.string(),
    }),
  ),
});

const gitLog = (workspace: FileStore, input: object, signal?: AbortSignal) =>
  call(gitTool(workspace, 'gitLog'), input, log, signal);
const gitDiff = (workspace: FileStore, input: object) =>
  call(gitTool(workspace, 'gitDiff'), input, diff);
const gitBlame = (workspace: FileStore, input: object) =>
  call(gitTool(workspace, 'gitBlame'), input, blame);

async function threeCommits(): Promise<Repository> {
  const repository = await Repository.create();
  await repository.commit('Add the reader', { 'src/a.ts': 'one\ntwo\n' });
  await repository.commit('Fix: 50% of [reads] fail', { 'src/a.ts': 'one\n2\n' });
  await repository.commit('Describe it', { 'docs/ü b.md': '# Reader\n' });
  return repository;
}

describe('gitLog', () => {
  test('lists the latest commits first, with their files', async () => {
    const { commits } = await gitLog((await threeCommits()).workspace(), {});
    expect(commits.map(({ author, subject, files }) => ({ author, subject, files }))).toEqual([
      { author: 'Ada', subject: 'Describe it', files: ['docs/ü b.md'] },
      { author: 'Ada', subject: 'Fix: 50% of [reads] fail', files: ['src/a.ts'] },
      { author: 'Ada', subject: 'Add the reader', files: ['src/a.ts'] },
    ]);
  });

  test('narrows by path, by words of the message taken literally, and by number', async () => {
    const workspace = (await threeCommits()).workspace();
    const subjects = async (input: object) =>
      (await gitLog(workspace, input)).commits.map(({ subject }) => subject);
    expect(await subjects({ path: 'docs' })).toEqual(['Describe it']);
    expect(await subjects({ grep: '[READS]' })).toEqual(['Fix: 50% of [reads] fail']);
    expect(await subjects({ limit: 1 })).toEqual(['Describe it']);
    expect(await subjects({ path: 'src/*' })).toEqual([]);
    expect(await subjects({ path: ':(top)docs' })).toEqual([]);
  });

  test('of a workspace that is a folder of the repository tells of that folder only', async () => {
    const { commits } = await gitLog((await threeCommits()).workspace('docs'), {});
    expect(commits.map(({ files }) => files)).toEqual([['ü b.md']]);
  });
});

describe('gitDiff', () => {
  test('shows the working tree, the index, or two revisions', async () => {
    const repository = await threeCommits();
    const workspace = repository.workspace();
    await repository.write('src/a.ts', 'one\n2\nthree\n');
    const changed = [{ path: 'src/a.ts', added: 1, removed: 0 }];
    expect(await gitDiff(workspace, {})).toMatchObject({ files: changed, truncated: false });
    expect((await gitDiff(workspace, { staged: true })).files).toEqual([]);
    repository.git('add', '--all');
    expect((await gitDiff(workspace, { staged: true })).text).toContain('+three');
    const between = await gitDiff(workspace, { from: 'HEAD~2', to: 'HEAD~1', path: 'src/a.ts' });
    expect(between.files).toEqual([{ path: 'src/a.ts', added: 1, removed: 1 }]);
    expect(between.text).toContain('-two\n+2');
  });

  test('names renamed and binary files by where they are now', async () => {
    const repository = await threeCommits();
    repository.git('mv', 'src/a.ts', 'src/b.ts');
    await repository.commit('Move it', { 'logo.bin': '\0\0' });
    const { files } = await gitDiff(repository.workspace(), { from: 'HEAD~1', to: 'HEAD' });
    expect(files).toEqual([
      { path: 'logo.bin', added: 0, removed: 0 },
      { path: 'src/b.ts', added: 0, removed: 0 },
    ]);
  });

  test('cuts what is too long, and says so', async () => {
    const repository = await threeCommits();
    await repository.write('src/a.ts', 'a long line\n'.repeat(800_000));
    const { text, files, truncated } = await gitDiff(repository.workspace(), {});
    expect(truncated).toBe(true);
    expect(text).toHaveLength(200_000);
    expect(files[0]?.added).toBe(800_000);
  });

  test('is plain text whatever colours the repository asks for', async () => {
    const repository = await threeCommits();
    await repository.configure('[color]\n\tui = always\n\tdiff = always\n');
    await repository.write('src/a.ts', 'one\n');
    const { text } = await gitDiff(repository.workspace(), {});
    expect(text).toContain('\n-2\n');
    expect(text).not.toContain('\u001b');
  });
});

describe('gitBlame', () => {
  test('tells for each line which commit wrote it', async () => {
    const workspace = (await threeCommits()).workspace();
    const [fix, add] = (await gitLog(workspace, { path: 'src/a.ts' })).commits;
    const { lines } = await gitBlame(workspace, { path: 'src/a.ts' });
    expect(lines).toMatchObject([
      { line: 1, text: 'one', author: 'Ada', hash: add?.hash },
      { line: 2, text: '2', author: 'Ada', hash: fix?.hash },
    ]);
    const second = await gitBlame(workspace, { path: 'src/a.ts', startLine: 2, endLine: 2 });
    expect(second.lines).toEqual(lines.slice(1));
  });

  test('of a line past the end says how long the file is', async () => {
    const workspace = (await threeCommits()).workspace();
    const asked = gitBlame(workspace, { path: 'src/a.ts', startLine: 9 });
    await expect(asked).rejects.toThrow(/has only 2 lines/);
  });
});

describe('what cannot be told', () => {
  test('a folder that is no repository, and one without commits', async () => {
    const folder = createNodeFileStore(await emptyFolder());
    await expect(gitLog(folder, {})).rejects.toMatchObject({
      code: 'tool.git',
      message: 'The workspace is no git repository.',
      remedy: expect.stringContaining('Answer from the files'),
    });
    const fresh = (await Repository.create()).workspace();
    const none = { message: 'The repository has no commits yet.' };
    await expect(gitLog(fresh, {})).rejects.toMatchObject(none);
    await expect(gitDiff(fresh, {})).rejects.toMatchObject(none);
    await expect(gitBlame(fresh, { path: 'a' })).rejects.toMatchObject(none);
  });

  test('a workspace that is not on this disk', async () => {
    const remote = { ...createNodeFileStore('/'), localRoot: undefined };
    await expect(gitLog(remote, {})).rejects.toThrow(/not on this disk/);
  });

  test('a machine without git', async () => {
    const workspace = (await threeCommits()).workspace();
    const { PATH } = process.env;
    process.env.PATH = await emptyFolder();
    try {
      await expect(gitLog(workspace, {})).rejects.toThrow('Git is not installed');
    } finally {
      process.env.PATH = PATH;
    }
  });

  test('a call that was stopped', async () => {
    const workspace = (await threeCommits()).workspace();
    await expect(gitLog(workspace, {}, AbortSignal.abort())).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});

describe('what comes from outside', () => {
  test('a revision or a path is never read as an option', async () => {
    const repository = await threeCommits();
    const workspace = repository.workspace();
    const made = path.join(repository.root, 'made');
    await expect(gitDiff(workspace, { from: `--output=${made}` })).rejects.toThrow('no revision');
    await expect(gitDiff(workspace, { to: '-O/etc/passwd' })).rejects.toThrow('no revision');
    await expect(gitDiff(workspace, { from: '' })).rejects.toThrow('no revision');
    expect((await gitLog(workspace, { path: `--output=${made}` })).commits).toEqual([]);
    await expect(gitBlame(workspace, { path: `--contents=/etc/passwd` })).rejects.toThrow(
      /no such path/,
    );
    expect(await workspace.stat('made')).toBeUndefined();
  });

  test('a file whose name looks like an option has a history', async () => {
    const repository = await Repository.create();
    await repository.commit('odd', { '-p': 'text\n' });
    const { lines } = await gitBlame(repository.workspace(), { path: '-p' });
    expect(lines).toMatchObject([{ line: 1, text: 'text' }]);
  });

  test('a path may not leave the workspace', async () => {
    const repository = await threeCommits();
    await mkdir(path.join(repository.root, 'inner'));
    const inner = repository.workspace('inner');
    const outside = { code: 'files.outside' };
    await expect(gitLog(inner, { path: '../src' })).rejects.toMatchObject(outside);
    await expect(gitDiff(inner, { path: '/etc' })).rejects.toMatchObject(outside);
    await expect(gitBlame(inner, { path: '../src/a.ts' })).rejects.toMatchObject(outside);
  });

  test('variables of the environment do not point git elsewhere', async () => {
    const other = await Repository.create();
    await other.commit('of another repository', { 'x.txt': 'x' });
    const workspace = (await threeCommits()).workspace();
    process.env.GIT_DIR = path.join(other.root, '.git');
    try {
      const { commits } = await gitLog(workspace, { limit: 1 });
      expect(commits[0]?.subject).toBe('Describe it');
    } finally {
      delete process.env.GIT_DIR;
    }
  });

  test('any subject comes back as it was written', async () => {
    const repository = await Repository.create();
    const workspace = repository.workspace();
    let edits = 0;
    const subjects = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .map((text) => `s${text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ')}e`);
    await fc.assert(
      fc.asyncProperty(subjects, async (subject) => {
        await repository.commit(subject, { 'a.txt': String(edits++) });
        const { commits } = await gitLog(workspace, { limit: 1 });
        expect(commits[0]?.subject).toBe(subject);
      }),
      { numRuns: 10 },
    );
  });
});

const status = z.object({
  branch: z.string().optional(),
  ahead: z.number(),
  behind: z.number(),
  files: z.array(
    z.object({
      path: z.string(),
      from: z.string().optional(),
      staged: z.string().optional(),
      unstaged: z.string().optional(),
      untracked: z.boolean(),
      conflict: z.boolean(),
    }),
  ),
});
const show = z.object({
  hash: z.string(),
  author: z.string(),
  message: z.string(),
  diff: z.string(),
  content: z.string().optional(),
});
const gitStatus = (workspace: FileStore) => call(gitTool(workspace, 'gitStatus'), {}, status);
const gitShow = (workspace: FileStore, input: object) =>
  call(gitTool(workspace, 'gitShow'), input, show);

describe('gitStatus', () => {
  test('tells staged, unstaged, new, renamed and deleted files apart', async () => {
    const repository = await threeCommits();
    await repository.write('src/a.ts', 'one\n3\n');
    repository.git('mv', 'docs/ü b.md', 'docs/reader guide.md');
    await repository.write('notes/new file.txt', 'x');
    const { branch, ahead, behind, files } = await gitStatus(repository.workspace());
    expect({ branch, ahead, behind }).toEqual({ branch: 'main', ahead: 0, behind: 0 });
    expect(files).toEqual([
      {
        path: 'docs/reader guide.md',
        from: 'docs/ü b.md',
        staged: 'renamed',
        untracked: false,
        conflict: false,
      },
      { path: 'src/a.ts', unstaged: 'modified', untracked: false, conflict: false },
      { path: 'notes/new file.txt', untracked: true, conflict: false },
    ]);
  });

  test('names files as the workspace does, also when it is a folder of the repository', async () => {
    const repository = await threeCommits();
    await repository.write('src/a.ts', 'other\n');
    await repository.write('docs/beside.md', 'not in this workspace');
    const { files } = await gitStatus(repository.workspace('src'));
    expect(files.map(({ path: name }) => name)).toEqual(['a.ts']);
  });

  test('shows files in conflict as that', async () => {
    const repository = await threeCommits();
    repository.git('checkout', '--quiet', '-b', 'other', 'HEAD~1');
    await repository.commit('Other', { 'src/a.ts': 'other\n' });
    repository.git('checkout', '--quiet', 'main');
    await repository.commit('Main', { 'src/a.ts': 'main\n' });
    expect(() => repository.git('merge', 'other')).toThrow();
    const { files } = await gitStatus(repository.workspace());
    expect(files).toEqual([{ path: 'src/a.ts', untracked: false, conflict: true }]);
  });
});

describe('gitShow', () => {
  test('shows one commit: whole message, diff, and a file as it was', async () => {
    const repository = await threeCommits();
    const {
      message,
      diff: text,
      content,
    } = await gitShow(repository.workspace(), {
      revision: 'HEAD~1',
      path: 'src/a.ts',
      content: true,
    });
    expect(message).toBe('Fix: 50% of [reads] fail');
    expect(text).toContain('-two\n+2');
    expect(content).toBe('one\n2\n');
  });

  test.each(['--output=x', 'no such', 'HEAD~99'])('refuses the revision "%s"', async (revision) => {
    const repository = await threeCommits();
    await expect(gitShow(repository.workspace(), { revision })).rejects.toThrow(
      /revision|refused/i,
    );
  });
});
