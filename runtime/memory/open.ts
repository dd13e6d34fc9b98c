// Opening memory: over any two logs, or over the folders of a user and a project.
import type { Clock, IdMaker } from '../core/index.js';
import type { FileStore, KnowledgeBase } from '../ports/index.js';
import type { FindSecrets } from './draft.js';
import type { Meaning } from './embeddings/index.js';
import { logsOnFiles, openStores } from './opened.js';
import { StoredMemoryService } from './service.js';
import { snapshotsInWorker } from './snapshots-in-worker.js';
import type { MemoryService } from './types.js';

interface CommonOptions {
  readonly clock: Clock;
  readonly ids: IdMaker;
  /** Folder with `sql-wasm.wasm`. */
  readonly assetsDir: string;
  readonly findSecrets: FindSecrets;
  /** Vectors, to find by meaning as well; kept up to date until the memory is closed. */
  readonly meaning?: Meaning;
}

export interface MemoryOptions extends CommonOptions {
  /** What is remembered about the user. */
  readonly user: KnowledgeBase;
  /** What is remembered about the project. */
  readonly project: KnowledgeBase;
  /** Id of this window, of lower-case letters, digits and `_`; nobody else may have it. */
  readonly window: string;
  /** Milliseconds between a snapshot's becoming due and its writing. Default 2,000. */
  readonly idleMs?: number;
  /** Writes the snapshots of a large memory where this thread is not held up. @returns whether it did */
  readonly elsewhere?: (() => Promise<boolean>) | undefined;
}

/** Reads both logs. Damage in them is reported by `health`, never thrown. @throws MemoryIndexError */
export async function openMemory(options: MemoryOptions): Promise<MemoryService> {
  const { window, clock, ids, findSecrets, meaning } = options;
  const { user, project, retriever } = await openStores(options);
  return new StoredMemoryService({
    user,
    project,
    retriever,
    window,
    clock,
    ids,
    findSecrets,
    ...(meaning === undefined ? {} : { meaning }),
  });
}

export interface FileMemoryOptions extends CommonOptions {
  readonly userStorage: FileStore;
  readonly projectStorage: FileStore;
  /** Milliseconds between two looks for changes of other windows. Default 5,000. */
  readonly pollMs?: number;
  /** Milliseconds between a snapshot's becoming due and its writing. Default 2,000. */
  readonly idleMs?: number;
  /** Makes the project's log one that is shared with others. */
  readonly share?: ((local: KnowledgeBase) => KnowledgeBase) | undefined;
}

/** Memory in segment files below the two storages. @throws MemoryIndexError */
export async function openMemoryOnFiles({
  userStorage,
  projectStorage,
  pollMs,
  share = (local) => local,
  ...common
}: FileMemoryOptions): Promise<MemoryService> {
  const window = common.ids.next('window');
  const { clock, assetsDir } = common;
  const { user, project } = logsOnFiles({ userStorage, projectStorage, window, clock, pollMs });
  const elsewhere = snapshotsInWorker({ userStorage, projectStorage, assetsDir });
  return openMemory({ ...common, user, project: share(project), window, elsewhere });
}
