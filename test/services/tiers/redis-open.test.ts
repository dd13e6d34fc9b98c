// Opening a Redis tier by configuration: who is refused, and what Doctor hears about the server.
import { Redis } from 'ioredis';
import { beforeAll, expect, test } from 'vitest';
import { silentLogger } from '../../../runtime/core/index.js';
import { openTier, TierConfigError, TierUnreachableError } from '../../../runtime/tiers/index.js';
import { startRedis, type TestServer } from '../../conformance/tiers/servers.js';
import { freePort } from '../../host/servers.mjs';

let durable: TestServer;
let forgetful: TestServer;
let guarded: TestServer;
beforeAll(async () => {
  durable = await startRedis();
  forgetful = await startRedis({
    args: ['--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru'],
  });
  guarded = await startRedis({ args: ['--requirepass', 'open sesame'] });
});

const open = (servers: readonly string[], password?: string) =>
  openTier({
    config: { kind: 'redis', servers, username: undefined },
    namespace: 'open',
    folder: undefined,
    assetsDir: '',
    password: () => Promise.resolve(password),
    logger: silentLogger,
  });
const at = (server: { readonly port: number }): readonly string[] => [
  `redis://127.0.0.1:${server.port}`,
];

test('the configured server is used, and reports version, persistence and latency', async () => {
  const tier = await open(at(durable));
  const report = await tier.probe();
  expect(report.server).toMatch(/^Redis \d+\.\d+\.\d+ at redis:/);
  expect(report.persistence).toContain('Append-only file, synced "everysec"');
  expect(report.latencyMs).toBeGreaterThan(0);
  expect(report.warnings).toEqual([]);
  await tier.close();
});

test('a server that leaves it to its system when something is on the disk is reported as that', async () => {
  const client = new Redis(durable.port);
  await client.config('SET', 'appendfsync', 'no');
  const tier = await open(at(durable));
  expect((await tier.probe()).persistence).toContain('half a minute');
  await client.config('SET', 'appendfsync', 'everysec');
  client.disconnect();
  await tier.close();
});

test('a server that forgets is reported, with what to do', async () => {
  const tier = await open(at(forgetful));
  const { warnings } = await tier.probe();
  expect(warnings.join('\n')).toContain('--appendonly yes');
  expect(warnings.join('\n')).toContain('noeviction');
  await tier.close();
});

test('the password comes from the secrets, and without it the refusal says so', async () => {
  await (await open(at(guarded), 'open sesame')).close();
  for (const password of [undefined, 'wrong']) {
    await expect(open(at(guarded), password)).rejects.toThrow('refused the credentials');
  }
});

test('a server that is not there is named, with a remedy', async () => {
  const servers = at({ port: await freePort() });
  const opening = open(servers);
  await expect(opening).rejects.toThrow(TierUnreachableError);
  await expect(opening).rejects.toThrow(servers[0]);
  await expect(opening).rejects.toMatchObject({
    remedy: expect.stringContaining('Start the server'),
  });
});

test('settings that name no server, or one of another kind, are refused', async () => {
  await expect(open([])).rejects.toThrow(TierConfigError);
  await expect(open(['nats://127.0.0.1:4222'])).rejects.toThrow('no address of such a server');
});
