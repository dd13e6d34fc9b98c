// A primary behind Sentinels is killed under load, and comes back as a copy.
import { beforeAll, expect, test, vi } from 'vitest';
import { silentLogger } from '../../../runtime/core/index.js';
import { LeaseLostError, RevisionConflictError } from '../../../runtime/ports/index.js';
import { openTier, type Tier, TierConfigError } from '../../../runtime/tiers/index.js';
import { settle } from '../../support/waiting.js';
import { isLong, many, tell } from './faults-run.js';
import { startSentinels } from './sentinel-servers.js';

vi.setConfig({ testTimeout: isLong ? 300_000 : 90_000 });
const TASKS = many(150);
const FAILOVERS = Math.ceil(many(1) / 3);
const PATIENT = { timeout: 60_000, interval: 50 };

let place: Awaited<ReturnType<typeof startSentinels>>;
beforeAll(async () => {
  place = await startSentinels();
});

let count = 0;
const open = (servers: readonly string[] = place.addresses): Promise<Tier> =>
  openTier({
    config: { kind: 'redis', servers, username: undefined },
    namespace: `sentinel ${++count}`,
    folder: undefined,
    assetsDir: '',
    password: () => Promise.resolve(undefined),
    logger: silentLogger,
  });

test('the primary is killed under load: no accepted task is lost, none is done twice, no count is lost', async () => {
  const tier = await open();
  expect((await tier.probe()).warnings.join()).not.toContain('no replica');
  const accepted = new Set<string>();
  const done: string[] = [];
  const stop = new AbortController();
  const offering = Array.from({ length: TASKS }, async (_, n) => {
    await settle(n * (isLong ? 70 : 20)); // as long as the failovers take
    accepted.add(await tier.tasks.enqueue({ queue: 'q', payload: n }));
  });
  const working = Array.from({ length: 3 }, async () => {
    while (done.length < TASKS) {
      const stopped = new AbortController();
      const timer = setTimeout(() => stopped.abort(), 1_000);
      const lease = await tier.tasks.lease('q', { leaseMs: 3_000, signal: stopped.signal });
      clearTimeout(timer);
      if (lease === undefined) continue;
      try {
        await lease.complete(null);
        done.push(lease.taskId);
      } catch (error) {
        // The failover took longer than the lease: it is given out again.
        if (!(error instanceof LeaseLostError)) throw error;
      }
    }
  });
  let added = 0;
  const counting = (async () => {
    while (!stop.signal.aborted) {
      const entry = await tier.state.get('n');
      try {
        const next = Number(entry?.value ?? 0) + 1;
        await tier.state.put('n', next, { ifRevision: entry?.revision ?? 0 });
        added++;
      } catch (error) {
        if (!(error instanceof RevisionConflictError)) throw error;
      }
      await settle(10);
    }
  })();
  for (let n = 0; n < FAILOVERS; n++) {
    const before = accepted.size;
    const more = Math.min(TASKS, before + 20);
    await vi.waitFor(() => expect(accepted.size).toBeGreaterThanOrEqual(more), PATIENT);
    const killed = await place.primary();
    await killed.kill();
    const next = async () => expect((await place.primary()).port).not.toBe(killed.port);
    await vi.waitFor(next, PATIENT);
    await killed.restart();
    // Who has lost one server may lose another when there are copies again, not before.
    if (n + 1 < FAILOVERS)
      await vi.waitFor(async () => expect(await place.copies()).toBe(2), PATIENT);
  }
  await Promise.all([...offering, ...working]);
  stop.abort();
  await counting;
  expect(done.length).toBe(TASKS);
  expect(new Set(done)).toEqual(accepted);
  for (const id of accepted) expect(await tier.tasks.look(id)).toMatchObject({ state: 'done' });
  expect((await tier.state.get('n'))?.value).toBe(added);
  tell('failover by Sentinels, redis', {
    failovers: FAILOVERS,
    accepted: accepted.size,
    done: done.length,
    lost: 0,
    counted: added,
  });
  await tier.close();
});

test('addresses of Sentinels that do not fit together are refused, with an example', async () => {
  const wrong = [
    ['redis+sentinel://127.0.0.1:26379'],
    ['redis+sentinel://127.0.0.1:26379/a', 'redis+sentinel://127.0.0.1:26380/b'],
    ['redis+sentinel://127.0.0.1:26379/a', 'redis://127.0.0.1:6379'],
  ];
  for (const servers of wrong) {
    await expect(open(servers)).rejects.toThrow(TierConfigError);
    await expect(open(servers)).rejects.toMatchObject({
      remedy: expect.stringContaining('redis+sentinel://'),
    });
  }
});

if (isLong) {
  test('a name that the Sentinels do not know is said, and what to do', async () => {
    const servers = place.addresses.map((address) => address.replace(/[^/]+$/, 'unknown'));
    await expect(open(servers)).rejects.toMatchObject({
      code: 'tier.unreachable',
      message: expect.stringContaining('unknown'),
    });
  });
}
