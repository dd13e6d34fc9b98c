// Plans on workers of a Redis server.
import { beforeAll } from 'vitest';
import { startRedis, type TestServer } from '../../conformance/tiers/servers.js';
import { planSpec } from './plan.spec.js';

let server: TestServer;
beforeAll(async () => {
  server = await startRedis();
});
planSpec({ kind: 'redis', address: () => `redis://127.0.0.1:${server.port}` }, false, () => server);
