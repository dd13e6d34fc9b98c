// Crashes of processes and of the server on the NATS tier.
import { beforeAll } from 'vitest';
import { startNats, type TestServer } from '../../conformance/tiers/servers.js';
import { brokerSpec } from './broker.spec.js';
import { faultSpec } from './faults.spec.js';
import { freshPlaces } from './fresh-places.js';

let server: TestServer;
beforeAll(async () => {
  server = await startNats();
});

const freshPlace = freshPlaces('nats', () => server, 'faults');

faultSpec('nats', freshPlace);
brokerSpec('nats', () => server, freshPlace);
