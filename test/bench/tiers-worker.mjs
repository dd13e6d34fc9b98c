// A worker process for the measurement of tiers: takes the tasks of one queue and does nothing with them.
import { bundled } from './bundle.mjs';

const { kind, ...place } = JSON.parse(process.argv[2]);
const tiers = await bundled(
  "export { openNatsTier, openRedisTier, openSqliteTier } from './runtime/tiers/index.ts';",
  { chunks: true },
);
const open = { sqlite: tiers.openSqliteTier, redis: tiers.openRedisTier, nats: tiers.openNatsTier };
const tier = await open[kind](place);
process.send('ready');
const { signal } = new AbortController();
for (;;) {
  const lease = await tier.tasks.lease('done', { leaseMs: 60_000, signal });
  await lease.complete(null);
}
