// The NATS tier keeps every promise of the tier ports.
import { beforeAll } from 'vitest';
import { NATS_CAPABILITIES, openNatsTier } from '../../../runtime/tiers/index.js';
import { startNats, type TestServer } from './servers.js';
import { tierSpec } from './tier.spec.js';

let server: TestServer;
let count = 0;
beforeAll(async () => {
  server = await startNats();
});

tierSpec({
  name: 'nats',
  capabilities: NATS_CAPABILITIES,
  namespace: () => {
    const namespace = `space ${++count}`;
    const servers = [`nats://127.0.0.1:${server.port}`];
    return Promise.resolve({
      open: (options) => openNatsTier({ servers, namespace, ...options }),
    });
  },
});
