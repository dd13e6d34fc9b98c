// Opening memory: over any two logs, or over the folders of a user and a project.
import type { Clock, IdMaker } from '../core/index.js';
import type { FileStore, KnowledgeBase } from '../ports/index.js';
import { HybridClock, SegmentLog } from '../storage/index.js';
import type { FindSecrets } from './draft.js';
import { Retriever } from './retrieval/index.js';
import { StoredMemoryService } from './service.js';
import { inSlices } from './slices.js';
import { MemoryStore } from './store/index.js';
import { Stores } from './stores.js';
import type { MemoryService } from './types.js';

interface CommonOptions {
  readonly clock: Clock;
  readonly ids: IdMaker;
  /** Folder with `sql-wasm.wasm`. */
  readonly assetsDir: string;
  readonly findSecrets: FindSecrets;
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
}

/** Reads both logs. Damage in them is reported by `health`, never thrown. @throws MemoryIndexError */
export async function openMemory(options: MemoryOptions): Promise<MemoryService> {
  const { user, project, window, clock, ids, assetsDir, findSecrets } = options;
  const hlc = new HybridClock(clock, window);
  const idle = options.idleMs === undefined ? {} : { idleMs: options.idleMs };
  const [userStore, projectStore] = await Promise.all([
    MemoryStore.open(user, hlc, assetsDir, idle),
    MemoryStore.open(project, hlc, assetsDir, idle),
  ]);
  const stores = new Stores(userStore, projectStore);
  const retriever = new Retriever(clock);
  // The greater one first: into an empty index its part goes at once.
  for (const store of [projectStore, userStore]) await fill(retriever, store, stores);
  return new StoredMemoryService({
    user: userStore,
    project: projectStore,
    retriever,
    window,
    clock,
    ids,
    findSecrets,
  });
}

/** The index for finding, from the snapshot of the store as far as that goes, and from the memories. */
async function fill(retriever: Retriever, store: MemoryStore, stores: Stores): Promise<void> {
  const update = (ids: Iterable<string>): void => {
    for (const id of ids) {
      const memory = stores.find(id);
      if (memory === undefined) retriever.delete(id);
      else retriever.set(memory);
    }
  };
  const changed = store.keep(
    { update, store: () => retriever.store(stores.layersOf(store)) },
    (bytes) => retriever.restore(bytes, (id) => stores.find(id)),
  );
  if (changed === undefined) {
    await inSlices(store.index.all(), (memories) => {
      for (const memory of memories) {
        // One that moved is deleted here and lives in the other store.
        const moved = memory.status === 'deleted' ? stores.find(memory.id) : undefined;
        retriever.set(moved ?? memory);
      }
    });
  } else await inSlices([...changed], update);
}

export interface FileMemoryOptions extends CommonOptions {
  readonly userStorage: FileStore;
  readonly projectStorage: FileStore;
  /** Milliseconds between two looks for changes of other windows. Default 5,000. */
  readonly pollMs?: number;
  /** Milliseconds between a snapshot's becoming due and its writing. Default 2,000. */
  readonly idleMs?: number;
}

const USER_DIR = 'memory/user';
const PROJECT_DIR = 'memory/project';

/** Memory in segment files below the two storages. @throws MemoryIndexError */
export async function openMemoryOnFiles({
  userStorage,
  projectStorage,
  pollMs,
  ...common
}: FileMemoryOptions): Promise<MemoryService> {
  const window = common.ids.next('window');
  const snapshots = { clock: common.clock };
  const options = { window, snapshots, ...(pollMs === undefined ? {} : { pollMs }) };
  return openMemory({
    ...common,
    window,
    user: new SegmentLog({ files: userStorage, dir: USER_DIR, ...options }),
    project: new SegmentLog({ files: projectStorage, dir: PROJECT_DIR, ...options }),
  });
}
