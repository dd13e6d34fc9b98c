// What a NATS server has done already is not done again when its answer was lost.
import { beforeAll } from 'vitest';
import { openNatsTier } from '../../../runtime/tiers/index.js';
import { startNats, type TestServer } from '../../conformance/tiers/servers.js';
import { lostAnswersSpec } from './lost-answers.spec.js';

let server: TestServer;
beforeAll(async () => {
  server = await startNats();
});

lostAnswersSpec(
  'nats',
  () => server.port,
  (port, namespace) => openNatsTier({ servers: [`nats://127.0.0.1:${port}`], namespace }),
  { asks: /\bH?PUB /, isSlow: true },
);
