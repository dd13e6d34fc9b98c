// Opening a NATS tier by configuration: who is refused, and what Doctor hears about the server.
import { beforeAll, expect, test } from 'vitest';
import { silentLogger } from '../../../runtime/core/index.js';
import { openTier, TierUnreachableError, TooLargeError } from '../../../runtime/tiers/index.js';
import { startNats, type TestServer } from '../../conformance/tiers/servers.js';
import { freePort } from '../../host/servers.mjs';

let server: TestServer;
let guarded: TestServer;
let plain: TestServer;
beforeAll(async () => {
  server = await startNats();
  guarded = await startNats({ config: 'authorization { user: "me", password: "open sesame" }' });
  plain = await startNats({ jetstream: false });
});

const open = (port: number, username?: string, password?: string) =>
  openTier({
    config: { kind: 'nats', servers: [`nats://127.0.0.1:${port}`], username },
    namespace: 'open',
    folder: undefined,
    assetsDir: '',
    password: () => Promise.resolve(password),
    logger: silentLogger,
  });

test('the configured server is used, and reports version, persistence and latency', async () => {
  const tier = await open(server.port);
  const report = await tier.probe();
  expect(report.server).toMatch(/^NATS \d+\.\d+\.\d+ at nats:/);
  expect(report.latencyMs).toBeGreaterThan(0);
  expect(report.warnings.join('\n')).toContain('sync_interval');
  await tier.close();
});

test('a queue that several begin to use at the same moment is one queue', async () => {
  // One of its own: hundreds of streams that begin at once have ended a server of this version now and then.
  const { port } = await startNats();
  const tiers = await Promise.all([1, 2, 3, 4].map(() => open(port)));
  // The server refuses about one of two hundred.
  for (let round = 0; round < 300; round++)
    await Promise.all(
      tiers.map(({ tasks }) => tasks.enqueue({ queue: `new ${round}`, payload: round })),
    );
  await Promise.all(tiers.map((tier) => tier.close()));
});

test('user and password come from settings and secrets, and without them the refusal says so', async () => {
  await (await open(guarded.port, 'me', 'open sesame')).close();
  await expect(open(guarded.port, 'me', 'wrong')).rejects.toThrow('refused the credentials');
});

test('a server that is not there, or has no JetStream, is named', async () => {
  const nowhere = open(await freePort());
  await expect(nowhere).rejects.toThrow(TierUnreachableError);
  await expect(nowhere).rejects.toMatchObject({
    remedy: expect.stringContaining('Start the server'),
  });
  await expect(open(plain.port)).rejects.toThrow('its JetStream does not');
});

test('a value that the server would not take is refused before it is sent', async () => {
  const tier = await open(server.port);
  const noise = Array.from({ length: 400_000 }, () => Math.random().toString(36)).join('');
  await expect(tier.state.put('k', noise)).rejects.toThrow(TooLargeError);
  await expect(tier.state.put('k'.repeat(5000), 1)).rejects.toThrow(TooLargeError);
  await tier.close();
});
