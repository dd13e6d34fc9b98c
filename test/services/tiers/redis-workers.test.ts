// Workers that are killed and stopped on the Redis tier.
import { beforeAll } from 'vitest';
import { startRedis, type TestServer } from '../../conformance/tiers/servers.js';
import { freshPlaces } from './fresh-places.js';
import { workersSpec } from './workers.spec.js';

let server: TestServer;
beforeAll(async () => {
  server = await startRedis();
});

const freshPlace = freshPlaces('redis', () => server, 'workers');

workersSpec('redis', freshPlace);
