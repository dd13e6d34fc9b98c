// Crashes of processes and of the server on the NATS tier.
import { beforeAll } from 'vitest';
import { startNats, type TestServer } from '../../conformance/tiers/servers.js';
import { brokerSpec } from './broker.spec.js';
import { faultSpec } from './faults.spec.js';
import type { Place } from './worker.js';

let server: TestServer;
let count = 0;
beforeAll(async () => {
  server = await startNats();
});

const freshPlace = (): Place => ({
  kind: 'nats',
  servers: [`nats://127.0.0.1:${server.port}`],
  namespace: `faults ${++count}`,
});

faultSpec('nats', freshPlace);
brokerSpec('nats', () => server, freshPlace);
