// Snapshots of a large memory are made in a worker thread: it opens the same folders as another window would.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { FileStore } from '../ports/index.js';

/** What the worker is started with. */
export const snapshotWorkSchema = z.object({
  userRoot: z.string(),
  projectRoot: z.string(),
  assetsDir: z.string(),
});

export interface WorkerOptions {
  readonly userStorage: FileStore;
  readonly projectStorage: FileStore;
  /** Folder with the worker's bundle and `sql-wasm.wasm`. */
  readonly assetsDir: string;
}

/** `undefined` where that cannot be done: without a local disk, or without the worker's bundle. */
export function snapshotsInWorker({
  userStorage,
  projectStorage,
  assetsDir,
}: WorkerOptions): (() => Promise<boolean>) | undefined {
  const { localRoot: userRoot } = userStorage;
  const { localRoot: projectRoot } = projectStorage;
  const file = path.join(assetsDir, 'memory-worker.cjs');
  if (userRoot === undefined || projectRoot === undefined || !existsSync(file)) return undefined;
  let running: Promise<boolean> | undefined;
  return () => {
    // Both stores may ask at the same time; one worker does the work of both.
    running ??= finished(file, { userRoot, projectRoot, assetsDir }).finally(() => {
      running = undefined;
    });
    return running;
  };
}

/** Whether the worker came to its end without an error. */
function finished(file: string, workerData: z.infer<typeof snapshotWorkSchema>): Promise<boolean> {
  return new Promise((resolve) => {
    const worker = new Worker(file, { workerData });
    worker.on('error', () => {
      resolve(false);
    });
    worker.on('exit', (code) => {
      resolve(code === 0);
    });
  });
}
