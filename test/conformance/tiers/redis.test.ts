// The Redis tier keeps every promise of the tier ports, on one server and on a Cluster.
import { beforeAll } from 'vitest';
import { openRedisTier, REDIS_CAPABILITIES } from '../../../runtime/tiers/index.js';
import { startRedis, type TestServer } from './servers.js';
import { tierSpec } from './tier.spec.js';

let count = 0;

for (const cluster of [false, true]) {
  let server: TestServer;
  beforeAll(async () => {
    server = await startRedis({ cluster });
  });
  tierSpec({
    name: cluster ? 'redis cluster' : 'redis',
    capabilities: REDIS_CAPABILITIES,
    namespace: () => {
      const namespace = `space ${++count}`;
      const servers = [`redis://127.0.0.1:${server.port}`];
      return Promise.resolve({
        open: (options) => openRedisTier({ servers, cluster, namespace, ...options }),
      });
    },
  });
}
