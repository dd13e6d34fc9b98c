// Everything that lasts goes from any tier to any other, may be cut off and run again, and is the same afterwards.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createIds, silentLogger, systemClock, toErrorInfo } from '../../../runtime/core/index.js';
import {
  copySessions,
  createFileSessionManager,
  createNodeFileStore,
  type SessionPlace,
  sessionsInFiles,
  sessionsInTier,
  TierSessionManager,
} from '../../../runtime/storage/index.js';
import {
  createInProcessTier,
  mergeTier,
  migrateTier,
  openNatsTier,
  openRedisTier,
  openSqliteTier,
  SourceBusyError,
  TargetNotEmptyError,
  type Tier,
} from '../../../runtime/tiers/index.js';
import { defineHandler, WorkClient, Worker } from '../../../runtime/workers/index.js';
import { startNats, startRedis, type TestServer } from '../../conformance/tiers/servers.js';
import { ASSETS, testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { sampleEvent } from '../../support/sample-events.js';

const folder = testFolder();
const { signal } = new AbortController();
let redis: TestServer;
let nats: TestServer;
let count = 0;
let open: Tier[] = [];

beforeAll(async () => {
  redis = await startRedis();
  nats = await startNats();
});
afterEach(async () => {
  await Promise.all(open.map((tier) => tier.close()));
  open = [];
});

const KINDS = ['in-process', 'sqlite', 'redis', 'nats'] as const;
async function fresh(kind: (typeof KINDS)[number]): Promise<Tier> {
  const namespace = `migration ${++count}`;
  const file = path.join(folder, `${count}`, 'tier.db');
  const tiers = {
    'in-process': async () => createInProcessTier(),
    sqlite: () => openSqliteTier({ file, assetsDir: ASSETS }),
    redis: () => openRedisTier({ servers: [`redis://127.0.0.1:${redis.port}`], namespace }),
    nats: () => openNatsTier({ servers: [`nats://127.0.0.1:${nats.port}`], namespace }),
  };
  const tier = await tiers[kind]();
  open.push(tier);
  return tier;
}
const migrate = (from: Tier, to: Tier, more: { onProgress?: () => void } = {}) =>
  migrateTier({ from, to, source: 'here', clock: systemClock, signal, ...more });

/** Tasks in every state, and state of every sort. @returns ids by what they are */
async function fill({ tasks, state }: Tier) {
  const lease = async () => {
    const held = await tasks.lease('done', { leaseMs: 60_000, signal });
    if (held === undefined) throw new Error('no lease');
    return held;
  };
  await state.put('plain.key', { a: [1, 'ü', null], b: { z: 1, y: 2 } });
  await state.put('ends', 'soon', { ttlMs: 3_600_000 });
  await state.put('k: *?', 'x'.repeat(100_000));
  const done = await tasks.enqueue({ queue: 'done', payload: 'p' });
  await (await lease()).complete({ answer: 'y'.repeat(20_000) });
  const dead = await tasks.enqueue({ queue: 'done', payload: 'dead' });
  await (await lease()).fail('it is poison');
  const again = await tasks.enqueue({ queue: 'done', payload: 'again' });
  await (await lease()).retry('no luck', 3_600_000);
  const cancelled = await tasks.enqueue({ queue: 'q', payload: 'c' });
  await tasks.cancel(cancelled);
  const low = await tasks.enqueue({ queue: 'q', payload: 'low', priority: 1 });
  const high = await tasks.enqueue({ queue: 'q', payload: 'high', priority: 5, dedupeKey: 'd' });
  const first = await tasks.enqueue({ queue: 'lane', payload: 1, orderKey: 'o' });
  const second = await tasks.enqueue({ queue: 'lane', payload: 2, orderKey: 'o' });
  return { done, dead, again, cancelled, low, high, first, second };
}

const WAYS = KINDS.flatMap((from) =>
  KINDS.flatMap((to) => (from === to ? [] : [[from, to] as const])),
);

describe('from one tier to another', () => {
  test.each(WAYS)('%s to %s: state, tasks, outcomes, order and attempts are kept', async (a, b) => {
    const [from, to] = [await fresh(a), await fresh(b)];
    const ids = await fill(from);
    const report = await migrate(from, to);
    expect(report).toMatchObject({ state: 3, tasks: 8, known: 0 });
    expect((await to.state.get('plain.key'))?.value).toEqual({
      a: [1, 'ü', null],
      b: { z: 1, y: 2 },
    });
    expect((await to.state.get('ends'))?.endsAt).toBeGreaterThan(Date.now() + 3_000_000);
    expect((await to.state.get('plain.key'))?.endsAt).toBeUndefined();
    expect(await to.tasks.look(ids.done)).toEqual({
      state: 'done',
      result: { answer: 'y'.repeat(20_000) },
    });
    expect(await to.tasks.look(ids.cancelled)).toEqual({ state: 'cancelled' });
    expect(await to.tasks.deadLetters('done')).toMatchObject([
      { taskId: ids.dead, reason: 'it is poison', attempts: 1 },
    ]);
    const take = async (queue: string) => {
      const lease = await to.tasks.lease(queue, { leaseMs: 60_000, signal });
      if (lease === undefined) throw new Error('no lease');
      return lease;
    };
    expect(await to.tasks.enqueue({ queue: 'q', payload: 'twin', dedupeKey: 'd' })).toBe(ids.high);
    expect((await take('q')).taskId).toBe(ids.high);
    expect((await take('q')).taskId).toBe(ids.low);
    const head = await take('lane');
    expect(head.taskId).toBe(ids.first);
    await head.complete(null);
    expect((await take('lane')).taskId).toBe(ids.second);
    await to.tasks.requeue(ids.dead);
    const dead = await take('done');
    expect(dead).toMatchObject({ taskId: ids.dead, attempt: 1 });
    expect(dead.fencingToken).toBeGreaterThan(1);
    // What was to wait still waits, with the attempt that it has had.
    const records = await to.tasks.dump();
    const waiting = records.find(({ taskId }) => taskId === ids.again);
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(waiting?.dueInMs).toBeGreaterThan(3_000_000);
  });

  test.each(WAYS)('%s to %s: conversations go along, and go on there', async (a, b) => {
    const [from, to] = [await fresh(a), await fresh(b)];
    const open = (tier: Tier) =>
      new TierSessionManager({
        open: () => Promise.resolve(tier.state),
        clock: systemClock,
        ids: createIds(),
        logger: silentLogger,
        snapshotAfter: 3,
      });
    const { sessionId } = await open(from).create('Moves');
    const events = ['turn.started', 'model.called', 'notice', 'model.called'] as const;
    const before = open(from);
    for (const kind of events) await before.append(sessionId, sampleEvent(kind, 't'));
    await migrate(from, to);
    const there = open(to);
    expect(await there.load(sessionId)).toEqual(await open(from).load(sessionId));
    await there.append(sessionId, sampleEvent('turn.ended', 't'));
    const { events: found } = await open(to).load(sessionId);
    expect(found.map(({ type }) => type)).toEqual([...events, 'turn.ended']);
  });

  test.each([['sqlite', 'nats'] as const, ['nats', 'redis'] as const])(
    '%s to %s: cut off after every step and run again, all is there once',
    async (a, b) => {
      const [from, to] = [await fresh(a), await fresh(b)];
      await fill(from);
      let steps = 0;
      for (let isDone = false; !isDone; ) {
        const stop = new AbortController();
        let left = ++steps;
        const run = migrateTier({
          from,
          to,
          source: 'here',
          clock: systemClock,
          signal: stop.signal,
          onProgress: () => {
            if (--left === 0) stop.abort();
          },
        });
        isDone = await run.then(
          () => true,
          () => false,
        );
      }
      expect(steps).toBe(12);
      const { digest, known } = await migrate(from, to);
      expect(known).toBe(11);
      expect(digest).toMatch(/^[0-9a-f]{64}$/);
      expect(await to.tasks.dump()).toHaveLength(8);
    },
  );

  test('a target with something of its own, and a source at work, are refused before anything is written', async () => {
    const [from, to] = [await fresh('sqlite'), await fresh('redis')];
    await fill(from);
    await to.state.put('mine', 1);
    await expect(migrate(from, to)).rejects.toThrow(TargetNotEmptyError);
    expect(toErrorInfo(await migrate(from, to).catch((error: unknown) => error)).remedy).toContain(
      '--merge',
    );
    expect(await to.tasks.dump()).toEqual([]);
    const empty = await fresh('nats');
    const lease = await from.tasks.lease('q', { leaseMs: 60_000, signal });
    await expect(migrate(from, empty)).rejects.toThrow(SourceBusyError);
    expect(await empty.state.list('')).toEqual([]);
    await lease?.complete(null);
    await migrate(from, empty);
    await expect(
      migrateTier({ from, to: empty, source: 'elsewhere', clock: systemClock, signal }),
    ).rejects.toThrow('a migration from here');
  });
});

test.each([['sqlite', 'nats'] as const, ['nats', 'redis'] as const])(
  '%s to %s: a task that was given before is done by a worker at the new place, and whoever gave it can see that',
  async (a, b) => {
    const [from, to] = [await fresh(a), await fresh(b)];
    const kind = { kind: 'double', input: z.number(), output: z.number() };
    const client = (tier: Tier) => new WorkClient(tier, createIds(), systemClock, silentLogger);
    const { taskId } = await client(from).submit(kind, 21, { title: 'Double it' });
    await migrate(from, to);
    const worker = new Worker(to, {
      id: 'w',
      name: 'w',
      version: '1.0.0',
      handlers: [defineHandler({ ...kind, run: async (n) => 2 * n })],
      concurrency: 1,
      clock: systemClock,
      logger: silentLogger,
    });
    await worker.start();
    expect(await to.tasks.outcome(taskId, signal)).toEqual({ state: 'done', result: 42 });
    expect(await client(to).list()).toMatchObject([{ taskId, title: 'Double it', state: 'done' }]);
    await worker.drain(0);
  },
);

describe('into a tier that is in use', () => {
  const merge = (from: Tier, to: Tier, stop = signal, onProgress?: () => void) =>
    mergeTier({
      from,
      to,
      except: (key) => key === 'apart',
      clock: systemClock,
      signal: stop,
      ...(onProgress === undefined ? {} : { onProgress }),
    });

  test.each([
    ['sqlite', 'sqlite'] as const,
    ['sqlite', 'nats'] as const,
    ['nats', 'redis'] as const,
  ])(
    '%s to %s: what is new is brought, what is there stays, and what does not fit is named',
    async (a, b) => {
      const [from, to] = [await fresh(a), await fresh(b)];
      const ids = await fill(from);
      await from.state.put('both', 'same');
      await from.state.put('apart', 1);
      await to.state.put('both', 'same');
      await to.state.put('plain.key', 'theirs');
      const theirs = await to.tasks.enqueue({ queue: 'q', payload: 'theirs', dedupeKey: 'd' });
      const report = await merge(from, to);
      expect(report).toMatchObject({ state: 3, tasks: 8, known: 1, left: ['plain.key'] });
      expect(report.digest).toMatch(/^[0-9a-f]{64}$/);
      expect((await to.state.get('plain.key'))?.value).toBe('theirs');
      expect((await to.state.get('k: *?'))?.value).toBe('x'.repeat(100_000));
      expect((await to.state.get('ends'))?.endsAt).toBeGreaterThan(Date.now() + 3_000_000);
      expect(await to.state.get('apart')).toBeUndefined();
      expect((await from.state.get('plain.key'))?.value).not.toBe('theirs');
      expect(await to.tasks.look(ids.done)).toMatchObject({ state: 'done' });
      // Their own task keeps its key.
      expect(await to.tasks.enqueue({ queue: 'q', payload: 2, dedupeKey: 'd' })).toBe(theirs);
      expect(await to.tasks.look(ids.high)).toEqual({ state: 'open' });
      await to.tasks.cancel(ids.low);
      const again = await merge(from, to);
      expect(again).toMatchObject({ state: 3, known: 11, left: ['plain.key'] });
      expect(await to.tasks.look(ids.low)).toEqual({ state: 'cancelled' });
    },
  );

  test('cut off after every step and run again, all is there once', async () => {
    const [from, to] = [await fresh('sqlite'), await fresh('redis')];
    await fill(from);
    await to.tasks.enqueue({ queue: 'q', payload: 'theirs' });
    for (let steps = 1, isDone = false; !isDone; steps++) {
      const stop = new AbortController();
      let left = steps;
      const count = (): void => {
        if (--left === 0) stop.abort();
      };
      isDone = await merge(from, to, stop.signal, count).then(
        () => true,
        () => false,
      );
    }
    expect(await to.tasks.dump()).toHaveLength(9);
    expect(await merge(from, to)).toMatchObject({ state: 3, known: 11, left: [] });
  });

  test('tasks that are being worked on are refused before anything is written', async () => {
    const [from, to] = [await fresh('sqlite'), await fresh('redis')];
    await fill(from);
    await from.tasks.lease('q', { leaseMs: 60_000, signal });
    await expect(merge(from, to)).rejects.toThrow(SourceBusyError);
    expect(await to.state.list('')).toEqual([]);
  });
});

describe('conversations in files', () => {
  const makers = { clock: systemClock, ids: createIds(), logger: silentLogger };
  const filesAt = (name: string) => createNodeFileStore(path.join(folder, `${++count} ${name}`));
  const inTier = (tier: Tier) =>
    new TierSessionManager({ open: () => Promise.resolve(tier.state), ...makers });
  const copy = (from: SessionPlace, to: SessionPlace) => copySessions({ from, to, signal });
  const EVENTS = ['turn.started', 'model.called', 'notice', 'turn.ended'] as const;

  /** Two conversations, the second one large. @returns their ids */
  async function talk(files: ReturnType<typeof filesAt>): Promise<readonly string[]> {
    const sessions = createFileSessionManager({ files, ...makers });
    const ids: string[] = [];
    for (const title of ['First', 'Große']) {
      const { sessionId } = await sessions.create(title);
      for (const kind of EVENTS) await sessions.append(sessionId, sampleEvent(kind, 't'));
      ids.push(sessionId);
    }
    const [first = '', second = ''] = ids;
    for (let n = 0; n < 40; n++)
      await sessions.append(second, {
        type: 'notice',
        at: n,
        turnId: 't',
        level: 'info',
        text: `${n} ${'ü'.repeat(10_000)}`,
      });
    await sessions.rename(first, 'The first');
    await sessions.close();
    return ids;
  }
  const contents = (files: ReturnType<typeof filesAt>): Record<string, string> => {
    const dir = path.join(files.root, 'sessions');
    return Object.fromEntries(
      readdirSync(dir).map((name) => [name, readFileSync(path.join(dir, name), 'latin1')]),
    );
  };

  test.each(KINDS)(
    'go into %s and back, are the same everywhere, and the originals stay as they are',
    async (kind) => {
      const [files, back, tier] = [filesAt('from'), filesAt('back'), await fresh(kind)];
      const ids = await talk(files);
      const before = contents(files);
      const [here, there] = [sessionsInFiles(files, makers), sessionsInTier(tier.state, makers)];
      const report = await copy(here, there);
      expect(report).toMatchObject({ copied: 2, known: 0, left: [] });
      expect(await copy(here, there)).toEqual({ ...report, copied: 0, known: 2 });
      const again = await copy(there, sessionsInFiles(back, makers));
      expect(again).toEqual(report);
      expect(contents(files)).toEqual(before);
      const original = createFileSessionManager({ files, ...makers });
      const returned = createFileSessionManager({ files: back, ...makers });
      for (const id of ids) {
        const { info, events } = await original.load(id);
        expect(await inTier(tier).load(id)).toEqual({ info, events });
        expect(await returned.load(id)).toEqual({ info, events });
      }
      // They go on there, and what they are more comes along the next time.
      const [first = ''] = ids;
      await inTier(tier).append(first, sampleEvent('notice', 't'));
      expect((await copy(there, sessionsInFiles(back, makers))).copied).toBe(1);
      expect(
        (await createFileSessionManager({ files: back, ...makers }).load(first)).events,
      ).toHaveLength(5);
      expect(await copy(here, there)).toMatchObject({
        known: 1,
        left: [{ sessionId: first, reason: 'it has gone on at the target.' }],
      });
    },
  );

  test('cut off after any write and run again, each is there once and whole', async () => {
    const files = filesAt('cut');
    const ids = await talk(files);
    const here = sessionsInFiles(files, makers);
    const tier = await fresh('in-process');
    let writes = 0;
    for (let allowed = 1, isDone = false; !isDone; allowed++) {
      writes = 0;
      const state = new Proxy(tier.state, {
        get: (target, key) => {
          const found: unknown = Reflect.get(target, key);
          if (typeof found !== 'function') return found;
          return (...args: readonly unknown[]): unknown => {
            if (key === 'put' && ++writes > allowed) throw new Error('killed');
            return Reflect.apply(found, target, args);
          };
        },
      });
      isDone = (await copy(here, sessionsInTier(state, makers))).left.length === 0;
      // Whatever is listed is whole.
      for (const { sessionId } of await inTier(tier).list())
        expect((await inTier(tier).load(sessionId)).events.length).toBeGreaterThanOrEqual(4);
    }
    expect(await inTier(tier).list()).toHaveLength(2);
    const [, second = ''] = ids;
    expect((await inTier(tier).load(second)).events).toHaveLength(44);
    // Nothing is left over of what was cut off.
    const kept = await tier.state.list('memfun.session.snapshot.');
    expect(new Set(kept.map(({ key }) => key.replace(/\.\d+$/, ''))).size).toBe(2);
  });

  test('one that was deleted, is another one at the target, or cannot be read, is left and told', async () => {
    const [files, back, tier] = [filesAt('some'), filesAt('deleted'), await fresh('in-process')];
    const [first = '', second = ''] = await talk(files);
    const here = sessionsInFiles(files, makers);
    const there = sessionsInTier(tier.state, makers);
    const target = sessionsInFiles(back, makers);
    await copy(here, target);
    await createFileSessionManager({ files: back, ...makers }).delete(first);
    expect((await copy(here, target)).left).toEqual([
      { sessionId: first, reason: 'it was deleted at the target.' },
    ]);
    await there.add(second, [{ kind: 'created', title: 'Other', at: 1 }], 0);
    expect((await copy(here, there)).left).toEqual([
      { sessionId: second, reason: 'another conversation has its name at the target.' },
    ]);
    const none = filesAt('none');
    await none.write('sessions/ses_1.seg-broken', new TextEncoder().encode('not a log'));
    expect(await copy(sessionsInFiles(none, makers), there)).toMatchObject({
      copied: 0,
      left: [{ sessionId: 'ses_1', reason: 'nothing of it can be read.' }],
    });
  });
});
