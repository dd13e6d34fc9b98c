// The database over the traces says what the logs say, and where it cannot be used the logs are read.
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RunEvent } from '../../../runtime/core/index.js';
import { openSqlFile } from '../../../runtime/tiers/index.js';
import { TRACE_TABLES } from '../../../runtime/traces/database/schema.js';
import {
  type RunQuery,
  summarize,
  type TraceStore,
  type TraceStoreOptions,
  toJsonl,
} from '../../../runtime/traces/index.js';
import { SQL_ASSETS } from '../../support/memory.js';
import { openTraces, traceFolder } from '../../support/trace-database.js';
import { keepRun, runsOf } from '../../support/trace-store.js';
import { tracedRun } from '../../support/traced-run.js';

const databases = (folder: string): readonly string[] =>
  readdirSync(path.join(folder, 'traces')).filter((name) => /^index-\d+\.sqlite$/.test(name));

/** The same traces without a database. */
const byLogs = (folder: string, more: Partial<TraceStoreOptions> = {}): TraceStore =>
  openTraces(folder, { ...more, database: undefined });

const ids = async (store: TraceStore, query: RunQuery = {}): Promise<readonly string[]> =>
  (await store.find(query)).runs.map(({ turnId }) => turnId);

const word = fc.constantFrom('retries', 'QUEUE', 'delay \0 x', 'ok', 'ÄRGER', 'sonnet', '\ud800%_');
const run = fc.record({
  text: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  at: fc.integer({ min: 1, max: 5 }).map((n) => n * 1_000_000),
  session: fc.constantFrom('ses_1', 'ses_2'),
  failed: fc.boolean(),
  /** Of its events; the rest was lost with a window. */
  kept: fc.integer({ min: 1, max: 60 }),
});
const query = fc.record(
  {
    text: fc.array(word, { maxLength: 2 }).map((words) => words.join(' ')),
    sessionId: fc.constantFrom('ses_1', 'ses_3'),
    sinceMs: fc.integer({ min: 0, max: 5 }).map((n) => n * 1_000_000),
    limit: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: [] },
);

it('whatever ran and whatever is asked, both find the same runs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(run, { maxLength: 4 }),
      fc.array(query, { minLength: 1, maxLength: 4 }),
      async (runs, queries) => {
        const folder = traceFolder();
        const [store, logs] = [openTraces(folder), byLogs(folder)];
        for (const [n, { text, at, session, failed, kept }] of runs.entries()) {
          const events = tracedRun({ turnId: `trn_${n}`, text, at, failed });
          await logs.add({
            turnId: `trn_${n}`,
            sessionId: session,
            events: events.slice(0, kept),
            dropped: 0,
          });
        }
        for (const asked of queries)
          expect(await store.find(asked)).toEqual(await logs.find(asked));
        await store.close();
      },
    ),
    { numRuns: 12 },
  );
});

/** The same file read again and again, a skill opened, a run that fails: whatever a digest tells of. */
function eventful(turnId: string, n: number): readonly RunEvent[] {
  const events = tracedRun({
    turnId,
    at: n * 1_000_000,
    failed: n % 3 === 0,
    model: `p/m${n % 2}`,
  });
  const calls = ['readFile', 'readFile', 'readFile', 'skill.use'].map(
    (tool, at): RunEvent => ({
      type: 'step.call',
      at: n * 1_000_000 + 60 + at,
      turnId,
      stepId: `${turnId}_step1`,
      callId: `${turnId}_more${at}`,
      tool,
      summary: tool === 'skill.use' ? `skill → careful\0${n % 2}` : 'readFile a.ts → 3 lines',
      state: n % 4 === 0 && at === 1 ? 'failed' : 'done',
      ms: 3,
    }),
  );
  const at = events.findIndex(({ type }) => type === 'step.call');
  return [...events.slice(0, at + 2), ...calls.slice(0, (n % 4) + 1), ...events.slice(at + 2)];
}

/** Sums of the same numbers in another order differ far behind the point. */
const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, of: unknown) =>
      typeof of === 'number' ? Number(of.toFixed(6)) : of,
    ),
  );

