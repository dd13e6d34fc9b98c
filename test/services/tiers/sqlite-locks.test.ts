// What the lock and the clock of a SQLite file do when the system says no in the middle.
import { execFile, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../runtime/core/index.js';
import { openSqliteTier, TierInUseError } from '../../../runtime/tiers/index.js';
import { SqlDatabase } from '../../../runtime/tiers/sqlite/database.js';
import { openNodeSqlite } from '../../../runtime/tiers/sqlite/node-sqlite.js';
import { TIER_TABLES } from '../../../runtime/tiers/sqlite/schema.js';
import { sharedClock } from '../../../runtime/tiers/sqlite/shared-clock.js';
import { bringUp } from '../../../runtime/tiers/sqlite/versions.js';
import { ASSETS, testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { bundleProgram } from '../../support/bundle-program.js';

const folder = testFolder();
let count = 0;
const fresh = (): string => {
  const place = path.join(folder, `locks-${++count}`);
  mkdirSync(place);
  return path.join(place, 'tier.db');
};
const alone = (file: string) => openSqliteTier({ file, assetsDir: ASSETS, engine: 'sql.js' });

test('a process that can open no more files neither takes the lock of another one nor removes it', async () => {
  const file = fresh();
  const tier = await alone(file);
  const before = readFileSync(`${file}.lock`, 'utf8');
  const program = await bundleProgram(path.join(import.meta.dirname, 'out-of-files.ts'));
  const run = `ulimit -n 64; exec "$0" "$1" "$2"`;
  const { stdout } = spawnSync('sh', ['-c', run, process.execPath, program, file]);
  expect(stdout.toString().split('\n')).toEqual(['take: EMFILE', 'holder: EMFILE', '']);
  expect(readFileSync(`${file}.lock`, 'utf8')).toBe(before);
  await tier.close();
  expect(existsSync(`${file}.lock`)).toBe(false);
});

/** As on a disk on which a file has one name only. */
const NO_LINKS = `require('node:fs/promises').link = () =>
  Promise.reject(Object.assign(new Error('no links here'), { code: 'EPERM' }));`;

test.each([
  ['with', ''],
  ['without', NO_LINKS],
])(
  'of processes that find the lock of a killed one at the same time, exactly one has it, on a disk %s hard links',
  async (_which, preload) => {
    const file = fresh();
    const first = path.join(folder, `preload-${count}.cjs`);
    writeFileSync(first, preload);
    const program = await bundleProgram(path.join(import.meta.dirname, 'lock-taker.ts'));
    const gone = spawnSync(process.execPath, ['-e', '']);
    const rounds = 40;
    const takers = Array.from({ length: 3 }, () =>
      promisify(execFile)(process.execPath, [
        '--require',
        first,
        program,
        file,
        `${gone.pid}`,
        `${rounds}`,
      ]),
    );
    const told = (await Promise.all(takers)).map(({ stdout }): unknown => JSON.parse(stdout));
    expect(told).toEqual(takers.map(() => ({ taken: rounds, together: 0 })));
    // Whatever the takeovers needed is gone.
    expect(readdirSync(path.dirname(file))).toEqual(['tier.db.lock']);
  },
);

test('a lock that is just being made is no lock of nobody; one that was never finished is', async () => {
  const file = fresh();
  writeFileSync(`${file}.lock`, '');
  await expect(alone(file)).rejects.toThrow(TierInUseError);
  const old = new Date(Date.now() - 60_000);
  utimesSync(`${file}.lock`, old, old);
  await (await alone(file)).close();
});

test('what the clock of the machine is behind is kept also when the step that found it is undone', async () => {
  const file = fresh();
  const open = () => {
    const db = new SqlDatabase(openNodeSqlite(file));
    bringUp(db.engine, TIER_TABLES);
    return db;
  };
  const [db, other] = [open(), open()];
  let backMs = 0;
  const wall: Clock = {
    now: () => systemClock.now() - backMs,
    monotonic: () => systemClock.monotonic(),
  };
  const clock = sharedClock(db, wall);
  const before = clock.now();
  backMs = 3_600_000;
  const undone = db.commit('one', () => {
    clock.now();
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await db.commit('clock', () => db.run('delete from state where store = ?', 'none'));
  // Another process that was started after the clock was set.
  expect(sharedClock(other, wall).now()).toBeGreaterThanOrEqual(before);
  // Whoever found it does not forget it when somebody changes something.
  await other.commit('two', () =>
    other.run("insert into state (store, key, value, revision) values ('x', 'y', 'z', 0)"),
  );
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(clock.now()).toBeGreaterThanOrEqual(before);
  await Promise.all([db.close(), other.close()]);
});

test('an image whose clock was set back is written once, and goes on', async () => {
  let backMs = 0;
  const clock: Clock = {
    now: () => systemClock.now() - backMs,
    monotonic: () => systemClock.monotonic(),
  };
  const tier = await openSqliteTier({ file: fresh(), assetsDir: ASSETS, engine: 'sql.js', clock });
  backMs = 3_600_000;
  await tier.state.put('a', 1, { ttlMs: 60_000 });
  expect((await tier.state.get('a'))?.value).toBe(1);
  await tier.close();
});
