// Stores of traces as tests want them: nothing is too much for them. Also for programs beside the tests.
import { createIds, type RunEvent, silentLogger, systemClock } from '../../runtime/core/index.js';
import type { FileStore } from '../../runtime/ports/index.js';
import { redactText } from '../../runtime/safety/index.js';
import {
  TraceStore,
  type TraceStoreOptions,
  type TraceSummary,
} from '../../runtime/traces/index.js';

export function traceStore(files: FileStore, more: Partial<TraceStoreOptions> = {}): TraceStore {
  return new TraceStore({
    files,
    clock: systemClock,
    ids: createIds(),
    logger: silentLogger,
    redact: redactText,
    limits: () => ({ runs: 10_000, bytes: 1e12, ageMs: 1e15 }),
    ...more,
  });
}

export async function keepRun(
  store: TraceStore,
  events: readonly RunEvent[],
  sessionId = 'ses_1',
): Promise<void> {
  const writer = store.record(sessionId);
  for (const event of events) writer.take(event);
  await writer.settled();
}

/** All of them, newest first. */
export async function runsOf(store: TraceStore): Promise<readonly TraceSummary[]> {
  return (await store.find({})).runs;
}
