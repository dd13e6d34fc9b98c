// Stores of traces on a folder of this disk, each with the database over its logs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { traceDatabase } from '../../runtime/app/trace-database.js';
import { createNodeFileStore } from '../../runtime/storage/index.js';
import type { TraceStore, TraceStoreOptions } from '../../runtime/traces/index.js';
import { SQL_ASSETS } from './memory.js';
import { traceStore } from './trace-store.js';

/** Removed after the test. */
export function traceFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-traces-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A window on the traces of a folder; closed after the test. */
export function openTraces(folder: string, more: Partial<TraceStoreOptions> = {}): TraceStore {
  const files = createNodeFileStore(folder, { own: true });
  const database = traceDatabase({ projectStorage: files, assetsDir: SQL_ASSETS });
  const store = traceStore(files, { database, ...more });
  onTestFinished(() => store.close());
  return store;
}