it('of whatever runs, both make the same digest', async () => {
  const folder = traceFolder();
  const logs = byLogs(folder);
  const turnIds = Array.from({ length: 12 }, (_, n) => `trn_${n}`);
  for (const [n, turnId] of turnIds.entries())
    await logs.add({ turnId, sessionId: 's', events: eventful(turnId, n), dropped: 0 });
  const store = openTraces(folder);
  await expect
    .poll(async () => (await store.databaseState())?.runs, { timeout: 20_000 })
    .toBe(turnIds.length);
  const signal = new AbortController().signal;
  const both = async (asked: readonly string[]) => [
    rounded(await store.digest(asked, signal)),
    rounded(await logs.digest(asked, signal)),
  ];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...turnIds, 'trn_gone']), async (asked) => {
      const [one, other] = await both(asked);
      expect(one).toEqual(other);
    }),
    { numRuns: 15 },
  );
  const all = await store.digest(turnIds, signal);
  expect(all.findings.map(({ kind }) => kind)).toContain('re-read');
  expect(all.skills.map(({ name }) => name)).toEqual(['careful\ufffd1']);
  expect(all.failedRuns).toBe(4);
  expect(all.causes.length).toBeGreaterThan(1);
});

it('a digest of runs that still go on, or that is broken off', async () => {
  const folder = traceFolder();
  const store = openTraces(folder);
  await keepRun(store, tracedRun({ turnId: 'trn_1' }));
  await keepRun(store, tracedRun({ turnId: 'trn_2' }).slice(0, 20));
  const found = await store.digest(['trn_2', 'trn_1'], new AbortController().signal);
  expect(found).toMatchObject({ runs: 2, models: [{ calls: 8 }] });
  await expect(store.digest(['trn_2'], AbortSignal.abort())).rejects.toThrow();
});

it('tables of an earlier version are brought forward, and what they did not hold is read', async () => {
  const folder = traceFolder();
  await keepRun(byLogs(folder), tracedRun());
  const log = readdirSync(path.join(folder, 'traces')).filter((name) => name.includes('.seg-'));
  const first = { version: 1, stepsFrom: () => TRACE_TABLES.stepsFrom(0).slice(0, 3) };
  const file = path.join(folder, 'traces/index-1.sqlite');
  const before = await openSqlFile({ file, assetsDir: SQL_ASSETS }, first);
  expect(before.all("select name from sqlite_master where type = 'table'")).toHaveLength(1);
  before.run(
    `insert into runs values (1, 'trn_1', ?, 'ses_1', 1, 1, 'ok', 'm', 1, 1, 1, 1, 1, '', ?)`,
    log.join('\n'),
    JSON.stringify(summarize(await byLogs(folder).get('trn_1'), false)),
  );
  await before.close();
  const store = openTraces(folder);
  expect((await store.digest(['trn_1'], new AbortController().signal)).models).toMatchObject([
    { calls: 5 },
  ]);
  await store.close();
  const after = await openSqlFile({ file, assetsDir: SQL_ASSETS }, TRACE_TABLES);
  expect(after.all('pragma user_version')).toEqual([{ user_version: TRACE_TABLES.version }]);
  expect(after.all('select count(*) as n from runs')).toEqual([{ n: 1 }]);
  await after.close();
});

it('runs of other windows are there when they have ended, and gone when they are removed', async () => {
  const folder = traceFolder();
  const [mine, other] = [openTraces(folder), byLogs(folder)];
  await keepRun(mine, tracedRun({ turnId: 'trn_1', at: 1_000 }));
  expect(await ids(mine)).toEqual(['trn_1']);
  await keepRun(other, tracedRun({ turnId: 'trn_2', at: 2_000 }).slice(0, 12));
  expect((await mine.find({})).runs).toMatchObject([{ status: 'running', steps: 2 }, {}]);
  await keepRun(other, tracedRun({ turnId: 'trn_3', at: 3_000 }));
  await mine.remove('trn_1');
  expect(await ids(mine)).toEqual(['trn_3', 'trn_2']);
  await other.close();
  expect((await mine.find({ text: 'interrupted' })).runs).toMatchObject([{ turnId: 'trn_2' }]);
  await mine.removeOf('ses_1');
  expect(await mine.find({})).toEqual({ runs: [], total: 0 });
});

