// The parts of an open memory: two stores over their logs, and the index for finding that spans both.
import { type Clock, eachInSlices, inSlices } from '../core/index.js';
import type { FileStore, KnowledgeBase } from '../ports/index.js';
import { HybridClock, SegmentLog } from '../storage/index.js';
import type { Meaning } from './embeddings/index.js';
import { Retriever } from './retrieval/index.js';
import { MemoryStore, type MemoryStoreOptions } from './store/index.js';
import { Stores } from './stores.js';

export interface StoresOptions extends MemoryStoreOptions {
  readonly user: KnowledgeBase;
  readonly project: KnowledgeBase;
  readonly window: string;
  readonly clock: Clock;
  readonly assetsDir: string;
  readonly meaning?: Meaning;
}

export interface OpenStores {
  readonly user: MemoryStore;
  readonly project: MemoryStore;
  readonly retriever: Retriever;
}

/** @throws MemoryIndexError */
export async function openStores(options: StoresOptions): Promise<OpenStores> {
  const { window, clock, assetsDir, idleMs, elsewhere } = options;
  const hlc = new HybridClock(clock, window);
  const how = { elsewhere, ...(idleMs === undefined ? {} : { idleMs }) };
  const [user, project] = await Promise.all([
    MemoryStore.open(options.user, hlc, assetsDir, how),
    MemoryStore.open(options.project, hlc, assetsDir, how),
  ]);
  const stores = new Stores(user, project);
  const retriever = new Retriever(clock, {
    ...(options.meaning === undefined ? {} : { meaning: options.meaning }),
    relations: (id) => stores.relations(id),
  });
  // The greater one first: into an empty index its part goes at once.
  for (const store of [project, user]) await fill(retriever, store, stores);
  return { user, project, retriever };
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
  const changed = await store.keep(
    { update, store: () => retriever.store(stores.layersOf(store)) },
    (bytes) => retriever.restore(bytes, (id) => stores.find(id)),
  );
  if (changed !== undefined) {
    await inSlices([...changed], update);
    return;
  }
  await eachInSlices(store.index.all(), (memory) => {
    // One that moved is deleted here and lives in the other store.
    const moved = memory.status === 'deleted' ? stores.find(memory.id) : undefined;
    retriever.set(moved ?? memory);
  });
}

export interface LogsOptions {
  readonly userStorage: FileStore;
  readonly projectStorage: FileStore;
  readonly window: string;
  readonly clock: Clock;
  readonly pollMs?: number | undefined;
}

/** The logs of a user and a project in segment files below the two storages. */
export function logsOnFiles({
  userStorage,
  projectStorage,
  window,
  clock,
  pollMs,
}: LogsOptions): Pick<StoresOptions, 'user' | 'project'> {
  const poll = pollMs === undefined ? {} : { pollMs };
  const options = { window, snapshots: { clock }, ...poll };
  return {
    user: new SegmentLog({ files: userStorage, dir: 'memory/user', ...options }),
    project: new SegmentLog({ files: projectStorage, dir: 'memory/project', ...options }),
  };
}
