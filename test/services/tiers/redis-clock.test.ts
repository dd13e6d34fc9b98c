// The clock of a machine is set; the server's, on another one, is not.
import { beforeAll } from 'vitest';
import { openRedisTier } from '../../../runtime/tiers/index.js';
import { startRedis, type TestServer } from '../../conformance/tiers/servers.js';
import { clockSpec } from './clock.spec.js';

let server: TestServer;
let count = 0;
beforeAll(async () => {
  server = await startRedis();
});

clockSpec(
  'redis',
  () => {
    const namespace = `clock ${++count}`;
    return () => openRedisTier({ servers: [`redis://127.0.0.1:${server.port}`], namespace });
  },
  true,
);