it('of a run that was removed nothing stays in it', async () => {
  const folder = traceFolder();
  const store = openTraces(folder, { limits: () => ({ runs: 2, bytes: 1e9, ageMs: 1e15 }) });
  for (const n of [1, 2, 3]) {
    await keepRun(store, tracedRun({ turnId: `trn_${n}`, text: `zebra${n}` }));
    await store.prune();
  }
  await store.remove('trn_2');
  await store.close();
  const tables = await openSqlFile(
    { file: path.join(folder, 'traces/index-1.sqlite'), assetsDir: SQL_ASSETS },
    TRACE_TABLES,
  );
  const left = ['runs', 'spans', 'findings'].flatMap((name) => tables.all(`select * from ${name}`));
  await tables.close();
  expect(JSON.stringify(left)).toContain('zebra3');
  expect(JSON.stringify(left)).not.toMatch(/zebra[12]|trn_[12]/);
});

it('a folder that was at rest is listed again as soon as another window changes it', async () => {
  const folder = traceFolder();
  const other = byLogs(folder);
  for (const n of [1, 2]) await keepRun(other, tracedRun({ turnId: `trn_${n}`, at: n }));
  const rested = new Date(Date.now() - 60_000);
  utimesSync(path.join(folder, 'traces'), rested, rested);
  const store = byLogs(folder);
  expect(await ids(store)).toEqual(['trn_2', 'trn_1']);
  expect(await ids(store)).toEqual(['trn_2', 'trn_1']);
  await keepRun(other, tracedRun({ turnId: 'trn_3', at: 3 }));
  expect(await ids(store)).toEqual(['trn_3', 'trn_2', 'trn_1']);
  await other.remove('trn_2');
  expect(await ids(store)).toEqual(['trn_3', 'trn_1']);
});

it('whatever is told of a run as soon as it has ended is kept, also by the window that ran it', async () => {
  const folder = traceFolder();
  const store = openTraces(folder);
  expect(await ids(store)).toEqual([]);
  await keepRun(store, tracedRun());
  for (const rating of ['up', 'down'] as const)
    await store.note({ type: 'turn.rated', at: 9_000_000, turnId: 'trn_1', rating });
  expect(await runsOf(store)).toEqual(await runsOf(byLogs(folder)));
  const { events } = await openTraces(folder).get('trn_1');
  expect(events.slice(0, -2)).toEqual(tracedRun());
  expect(events.slice(-2)).toMatchObject([{ rating: 'up' }, { rating: 'down' }]);
});

it('what is told of a run after its end is read too, and what was read once is not read again', async () => {
  const folder = traceFolder();
  await keepRun(byLogs(folder), tracedRun({ turnId: 'trn_1' }));
  const first = openTraces(folder);
  expect(await ids(first)).toEqual(['trn_1']);
  await first.note({ type: 'turn.rated', at: 9_000_000, turnId: 'trn_1', rating: 'up' });
  expect(await runsOf(first)).toEqual(await runsOf(byLogs(folder)));
  await first.close();

  const log = readdirSync(path.join(folder, 'traces')).filter((name) => name.includes('.seg-'));
  for (const name of log) writeFileSync(path.join(folder, 'traces', name), 'unreadable');
  expect((await openTraces(folder).find({ text: 'retries' })).total).toBe(1);
});

it('it can be lost: it is made again from the logs', async () => {
  const folder = traceFolder();
  const first = openTraces(folder);
  for (const n of [1, 2, 3]) await keepRun(first, tracedRun({ turnId: `trn_${n}` }));
  expect((await first.databaseState())?.runs).toBe(3);
  await first.close();
  const [name = ''] = databases(folder);
  writeFileSync(
    path.join(folder, 'traces', name),
    'no database, and long enough to be one'.repeat(300),
  );
  const again = openTraces(folder);
  expect((await again.databaseState())?.runs).toBe(3);
  expect(await runsOf(again)).toEqual(await runsOf(byLogs(folder)));
  expect(databases(folder).filter((other) => other === name)).toEqual([]);
});

