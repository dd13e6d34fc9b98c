// Traces of given runs, in a store of their own.
import type { TraceAccess } from '../../runtime/app/index.js';
import { createIds, type RunEvent, silentLogger, systemClock } from '../../runtime/core/index.js';
import { redactText } from '../../runtime/safety/index.js';
import { TraceStore, toOtlp } from '../../runtime/traces/index.js';
import { createMemoryFileStore } from './file-stores.js';

/** @param runs each by its events; one without an end goes on */
export async function seedTraces(runs: readonly (readonly RunEvent[])[]): Promise<TraceAccess> {
  const store = new TraceStore({
    files: createMemoryFileStore(),
    clock: systemClock,
    ids: createIds(),
    logger: silentLogger,
    redact: redactText,
    limits: () => ({ runs: 10_000, bytes: 1e9, ageMs: 1e15 }),
  });
  for (const [at, events] of runs.entries()) {
    const writer = store.record(`ses_${at}`);
    for (const event of events) writer.take(event);
    await writer.settled();
  }
  return {
    find: (query) => store.find(query),
    digest: (turnIds, signal) => store.digest(turnIds, signal),
    get: (turnId) => store.get(turnId),
    isRunning: (turnId) => store.isRunning(turnId),
    remove: (turnId) => store.remove(turnId),
    removeOf: (sessionId) => store.removeOf(sessionId),
    add: (record) => store.add(record),
    toOtlp: (records) => toOtlp(records, '0.0.0'),
    toSqlite: async () => new Uint8Array(),
    send: async () => undefined,
    replay: async () => ({ index: 1, engine: 'quickjs', variables: [], differing: [] }),
  };
}
