// What SQLite's file is refused for, and who may share it.
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { silentLogger } from '../../../runtime/core/index.js';
import {
  openSqliteTier,
  openTier,
  TierBusyError,
  TierConfigError,
  TierFormatError,
  TierInUseError,
  TierNewerError,
} from '../../../runtime/tiers/index.js';
import { openNodeSqlite } from '../../../runtime/tiers/sqlite/node-sqlite.js';
import { ASSETS, testFolder } from '../../conformance/tiers/sqlite-harness.js';

const folder = testFolder();
let count = 0;
const options = (engine: 'node:sqlite' | 'sql.js') => ({
  file: path.join(folder, `open-${++count}`, 'tier.db'),
  assetsDir: ASSETS,
  engine,
});

/** What the version before made, with one task of each kind. */
const VERSION_3 = [
  `create table state (store text, key blob, value text not null, revision integer not null, expires integer,
     primary key (store, key)) without rowid`,
  'create index state_ends on state (expires) where expires is not null',
  `create table changes (revision integer primary key autoincrement, store text not null, kind text not null,
     key blob not null, value text)`,
  `create table messages (position integer primary key autoincrement, subject blob not null, key blob,
     payload text not null, published integer not null)`,
  `create table groups (queue text primary key, pattern text not null, seen integer not null) without rowid`,
  `create table tasks (seq integer primary key autoincrement, id text not null unique, queue blob not null,
     payload text not null, dedupe blob, lane blob, priority integer not null, most integer not null,
     attempts integer not null, fence integer not null, state integer not null, due integer not null,
     reason text, result text)`,
  'create index tasks_ready on tasks (queue, priority desc, seq) where state = 0',
  'create index tasks_leased on tasks (queue, due) where state = 1',
  'create index tasks_failed on tasks (queue, seq) where state = 3',
  `insert into tasks values
     (1, 'old', x'713a71', '1', null, null, 0, 5, 0, 0, 0, 0, null, null),
     (4, 'held', x'713a71', '2', null, null, 9, 5, 1, 7, 1, ${2 ** 45}, null, null),
     (5, 'urgent', x'713a71', '3', null, null, 1, 5, 0, 0, 0, 0, null, null),
     (9, 'done', x'713a71', '4', null, null, 0, 5, 1, 1, 2, ${2 ** 45}, null, '"r"')`,
  'pragma user_version = 3',
];

test('without SQLite of the host a second process is told who has the file, until that one closes', async () => {
  const alone = options('sql.js');
  const first = await openSqliteTier(alone);
  await expect(openSqliteTier(alone)).rejects.toThrow(TierInUseError);
  await expect(openSqliteTier(alone)).rejects.toThrow(`process ${process.pid}`);
  await expect(openSqliteTier({ ...alone, engine: 'node:sqlite' })).rejects.toThrow(TierInUseError);
  await first.state.put('k', 1);
  await first.close();
  const second = await openSqliteTier(alone);
  expect((await second.state.get('k'))?.value).toBe(1);
  await second.close();
});

test('the lock of a process that was killed is taken over', async () => {
  const alone = options('sql.js');
  mkdirSync(path.dirname(alone.file));
  const script = path.join(folder, 'gone.cjs');
  writeFileSync(script, '');
  const gone = fork(script);
  await once(gone, 'exit');
  const host = JSON.parse(readFileSync(await lockOf(), 'utf8')) as { host: string };
  writeFileSync(`${alone.file}.lock`, JSON.stringify({ ...host, pid: gone.pid }));
  await (await openSqliteTier(alone)).close();
  expect(existsSync(`${alone.file}.lock`)).toBe(false);
});

test('while processes share the file, one that cannot share it is refused', async () => {
  const shared = options('node:sqlite');
  const tier = await openSqliteTier(shared);
  await tier.state.put('k', 1);
  await expect(openSqliteTier({ ...shared, engine: 'sql.js' })).rejects.toThrow(TierInUseError);
  await tier.close();
});

test('a program that holds the file for too long is named as what is in the way, and nothing is half written', async () => {
  const { file } = options('node:sqlite');
  mkdirSync(path.dirname(file));
  const [holder, waiting] = [openNodeSqlite(file), openNodeSqlite(file)];
  waiting.exec('pragma busy_timeout = 20');
  waiting.exec('create table t (x)');
  holder.run('begin immediate', []);
  expect(() => waiting.run('insert into t values (1)', [])).toThrow(TierBusyError);
  holder.rollback();
  expect(waiting.run('insert into t values (1)', [])).toBe(1);
  await Promise.all([holder.close(), waiting.close()]);
});

test('both engines read what the other one wrote', async () => {
  const shared = options('node:sqlite');
  for (const engine of ['node:sqlite', 'sql.js', 'node:sqlite'] as const) {
    const tier = await openSqliteTier({ ...shared, engine });
    const known = Number((await tier.state.get('n'))?.value ?? 0);
    await tier.state.put('n', known + 1);
    await tier.close();
  }
  const last = await openSqliteTier(shared);
  expect((await last.state.get('n'))?.value).toBe(3);
  await last.close();
});

