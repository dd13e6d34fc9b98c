// Stores of traces on a folder of this disk, each with the database over its logs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { traceDatabase } from '../../runtime/app/trace-database.js';
import { createIds, type RunEvent, silentLogger, systemClock } from '../../runtime/core/index.js';
import { redactText } from '../../runtime/safety/index.js';
import { createNodeFileStore } from '../../runtime/storage/index.js';
import { TraceStore, type TraceStoreOptions } from '../../runtime/traces/index.js';
import { SQL_ASSETS } from './memory.js';

/** Removed after the test. */
export function traceFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-traces-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A window on the traces of a folder; closed after the test. */
export function openTraces(folder: string, more: Partial<TraceStoreOptions> = {}): TraceStore {
  const files = createNodeFileStore(folder, { own: true });
  const store = new TraceStore({
    files,
    clock: systemClock,
    ids: createIds(),
    logger: silentLogger,
    redact: redactText,
    limits: () => ({ runs: 10_000, bytes: 1e12, ageMs: 1e15 }),
    database: traceDatabase({ projectStorage: files, assetsDir: SQL_ASSETS }),
    ...more,
  });
  onTestFinished(() => store.close());
  return store;
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
