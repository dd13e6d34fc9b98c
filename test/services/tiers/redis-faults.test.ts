// Crashes of processes and of the server on the Redis tier.
import { beforeAll } from 'vitest';
import { startRedis, type TestServer } from '../../conformance/tiers/servers.js';
import { brokerSpec } from './broker.spec.js';
import { faultSpec } from './faults.spec.js';
import type { Place } from './worker.js';

let server: TestServer;
let count = 0;
beforeAll(async () => {
  // With "everysec" a server whose disk is slow holds back what it has acknowledged, for up to two seconds.
  server = await startRedis({ args: ['--appendfsync', 'always'] });
});

const freshPlace = (): Place => ({
  kind: 'redis',
  servers: [`redis://127.0.0.1:${server.port}`],
  namespace: `faults ${++count}`,
});

faultSpec('redis', freshPlace);
brokerSpec('redis', () => server, freshPlace);
