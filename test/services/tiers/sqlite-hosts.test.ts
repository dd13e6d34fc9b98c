// Two editor hosts on one SQLite file, one of which is killed; and two machines, which may not share one.
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteTier, TierInUseError } from '../../../runtime/tiers/index.js';
import { ASSETS, testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { eventually } from '../../support/waiting.js';
import { many, tell } from './faults-run.js';
import type { HostReport } from './host.js';
import { type TestProcess, useProcesses } from './processes.js';
import { openPlace, type Place } from './worker.js';

const LEASE_MS = 700;
const { signal } = new AbortController();
const start = useProcesses<HostReport>('host.ts');

test('two hosts offer and do tasks over one file, one is killed twice: none is lost, no effect is done twice', async () => {
  const folder = testFolder();
  const place: Place = { kind: 'sqlite', file: path.join(folder, 'tier.db'), assetsDir: ASSETS };
  const lines = path.join(folder, 'lines');
  writeFileSync(lines, '');
  const offers = many(30);
  const host = (name: string, count = offers) =>
    start(place, { name, leaseMs: LEASE_MS, offers: count, lines });
  const hosts = [host('a'), host('b')];
  const acceptedBy = (one?: TestProcess<HostReport>): readonly string[] =>
    (one?.reports ?? []).flatMap((report) => (report.event === 'accepted' ? [report.taskId] : []));
  for (const next of ['c', 'd']) {
    const victim = hosts.at(-1);
    await eventually(() => expect(acceptedBy(victim).length).toBeGreaterThan(5));
    await victim?.kill();
    hosts.push(host(next));
  }
  for (const survivor of [hosts[0], hosts[3]])
    await eventually(() => expect(acceptedBy(survivor)).toHaveLength(offers));
  const tier = await openPlace(place);
  const accepted = hosts.flatMap(acceptedBy);
  const ends = await Promise.all(accepted.map((id) => tier.tasks.outcome(id, signal)));
  await tier.close();
  const failed = ends.filter(({ state }) => state !== 'done');
  // Only a task that was inside of its effect when its host was killed may be left to a person.
  expect(failed.length).toBeLessThanOrEqual(4);
  const written = readFileSync(lines, 'utf8').split('\n').slice(0, -1);
  expect(new Set(written).size).toBe(written.length);
  expect(written.length).toBeGreaterThanOrEqual(accepted.length - failed.length);
  tell('two hosts, sqlite', {
    accepted: accepted.length,
    done: ends.length - failed.length,
    toPerson: failed.length,
    effects: written.length,
    effectsTwice: written.length - new Set(written).size,
  });
});

test('a file that another machine has open is refused, until that machine is gone', async () => {
  const file = path.join(testFolder(), 'tier.db');
  const open = () => openSqliteTier({ file, assetsDir: ASSETS });
  const [one, two] = [await open(), await open()];
  await Promise.all([one.close(), two.close()]);
  expect(readFileSync(`${file}.machine`, 'utf8')).toBe(os.hostname());
  writeFileSync(`${file}.machine`, 'elsewhere');
  await expect(open()).rejects.toThrow(TierInUseError);
  await expect(open()).rejects.toMatchObject({
    message: expect.stringContaining('the machine elsewhere'),
    remedy: expect.stringContaining('nats'),
  });
  utimesSync(`${file}.machine`, 1, 1);
  await (await open()).close();
});

test('a mark that cannot be set leaves nothing beside the file', async () => {
  const folder = testFolder();
  mkdirSync(path.join(folder, 'tier.db.machine'));
  const opening = openSqliteTier({ file: path.join(folder, 'tier.db'), assetsDir: ASSETS });
  await expect(opening).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['tier.db.machine']);
});
