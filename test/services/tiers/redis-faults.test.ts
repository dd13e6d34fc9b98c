// Crashes of processes and of the server on the Redis tier.
import { beforeAll } from 'vitest';
import { startRedis, type TestServer } from '../../conformance/tiers/servers.js';
import { brokerSpec } from './broker.spec.js';
import { faultSpec } from './faults.spec.js';
import { freshPlaces } from './fresh-places.js';

let server: TestServer;
beforeAll(async () => {
  // With "everysec" a server whose disk is slow holds back what it has acknowledged, for up to two seconds.
  server = await startRedis({ args: ['--appendfsync', 'always'] });
});

const freshPlace = freshPlaces('redis', () => server, 'faults');

faultSpec('redis', freshPlace);
brokerSpec('redis', () => server, freshPlace);