it('also when it is found out only in the middle that a part of it is damaged', async () => {
  const folder = traceFolder();
  const first = openTraces(folder);
  for (let n = 0; n < 40; n++)
    await first.add({
      turnId: `trn_${n}`,
      sessionId: 's',
      events: tracedRun({ turnId: `trn_${n}`, text: 'x'.repeat(300) }),
      dropped: 0,
    });
  await expect.poll(async () => (await first.databaseState())?.runs, { timeout: 20_000 }).toBe(40);
  await first.close();
  const [name = ''] = databases(folder);
  const bytes = readFileSync(path.join(folder, 'traces', name));
  bytes.fill(0xab, Math.floor(bytes.length / 2), bytes.length - 2_000);
  writeFileSync(path.join(folder, 'traces', name), bytes);
  const again = openTraces(folder);
  expect(await ids(again)).toHaveLength(40);
  await expect.poll(async () => (await again.databaseState())?.runs, { timeout: 20_000 }).toBe(40);
  expect(await runsOf(again)).toEqual(await runsOf(byLogs(folder)));
});

it('one of a newer version is left as it is: the logs are read, and Doctor is told what to do', async () => {
  const folder = traceFolder();
  const file = path.join(folder, 'traces/index-1.sqlite');
  const newer = { version: 99, stepsFrom: () => ['create table other (x)'] };
  await (await openSqlFile({ file, assetsDir: SQL_ASSETS }, newer)).close();
  const before = readFileSync(file);
  const store = openTraces(folder);
  await keepRun(store, tracedRun());
  expect(await ids(store)).toEqual(['trn_1']);
  const state = await store.databaseState();
  expect(state?.problem?.message).toContain('newer version');
  expect(state?.problem?.remedy).toContain('remove that file');
  await store.close();
  expect(readFileSync(file)).toEqual(before);
});

it.each(['ENOSPC', 'EROFS', 'EACCES'])('%s: the runs are listed from their logs', async (code) => {
  const folder = traceFolder();
  const open = () => Promise.reject(Object.assign(new Error(code), { code }));
  const store = openTraces(folder, { database: open });
  await keepRun(store, tracedRun());
  expect(await ids(store, { text: 'retries' })).toEqual(['trn_1']);
  expect((await store.databaseState())?.problem?.message).toContain(code);
});

it('of many logs that it does not hold a few are read at a time, and meanwhile everything is answered', async () => {
  const folder = traceFolder();
  const logs = byLogs(folder);
  for (let n = 0; n < 30; n++) {
    const turnId = `trn_${n}`;
    await logs.add({
      turnId,
      sessionId: 's',
      events: tracedRun({ turnId, at: n + 1 }),
      dropped: 0,
    });
  }
  let now = 0;
  const slow = { now: () => Date.now(), monotonic: () => (now += 100) };
  const store = openTraces(folder, { clock: slow });
  expect((await store.databaseState())?.runs).toBeLessThan(30);
  expect((await store.find({ limit: 3 })).total).toBe(30);
  await expect.poll(async () => (await store.databaseState())?.runs, { timeout: 20_000 }).toBe(30);
});

it('what is over the limits is removed by what it knows of them, as without it', async () => {
  for (const limits of [{ runs: 2 }, { bytes: 12_000 }, { ageMs: 1 }]) {
    const kept = await Promise.all(
      [openTraces, byLogs].map(async (open) => {
        const folder = traceFolder();
        const store = open(folder, {
          limits: () => ({ runs: 100, bytes: 1e9, ageMs: 1e15, ...limits }),
        });
        for (const n of [1, 2, 3]) await keepRun(store, tracedRun({ turnId: `trn_${n}`, at: n }));
        await store.prune();
        return ids(store);
      }),
    );
    expect(kept[0]).toEqual(kept[1]);
    expect(kept[0]?.length).toBeLessThan(3);
  }
});

it('exports and imports are of the logs, and what was imported is found', async () => {
  const [from, to] = [openTraces(traceFolder()), openTraces(traceFolder())];
  await keepRun(from, tracedRun());
  expect(await ids(to)).toEqual([]);
  expect(await to.add(await from.get('trn_1'))).toBe(true);
  expect(await ids(to)).toEqual(['trn_1']);
  expect(toJsonl(await to.get('trn_1'))).toBe(toJsonl(await from.get('trn_1')));
});
