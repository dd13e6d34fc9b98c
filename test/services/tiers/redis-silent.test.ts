// A Redis that says nothing any more keeps nobody waiting without end.
import { expect, test } from 'vitest';
import { openRedisTier, TierUnreachableError } from '../../../runtime/tiers/index.js';
import { startRedis, type TestServer } from '../../conformance/tiers/servers.js';
import { eventually } from '../../support/waiting.js';
import { PATIENCE_MS, silentSpec } from './silent.spec.js';

const open = ({ port }: TestServer, patienceMs: number) =>
  openRedisTier({ servers: [`redis://127.0.0.1:${port}`], namespace: 'silent', patienceMs });

silentSpec('redis', startRedis, (server) => open(server, PATIENCE_MS));

test('what is asked of it fails in the end, and it is found again when it speaks', async () => {
  const server = await startRedis();
  const tier = await open(server, 300);
  await tier.state.put('k', 1);
  server.pause();
  await expect(tier.state.list('')).rejects.toThrow(TierUnreachableError);
  await expect(tier.state.put('k', 2)).rejects.toThrow(TierUnreachableError);
  server.resume();
  await eventually(async () => expect(await tier.state.put('later', 3)).toBeGreaterThan(0));
  expect((await tier.state.get('later'))?.value).toBe(3);
  await tier.close();
});
