// Workers that are killed and stopped on the NATS tier.
import { beforeAll } from 'vitest';
import { startNats, type TestServer } from '../../conformance/tiers/servers.js';
import { freshPlaces } from './fresh-places.js';
import { workersSpec } from './workers.spec.js';

let server: TestServer;
beforeAll(async () => {
  server = await startNats();
});

const freshPlace = freshPlaces('nats', () => server, 'workers');

workersSpec('nats', freshPlace);
