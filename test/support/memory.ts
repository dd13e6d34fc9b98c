// Memory for tests: real files in a folder of their own, real SQLite, no network.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Clock, createIds, systemClock } from '../../runtime/core/index.js';
import { type Meaning, type MemoryService, openMemoryOnFiles } from '../../runtime/memory/index.js';
import type { KnowledgeBase } from '../../runtime/ports/index.js';
import { findSecrets } from '../../runtime/safety/index.js';
import { createNodeFileStore } from '../../runtime/storage/index.js';
import { SQL_ASSETS } from './sql-assets.js';

export { SQL_ASSETS };

/** An empty folder that is removed when the test is over. */
export function tempFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface OpenOptions {
  readonly clock?: Clock;
  readonly pollMs?: number;
  readonly meaning?: Meaning;
  /** Folder of the user's memory, when it is shared between projects. */
  readonly userFolder?: string;
  /** Makes the project's log one that is shared. */
  readonly share?: (local: KnowledgeBase) => KnowledgeBase;
}

/** A window on the memory in this folder. Closed when the test is over. */
export async function openWindow(
  folder: string,
  { clock = systemClock, pollMs, meaning, userFolder = folder, share }: OpenOptions = {},
): Promise<MemoryService> {
  const memory = await openMemoryOnFiles({
    userStorage: createNodeFileStore(path.join(userFolder, 'user')),
    projectStorage: createNodeFileStore(path.join(folder, 'project')),
    clock,
    ids: createIds(clock),
    assetsDir: SQL_ASSETS,
    findSecrets,
    ...(pollMs === undefined ? {} : { pollMs }),
    ...(meaning === undefined ? {} : { meaning }),
    ...(share === undefined ? {} : { share }),
  });
  onTestFinished(() => memory.close());
  return memory;
}
