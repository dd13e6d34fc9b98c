// Workers that are killed and stopped on the Redis tier.
import { beforeAll } from 'vitest';
import { startRedis, type TestServer } from '../../conformance/tiers/servers.js';
import type { Place } from './worker.js';
import { workersSpec } from './workers.spec.js';

let server: TestServer;
let count = 0;
beforeAll(async () => {
  server = await startRedis();
});

const freshPlace = (): Place => ({
  kind: 'redis',
  servers: [`redis://127.0.0.1:${server.port}`],
  namespace: `workers ${++count}`,
});

workersSpec('redis', freshPlace);
