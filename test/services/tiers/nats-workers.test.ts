// Workers that are killed and stopped on the NATS tier.
import { beforeAll } from 'vitest';
import { startNats, type TestServer } from '../../conformance/tiers/servers.js';
import type { Place } from './worker.js';
import { workersSpec } from './workers.spec.js';

let server: TestServer;
let count = 0;
beforeAll(async () => {
  server = await startNats();
});

const freshPlace = (): Place => ({
  kind: 'nats',
  servers: [`nats://127.0.0.1:${server.port}`],
  namespace: `workers ${++count}`,
});

workersSpec('nats', freshPlace);
