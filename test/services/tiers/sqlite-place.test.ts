// One file of the SQLite tier for all programs of this machine: found by each of them, and an earlier one is taken there.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, expect, test } from 'vitest';
import { openConfiguredTier, tierHomeOf, tierReport } from '../../../runtime/app/index.js';
import type { Config } from '../../../runtime/config/index.js';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import { createNodeFileStore, TierSessionManager } from '../../../runtime/storage/index.js';
import { moveSqliteFile, openSqliteTier } from '../../../runtime/tiers/index.js';
import { testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { environmentOn } from '../../support/environment.js';
import { MEMFUN } from './plan-world.js';

let folder: string;
let workspace: string;
beforeEach(() => {
  folder = testFolder();
  workspace = path.join(folder, 'work');
  mkdirSync(workspace);
});

const config = (space?: string): Config['tier'] => ({
  kind: 'sqlite',
  servers: [],
  username: undefined,
  space,
  sessions: false,
});

/** A program that keeps its own things in a folder of its own. */
async function program(name: string, dir = workspace) {
  return environmentOn(dir, {
    projectStorage: createNodeFileStore(path.join(folder, name)),
    tierHome: await tierHomeOf(dir, path.join(folder, 'home')),
  });
}

/** What an earlier version has left among the things of a program. */
async function earlier(name: string) {
  const file = path.join(folder, name, 'tier.db');
  const tier = await openSqliteTier({ file, assetsDir: '' });
  await tier.state.put('k', name);
  await tier.tasks.enqueue({ queue: 'q', payload: name });
  return { file, tier };
}

async function found(name: string, dir = workspace, space?: string): Promise<unknown> {
  const tier = await openConfiguredTier(await program(name, dir), config(space));
  try {
    return (await tier.state.get('k'))?.value;
  } finally {
    await tier.close();
  }
}

test('the editor and the command line have one file, by whatever way they came to the folder', async () => {
  const link = path.join(folder, 'link');
  symlinkSync(workspace, link);
  const first = await openConfiguredTier(await program('editor'), config());
  await first.state.put('k', 'by the editor');
  expect(await found('command line', link)).toBe('by the editor');
  await first.close();
  const env = { ...process.env, MEMFUN_HOME: path.join(folder, 'home') };
  const status = execFileSync(
    process.execPath,
    [MEMFUN, 'tier', 'status', '--tier', 'sqlite', '--json', '--dir', link],
    { encoding: 'utf8', env },
  );
  const { server } = JSON.parse(status) as { server: string };
  const file = server.split(', ')[1] ?? '';
  expect(file.startsWith(path.join(folder, 'home', 'tiers', 'work-'))).toBe(true);
  expect(statSync(path.dirname(file)).mode & 0o077).toBe(0);
});

test('folders of one space share it, others do not', async () => {
  const other = path.join(folder, 'other');
  mkdirSync(other);
  const tier = await openConfiguredTier(await program('a'), config('team'));
  await tier.state.put('k', 'of the team');
  await tier.close();
  expect(await found('b', other, 'team')).toBe('of the team');
  expect(await found('b', other)).toBeUndefined();
  expect(await found('a')).toBeUndefined();
});

test('a file of an earlier version is taken there with all that it holds', async () => {
  const { file, tier } = await earlier('editor');
  await tier.close();
  const moved = await openConfiguredTier(await program('editor'), config());
  expect((await moved.state.get('k'))?.value).toBe('editor');
  expect(await moved.tasks.dump()).toMatchObject([{ state: 'waiting', payload: 'editor' }]);
  await moved.close();
  expect(existsSync(file)).toBe(false);
  expect(await found('command line')).toBe('editor');
});

test('while somebody has it open it is used where it is, and taken along later', async () => {
  const { file, tier } = await earlier('editor');
  expect(await found('editor')).toBe('editor');
  expect(existsSync(file)).toBe(true);
  await tier.close();
  expect(await found('editor')).toBe('editor');
  expect(existsSync(file)).toBe(false);
});

test('a second earlier file stays where it is, and Doctor says where', async () => {
  for (const name of ['editor', 'command line']) await (await earlier(name)).tier.close();
  expect(await found('editor')).toBe('editor');
  expect(await found('command line')).toBe('editor');
  const env = await program('command line');
  const tier = await openConfiguredTier(env, config());
  const { warnings } = await tierReport(env, config(), tier);
  await tier.close();
  const left = path.join(folder, 'command line', 'tier.db');
  expect(warnings.join()).toContain(`--from sqlite=${left} --to sqlite --merge`);
  const again = await openSqliteTier({ file: left, assetsDir: '' });
  expect((await again.state.get('k'))?.value).toBe('command line');
  await again.close();
});

test('what Doctor says about an earlier file that was left brings conversations, state and tasks of it', async () => {
  for (const name of ['editor', 'command line']) {
    const { tier } = await earlier(name);
    await tier.state.put(`of the ${name}`, 1);
    const sessions = new TierSessionManager({
      open: () => Promise.resolve(tier.state),
      clock: systemClock,
      ids: createIds(),
      logger: silentLogger,
    });
    await sessions.create(`Talk in the ${name}`);
    await sessions.close();
    await tier.close();
  }
  await found('editor');
  const left = path.join(folder, 'command line', 'tier.db');
  const env = { ...process.env, MEMFUN_HOME: path.join(folder, 'home') };
  const command = ['tier', 'migrate', '--from', `sqlite=${left}`, '--to', 'sqlite', '--merge'];
  const run = promisify(execFile);
  const said: { stdout: string; code?: number } = await run(
    process.execPath,
    [MEMFUN, ...command, '--dir', workspace],
    { env },
  ).catch((thrown: { stdout: string; code: number }) => thrown);
  expect(said.code).toBe(1); // both have one key with another value
  expect(said.stdout).toContain('left: k: it is another one at the target.');
  expect(said.stdout).toContain('1 entries of state and 1 tasks are in sqlite');
  const tier = await openConfiguredTier(await program('editor'), config());
  expect((await tier.state.get('k'))?.value).toBe('editor');
  expect((await tier.state.get('of the command line'))?.value).toBe(1);
  expect((await tier.tasks.dump()).map(({ payload }) => payload)).toEqual([
    'editor',
    'command line',
  ]);
  const titles = (await tier.state.list('memfun.session.head.')).map(({ value }) =>
    JSON.stringify(value),
  );
  expect(titles.join()).toContain('Talk in the editor');
  expect(titles.join()).toContain('Talk in the command line');
  await tier.close();
});

test('a file that another process has just taken away is not made anew', async () => {
  const gone = path.join(folder, 'tier.db');
  expect(await moveSqliteFile(gone, path.join(folder, 'there', 'tier.db'))).toBe(false);
  expect(existsSync(gone)).toBe(false);
});

test.runIf(existsSync('/dev/shm'))(
  'a file is taken to another disk once, also when two want to at the same time',
  async () => {
    const disk = mkdtempSync('/dev/shm/memfun-');
    try {
      const { file, tier } = await earlier('editor');
      await tier.close();
      const to = path.join(disk, 'tier.db');
      // Both find no file at first, and one of them places it.
      const both = await Promise.all([moveSqliteFile(file, to), moveSqliteFile(file, to)]);
      expect(both).toContain(true);
      expect(existsSync(file)).toBe(false);
      const moved = await openSqliteTier({ file: to, assetsDir: '' });
      expect((await moved.state.get('k'))?.value).toBe('editor');
      await moved.close();
    } finally {
      rmSync(disk, { recursive: true });
    }
  },
);
