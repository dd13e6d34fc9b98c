// A memory with a past: given memories, versions, uses and relations written into real segment files at their times.
import { createIds, ManualClock, systemClock } from '../../runtime/core/index.js';
import {
  type MemoryRelation,
  type MemoryService,
  openMemoryOnFiles,
  type Provenance,
} from '../../runtime/memory/index.js';
import {
  type MemoryChange,
  type MemoryFields,
  MemoryStore,
} from '../../runtime/memory/store/index.js';
import { findSecrets } from '../../runtime/safety/index.js';
import { createNodeFileStore, HybridClock, SegmentLog } from '../../runtime/storage/index.js';
import { SQL_ASSETS } from './sql-assets.js';

export interface MemorySeed extends Partial<Omit<MemoryFields, 'provenance'>> {
  readonly id: string;
  readonly content: string;
  /** When it was last written, in milliseconds since the epoch; default an hour ago. */
  readonly at?: number;
  /** Earlier words of it, oldest first. */
  readonly before?: readonly { readonly content: string; readonly at: number }[];
  readonly uses?: number;
  readonly provenance?: Provenance;
}

export interface MemorySeeds {
  readonly memories: readonly MemorySeed[];
  readonly relations?: readonly MemoryRelation[];
}

type Dated = { readonly at: number; readonly user: boolean; readonly change: MemoryChange };

/** The memory in this folder with what is given in it. The caller closes it. */
export async function seedMemory(
  folder: string,
  { memories, relations = [] }: MemorySeeds,
): Promise<MemoryService> {
  const files = {
    user: createNodeFileStore(`${folder}/user`),
    project: createNodeFileStore(folder),
  };
  const now = systemClock.now();
  const users = new Set(memories.flatMap(({ id, layer }) => (layer === 'core' ? [id] : [])));
  const changes: Dated[] = [
    ...memories.flatMap((seed) => changesOf(seed, seed.at ?? now - 3_600_000)),
    ...relations.map(({ kind, ...relation }) => ({
      at: now - 60_000,
      user: users.has(relation.from) && users.has(relation.to),
      change: { ...relation, kind: 'relate' as const, relation: kind },
    })),
  ].sort((a, b) => a.at - b.at);
  for (const user of [true, false]) {
    const mine = changes.filter((one) => one.user === user);
    if (mine.length > 0) await write(files[user ? 'user' : 'project'], user, mine);
  }
  return openMemoryOnFiles({
    userStorage: files.user,
    projectStorage: files.project,
    clock: systemClock,
    ids: createIds(),
    assetsDir: SQL_ASSETS,
    findSecrets,
    pollMs: 50,
  });
}

function changesOf(seed: MemorySeed, at: number): readonly Dated[] {
  const { id, before = [], uses = 0, at: _at, ...given } = seed;
  const user = given.layer === 'core';
  const fields: MemoryFields = {
    layer: 'project',
    category: 'fact',
    tags: [],
    importance: 0.5,
    confidence: 1,
    subject: null,
    fields: {},
    pinned: false,
    status: 'active',
    supersededBy: null,
    createdAt: before[0]?.at ?? at,
    expiresAt: null,
    validTo: null,
    staleSince: null,
    ...given,
    provenance: given.provenance ?? { source: 'user' },
  };
  const set = (content: string, when: number): Dated => ({
    at: when,
    user,
    change: { kind: 'set', id, fields: { ...fields, content } },
  });
  const use: Dated = { at, user, change: { kind: 'use', id, window: 'before', count: uses } };
  return [
    ...before.map((version) => set(version.content, version.at)),
    set(seed.content, at),
    ...(uses === 0 ? [] : [use]),
  ];
}

/** Changes of one time in one batch. */
async function write(
  files: ReturnType<typeof createNodeFileStore>,
  user: boolean,
  changes: readonly Dated[],
): Promise<void> {
  const clock = new ManualClock(0);
  const window = 'seed';
  const log = new SegmentLog({ files, dir: user ? 'memory/user' : 'memory/project', window });
  const store = await MemoryStore.open(log, new HybridClock(clock, window), SQL_ASSETS);
  const batches = new Map<number, MemoryChange[]>();
  for (const { at, change } of changes) {
    const batch = batches.get(at) ?? [];
    batches.set(at, batch);
    batch.push(change);
  }
  for (const [at, batch] of batches) {
    clock.advance(at - clock.now());
    await store.commit(batch);
  }
  await store.close();
}
