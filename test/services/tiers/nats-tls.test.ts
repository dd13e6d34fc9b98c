// NATS behind TLS.
import { startNats } from '../../conformance/tiers/servers.js';
import { tlsSpec } from './tls.spec.js';

tlsSpec('nats', async ({ cert, key }) => {
  const { port } = await startNats({ config: `tls { cert_file: "${cert}", key_file: "${key}" }` });
  return `tls://localhost:${port}`;
});
