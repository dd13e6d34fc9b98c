// Redis behind TLS.
import { startRedis } from '../../conformance/tiers/servers.js';
import { freePort } from '../../host/servers.mjs';
import { tlsSpec } from './tls.spec.js';

tlsSpec('redis', async ({ cert, key }) => {
  const port = await freePort();
  const files = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-auth-clients', 'no'];
  await startRedis({ args: ['--tls-port', `${port}`, ...files] });
  return `rediss://localhost:${port}`;
});
