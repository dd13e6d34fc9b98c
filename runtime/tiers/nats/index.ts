// The NATS tier: bus, state, queue and registries of several machines, on JetStream.
import { createIds, type Logger, silentLogger, systemClock } from '../../core/index.js';
import { closeInOrder } from '../closing.js';
import { latencyOf } from '../probe.js';
import { storedPorts } from '../stored/index.js';
import type { Tier, TierCapabilities, TierReport } from '../types.js';
import { NatsBusStore } from './bus-store.js';
import { NatsConnection, type NatsConnectionOptions } from './connection.js';
import { NatsStateStore } from './state-store.js';
import { NatsTaskStore } from './task-store.js';

export interface NatsTierOptions extends Omit<NatsConnectionOptions, 'logger'> {
  readonly logger?: Logger;
  /** Messages kept for replay. Default 10,000. Of each key of the state 256 changes are kept. */
  readonly keep?: number;
  /** Waiting tasks that a queue may hold. Default 10,000. */
  readonly maxWaitingTasks?: number;
}

const DEFAULT_KEEP = 10_000;

/** With the server's usual limit for a message; what compresses well may be larger. */
export const NATS_CAPABILITIES: TierCapabilities = {
  durable: true,
  reach: 'network',
  slowSubscribers: 'stored',
  transactions: false,
  maxValueBytes: 2 ** 20 - 8 * 1024,
};

/** @throws TierUnreachableError when the server does not answer, refuses the credentials or has no JetStream */
export async function openNatsTier(options: NatsTierOptions): Promise<Tier> {
  const { logger = silentLogger, keep = DEFAULT_KEEP } = options;
  const nats = await NatsConnection.open({ ...options, logger: logger.child('nats') });
  const [taskStore, state, agentStore] = await Promise.all([
    NatsTaskStore.open(nats, logger),
    NatsStateStore.open(nats, 'state', logger),
    NatsStateStore.open(nats, 'agents', logger),
  ]);
  const busStore = await NatsBusStore.open(nats, taskStore, keep);
  const stored = storedPorts(
    { bus: busStore, tasks: taskStore, state, agents: agentStore },
    { clock: systemClock, ids: createIds(), logger, maxWaiting: options.maxWaitingTasks },
  );
  return {
    kind: 'nats',
    capabilities: NATS_CAPABILITIES,
    ...stored.ports,
    probe: () => probe(nats, state, options),
    close: () =>
      closeInOrder(
        async () => {
          await stored.close();
          await taskStore.close();
        },
        () => nats.client.flush(),
        () => nats.close(),
      ),
  };
}

async function probe(
  nats: NatsConnection,
  state: NatsStateStore,
  { servers, replicas = 1 }: NatsTierOptions,
): Promise<TierReport> {
  const latencyMs = await latencyOf(state);
  const version = nats.client.info?.version ?? 'of unknown version';
  const warnings = [
    'The server writes to disk every two minutes unless its sync_interval says otherwise: a loss of power may cost what was acknowledged since. Set sync_interval: always, or keep three replicas.',
  ];
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major === 2 && minor === 10 && patch >= 20 && patch <= 22) {
    warnings.push(`Version ${version} may lose streams when it crashes. Use 2.10.23 or newer.`);
  }
  const copies = (await nats.info(nats.nameOf('state')))?.config.num_replicas ?? replicas;
  if (copies < replicas) {
    warnings.push(
      `What is stored was made with fewer copies (${copies}) than ${replicas}. Raise them with: nats stream edit --replicas ${replicas}.`,
    );
  }
  return {
    server: `NATS ${version} at ${servers.join(', ')}`,
    latencyMs,
    persistence: `JetStream in files, ${copies} ${copies === 1 ? 'copy' : 'copies'}: a killed server loses nothing.`,
    warnings: copies >= 3 ? warnings.slice(1) : warnings,
  };
}