test('tasks of an earlier version of the file keep their order, their leases and their outcomes', async () => {
  const { file } = options('node:sqlite');
  mkdirSync(path.dirname(file));
  const before = openNodeSqlite(file);
  for (const statement of VERSION_3) before.exec(statement);
  await before.close();
  const tier = await openSqliteTier({ file, assetsDir: ASSETS });
  const signal = AbortSignal.timeout(5_000);
  expect(await tier.tasks.look('done')).toEqual({ state: 'done', result: 'r' });
  const leases = [1, 2].map(() => tier.tasks.lease('q', { leaseMs: 60_000, signal }));
  const [first, second] = await Promise.all(leases);
  expect([first?.taskId, second?.taskId]).toEqual(['urgent', 'old']);
  expect(await tier.tasks.dump()).toMatchObject([
    { taskId: 'old', fencingToken: 1 },
    { taskId: 'held', state: 'leased', attempts: 1, fencingToken: 7 },
    { taskId: 'urgent' },
    { taskId: 'done' },
  ]);
  await tier.close();
});

test('after a first write that failed there are the tables again, and no number is given twice', async () => {
  const alone = options('sql.js');
  const tier = await openSqliteTier(alone);
  const told: number[] = [];
  await tier.state.watch('', ({ revision }) => void told.push(revision));
  mkdirSync(`${alone.file}.new`); // where the image would be made
  await expect(tier.state.put('a', 1)).rejects.toThrow('EISDIR');
  rmdirSync(`${alone.file}.new`);
  expect(await tier.state.get('a')).toBeUndefined();
  const given = Math.max(1, ...told);
  expect(await tier.state.put('a', 2)).toBeGreaterThan(given);
  await tier.close();
  const again = await openSqliteTier(alone);
  expect((await again.state.get('a'))?.value).toBe(2);
  await again.close();
});

test('an earlier version of the file that cannot be written yet is one of this version all the same', async () => {
  const alone = options('sql.js');
  mkdirSync(path.dirname(alone.file));
  const before = openNodeSqlite(alone.file);
  for (const statement of VERSION_3) before.exec(statement);
  await before.close();
  const tier = await openSqliteTier(alone);
  mkdirSync(`${alone.file}.new`);
  await expect(tier.state.put('a', 1)).rejects.toThrow('EISDIR');
  rmdirSync(`${alone.file}.new`);
  const signal = AbortSignal.timeout(5_000);
  expect((await tier.tasks.lease('q', { leaseMs: 60_000, signal }))?.taskId).toBe('urgent');
  await tier.close();
});

test('a process whose lock somebody else has meanwhile writes nothing over the other one', async () => {
  const alone = options('sql.js');
  const tier = await openSqliteTier(alone);
  await tier.state.put('a', 1);
  const image = readFileSync(alone.file);
  const other = { pid: process.pid, host: 'elsewhere', token: randomUUID() };
  writeFileSync(`${alone.file}.lock`, JSON.stringify(other));
  await expect(tier.state.put('a', 2)).rejects.toThrow(TierInUseError);
  await expect(tier.close()).rejects.toThrow(TierInUseError);
  expect(readFileSync(alone.file)).toEqual(image);
  expect(JSON.parse(readFileSync(`${alone.file}.lock`, 'utf8'))).toEqual(other);
});

test('a file that is no database, or of a newer version, is refused and left as it is', async () => {
  for (const engine of ['node:sqlite', 'sql.js'] as const) {
    const damaged = options(engine);
    mkdirSync(path.dirname(damaged.file));
    writeFileSync(
      damaged.file,
      'this is no database, and long enough to be looked at as one'.repeat(99),
    );
    const before = readFileSync(damaged.file);
    await expect(openSqliteTier(damaged)).rejects.toThrow(TierFormatError);
    expect(readFileSync(damaged.file)).toEqual(before);
  }
});

test('a file of a newer version is not even written anew by who looks into it', async () => {
  for (const engine of ['node:sqlite', 'sql.js'] as const) {
    const newer = options(engine);
    await (await openSqliteTier({ ...newer, engine: 'node:sqlite' })).close();
    const raised = openNodeSqlite(newer.file);
    raised.exec('pragma user_version = 99');
    await raised.close();
    const before = readFileSync(newer.file);
    await expect(openSqliteTier(newer)).rejects.toThrow(TierNewerError);
    expect(readFileSync(newer.file)).toEqual(before);
  }
});

test('SQLite reports its version and what a loss of power may cost', async () => {
  const tier = await openSqliteTier(options('node:sqlite'));
  const report = await tier.probe();
  expect(report.server).toMatch(/SQLite 3\.\d+/);
  expect(report.warnings).toEqual([]);
  await tier.close();
});

test('without a folder on a local disk it says so', async () => {
  const config = { kind: 'sqlite', servers: [], username: undefined } as const;
  const opening = openTier({
    config,
    namespace: 'x',
    folder: undefined,
    assetsDir: ASSETS,
    password: () => Promise.resolve(undefined),
    logger: silentLogger,
  });
  await expect(opening).rejects.toThrow(TierConfigError);
});

/** A lock file as a tier of this process writes it. */
async function lockOf(): Promise<string> {
  const sample = options('sql.js');
  const tier = await openSqliteTier(sample);
  const copy = path.join(folder, 'lock.json');
  writeFileSync(copy, readFileSync(`${sample.file}.lock`));
  await tier.close();
  return copy;
}
