// Metrics of memory in the text format of Prometheus: what happened since they were opened, and how much is there.
import type { Logger } from '../core/index.js';
import { memoryStats } from './stats.js';
import type { MemoryEvent, MemoryService } from './types.js';

/** Seconds. */
const BUCKETS = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 1, 5];

export interface MemoryMetrics {
  /** Exposition format 0.0.4. */
  text(): Promise<string>;
  dispose(): void;
}

/** Counts from now on. */
export async function openMemoryMetrics(memory: MemoryService): Promise<MemoryMetrics> {
  const { Counter, Gauge, Histogram, Registry } = await import('./prometheus.chunk.js');
  const registry = new Registry();
  const of = (name: string, help: string) => ({
    name: `memfun_memory_${name}`,
    help,
    registers: [registry],
  });
  const events = new Counter({
    ...of('events_total', 'What happened, by kind.'),
    labelNames: ['type'],
  });
  const touched = new Counter({
    ...of('touched_total', 'Memories that an event was about, by kind.'),
    labelNames: ['type'],
  });
  const seconds = new Histogram({
    ...of('duration_seconds', 'How long a call took, by kind of event.'),
    labelNames: ['type'],
    buckets: BUCKETS,
  });
  const hits = new Gauge(
    of('hit_ratio', 'Share of the memories put before turns that an answer used.'),
  );
  const stored = new Gauge({
    ...of('memories', 'Active memories, by layer.'),
    labelNames: ['layer'],
  });
  const statuses = new Gauge({
    ...of('memories_by_status', 'All memories, by status.'),
    labelNames: ['status'],
  });
  const operations = new Gauge(of('operations', 'Operations in the log.'));
  const damaged = new Gauge(of('damaged_files', 'Files of the log that could not be read whole.'));
  const conflicts = new Gauge(of('conflicts', 'Pairs of memories that contradict each other.'));

  let recalled = 0;
  let used = 0;
  const subscription = memory.onEvent(({ type, ids, ms }: MemoryEvent) => {
    events.inc({ type });
    touched.inc({ type }, ids.length);
    seconds.observe({ type }, ms / 1000);
    if (type === 'memory.recalled') recalled += ids.length;
    if (type === 'memory.used') used += ids.length;
  });
  return {
    async text() {
      const stats = await memoryStats(memory);
      for (const [layer, count] of Object.entries(stats.byLayer)) stored.set({ layer }, count);
      for (const [status, count] of Object.entries(stats.byStatus)) {
        statuses.set({ status }, count);
      }
      operations.set(stats.operations);
      damaged.set(stats.damaged);
      conflicts.set(stats.conflicts);
      hits.set(recalled === 0 ? 0 : used / recalled);
      return registry.metrics();
    },
    dispose: () => subscription.dispose(),
  };
}

/** Writes every event into the log, with the id that ties together what one call caused. */
export function logMemoryEvents(memory: MemoryService, logger: Logger): { dispose(): void } {
  return memory.onEvent(({ type, ids, ms, correlationId }) =>
    logger.debug(type, { memories: ids.length, ms: Math.round(ms), correlationId }),
  );
}
