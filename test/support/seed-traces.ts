// Traces of given runs, in a store of their own.
import type { TraceAccess } from '../../runtime/app/index.js';
import type { RunEvent } from '../../runtime/core/index.js';
import { toOtlp } from '../../runtime/traces/index.js';
import { createMemoryFileStore } from './file-stores.js';
import { keepRun, traceStore } from './trace-store.js';

/** @param runs each by its events; one without an end goes on */
export async function seedTraces(runs: readonly (readonly RunEvent[])[]): Promise<TraceAccess> {
  const store = traceStore(createMemoryFileStore());
  for (const [at, events] of runs.entries()) await keepRun(store, events, `ses_${at}`);
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
