// A primary, its copies and the Sentinels that watch them, as programs of this machine.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import { expect, vi } from 'vitest';
import { startRedis, startSentinel, type TestServer } from '../../conformance/tiers/servers.js';
import { testFolder } from '../../conformance/tiers/sqlite-harness.js';

export const PRIMARY = 'memfun-primary';

/** @returns the servers, the first of which is the primary, and the addresses of the Sentinels */
export async function startSentinels(): Promise<{
  readonly servers: readonly TestServer[];
  readonly addresses: readonly string[];
  /** The server that all Sentinels name now. @throws while they do not agree */
  readonly primary: () => Promise<TestServer>;
  /** How many servers copy from it, and have all that it has. */
  readonly copies: () => Promise<number>;
}> {
  const first = await startRedis({ file: true });
  const args = ['--replicaof', `127.0.0.1 ${first.port}`, '--repl-diskless-sync-delay', '0'];
  const copy = { args, file: true };
  const servers = [first, await startRedis(copy), await startRedis(copy)];
  const sentinels = await Promise.all(
    [1, 2, 3].map((n) => {
      const file = path.join(testFolder(), `sentinel-${n}.conf`);
      const lines = [
        `sentinel monitor ${PRIMARY} 127.0.0.1 ${first.port} 2`,
        `sentinel down-after-milliseconds ${PRIMARY} 500`,
        `sentinel failover-timeout ${PRIMARY} 3000`,
      ];
      writeFileSync(file, `${lines.join('\n')}\n`);
      return startSentinel(file);
    }),
  );
  const clients = sentinels.map(({ port }) => {
    const client = new Redis(port, '127.0.0.1', { lazyConnect: true });
    client.on('error', () => undefined); // Sentinels end before it does
    return client;
  });
  const ask = (...words: readonly string[]): Promise<unknown[]> =>
    Promise.all(clients.map((client) => client.call('SENTINEL', ...words)));
  // They must know each other, and both copies, before anything happens.
  await vi.waitFor(
    async () => {
      for (const known of await ask('MASTER', PRIMARY))
        expect(JSON.stringify(known)).toMatch(/"num-slaves","2".*"num-other-sentinels","2"/);
    },
    { timeout: 20_000, interval: 100 },
  );
  const primary = async (): Promise<TestServer> => {
    const named = await ask('GET-MASTER-ADDR-BY-NAME', PRIMARY);
    const ports = new Set(named.map((one) => (Array.isArray(one) ? Number(one[1]) : 0)));
    const [port] = ports;
    if (ports.size !== 1) throw new Error('the Sentinels do not agree yet');
    const server = servers.find((one) => one.port === port);
    if (server === undefined) throw new Error(`no server has the port ${port}`);
    return server;
  };
  return {
    servers,
    addresses: sentinels.map(({ port }) => `redis+sentinel://127.0.0.1:${port}/${PRIMARY}`),
    primary,
    copies: async () => {
      const client = new Redis((await primary()).port, '127.0.0.1');
      try {
        return (await client.info('replication')).match(/state=online/g)?.length ?? 0;
      } finally {
        client.disconnect();
      }
    },
  };
}
