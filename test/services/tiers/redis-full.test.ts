// A Redis server that has no memory left, and one whose disk is full.
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LeaseLostError, RevisionConflictError } from '../../../runtime/ports/index.js';
import { openRedisTier, TierFullError } from '../../../runtime/tiers/index.js';
import { startRedis, type TestServer } from '../../conformance/tiers/servers.js';
import { fillDisk, freeDisk, hasSmallDisks, smallDisk } from '../../host/small-disk.mjs';
import { fullSpec } from './full.spec.js';

const { signal } = new AbortController();
let count = 0;
const open = ({ port }: TestServer) =>
  openRedisTier({ servers: [`redis://127.0.0.1:${port}`], namespace: `full ${++count}` });

let server: TestServer;
let admin: Redis;
beforeAll(async () => {
  server = await startRedis({ args: ['--maxmemory-policy', 'noeviction'] });
  admin = new Redis(server.port, '127.0.0.1');
});
afterAll(() => admin.disconnect());

fullSpec('redis, limit of memory', () => ({
  open: () => open(server),
  fill: async () => void (await admin.config('SET', 'maxmemory', '1mb')),
  free: async () => void (await admin.config('SET', 'maxmemory', '0')),
}));

test('without memory, what is held can be kept and ended, and what waits can be taken and cancelled', async () => {
  const tier = await open(server);
  const enqueue = () => tier.tasks.enqueue({ queue: 'q', payload: 'x' });
  const ids = [await enqueue(), await enqueue(), await enqueue(), await enqueue()];
  const take = () => tier.tasks.lease('q', { leaseMs: 60_000, signal });
  const held = await take();
  await admin.config('SET', 'maxmemory', '1mb');
  await expect(enqueue()).rejects.toThrow(TierFullError);
  await held?.heartbeat();
  await held?.complete('kept');
  await (await take())?.retry('again');
  await (await take())?.fail('no good');
  await tier.tasks.cancel(ids[3] ?? '');
  await admin.config('SET', 'maxmemory', '0');
  const states = await Promise.all(ids.map((id) => tier.tasks.look(id)));
  expect(states.map(({ state }) => state)).toEqual(['done', 'failed', 'open', 'cancelled']);
  await tier.close();
});

test('without memory, what has nothing to write says what it found', async () => {
  const tier = await open(server);
  const { state, tasks } = tier;
  await tasks.enqueue({ queue: 'q', payload: 'x' });
  const lost = await tasks.lease('q', { leaseMs: 60_000, signal });
  await tasks.cancel(lost?.taskId ?? '');
  const revision = await state.put('k', 1);
  await admin.config('SET', 'maxmemory', '1mb');
  await state.delete('never was');
  await expect(state.delete('k', { ifRevision: revision + 1 })).rejects.toThrow(
    RevisionConflictError,
  );
  await expect(state.transact([{ key: 'k', ifRevision: revision + 1 }])).rejects.toThrow(
    RevisionConflictError,
  );
  await expect(lost?.retry('too late')).rejects.toThrow(LeaseLostError);
  await admin.config('SET', 'maxmemory', '0');
  await tier.close();
});

if (hasSmallDisks) {
  let disk: Awaited<ReturnType<typeof smallDisk>>;
  let onDisk: TestServer;
  beforeAll(async () => {
    disk = await smallDisk(3_000);
    onDisk = await startRedis({ args: ['--dir', disk.folder] });
  });
  afterAll(() => disk.remove());
  fullSpec('redis, full disk', () => ({
    open: () => open(onDisk),
    fill: () => fillDisk(disk.folder),
    free: () => freeDisk(disk.folder),
  }));
}
