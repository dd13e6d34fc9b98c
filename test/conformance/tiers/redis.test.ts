// The Redis tier keeps every promise of the tier ports, on one server and on a Cluster.
import { Redis } from 'ioredis';
import { beforeAll, expect, test } from 'vitest';
import { openRedisTier, REDIS_CAPABILITIES } from '../../../runtime/tiers/index.js';
import { eventually } from '../../support/waiting.js';
import { startRedis, startRedisCluster, type TestServer } from './servers.js';
import { HOSTILE_NAMES } from './support.js';
import { tierSpec } from './tier.spec.js';

let count = 0;

for (const cluster of [false, true]) {
  let nodes: readonly TestServer[];
  beforeAll(async () => {
    nodes = cluster ? await startRedisCluster() : [await startRedis()];
  });
  // One address is enough: the nodes name each other.
  const servers = (): readonly string[] => [`redis://127.0.0.1:${nodes[0]?.port}`];
  tierSpec({
    name: cluster ? 'redis cluster' : 'redis',
    capabilities: REDIS_CAPABILITIES,
    namespace: () => {
      const namespace = `space ${++count}`;
      return Promise.resolve({
        open: (options) => openRedisTier({ servers: servers(), cluster, namespace, ...options }),
      });
    },
  });
  if (!cluster) {
    test('a ring that cannot be read, as one of another version, makes everybody look', async () => {
      const namespace = `space ${++count}`;
      const tier = await openRedisTier({ servers: servers(), namespace });
      const client = new Redis(servers()[0] ?? '');
      const channel = `{memfun:${encodeURIComponent(namespace)}}:bell`;
      const told: unknown[] = [];
      await tier.bus.subscribe('s', async ({ payload }) => void told.push(payload));
      for (const ring of ['tno-list', 'b{', 'b{"position":1}']) {
        expect(await client.publish(channel, ring)).toBe(1);
      }
      await tier.bus.publish('s', 1);
      await eventually(() => expect(told).toEqual([1]));
      client.disconnect();
      await tier.close();
    });
    continue;
  }

  test('all keys of a namespace have one hash tag, whatever its name; namespaces lie on all nodes', async () => {
    const { signal } = new AbortController();
    for (const namespace of HOSTILE_NAMES) {
      const tier = await openRedisTier({ servers: servers(), cluster, namespace });
      const key = { queue: '{q}', payload: 1, dedupeKey: '{d}', orderKey: '{o}' };
      await tier.tasks.enqueue(key);
      await (await tier.tasks.lease('{q}', { leaseMs: 60_000, signal }))?.fail('{r}');
      await tier.state.put('{k}', 1);
      await tier.bus.publish('{s}', 1);
      await tier.close();
    }
    const tags: Set<string>[] = [];
    for (const { port } of nodes) {
      const node = new Redis(port, '127.0.0.1');
      tags.push(
        new Set((await node.keys('*')).map((stored) => /^\{[^}]*\}/.exec(stored)?.[0] ?? '')),
      );
      node.disconnect();
    }
    expect(tags.map(({ size }) => size > 0)).toEqual([true, true, true]);
    const all = tags.flatMap((of) => [...of]);
    expect(all).not.toContain('');
    expect(new Set(all).size).toBe(all.length);
    for (const namespace of HOSTILE_NAMES)
      expect(all).toContain(`{memfun:${encodeURIComponent(namespace)}}`);
  });

  test('one node of a Cluster that would lose what it has is enough for a warning', async () => {
    const tier = await openRedisTier({ servers: servers(), cluster, namespace: 'doctor' });
    expect((await tier.probe()).warnings).toEqual([]);
    const node = new Redis(nodes[2]?.port ?? 0, '127.0.0.1');
    await node.config('SET', 'appendonly', 'no');
    const report = await tier.probe();
    await node.config('SET', 'appendonly', 'yes');
    expect(report.persistence).toBe('Snapshots at most.');
    expect(report.warnings).toEqual([expect.stringContaining('--appendonly yes')]);
    node.disconnect();
    await tier.close();
  });
}
