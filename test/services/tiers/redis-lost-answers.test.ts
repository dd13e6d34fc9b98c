// What a Redis server has done already is not done again when its answer was lost.
import { beforeAll } from 'vitest';
import { openRedisTier } from '../../../runtime/tiers/index.js';
import { startRedis, type TestServer } from '../../conformance/tiers/servers.js';
import { lostAnswersSpec } from './lost-answers.spec.js';

let server: TestServer;
beforeAll(async () => {
  server = await startRedis();
});

lostAnswersSpec(
  'redis',
  () => server.port,
  (port, namespace) => openRedisTier({ servers: [`redis://127.0.0.1:${port}`], namespace }),
  { isSlow: false },
);
