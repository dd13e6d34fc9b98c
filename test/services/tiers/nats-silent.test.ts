// A NATS server that says nothing any more keeps nobody waiting without end.
import { openNatsTier } from '../../../runtime/tiers/index.js';
import { startNats } from '../../conformance/tiers/servers.js';
import { PATIENCE_MS, silentSpec } from './silent.spec.js';

silentSpec('nats', startNats, ({ port }) =>
  openNatsTier({
    servers: [`nats://127.0.0.1:${port}`],
    namespace: 'silent',
    patienceMs: PATIENCE_MS,
  }),
);
