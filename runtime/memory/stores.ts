// The two stores of a user and a project as one: where a memory is, and what may be written to it.
import { MemoryMissingError } from './errors.js';
import type { Memory, MemoryLayer, MemoryRelation, MemoryVersion } from './model.js';
import { memoryLayerSchema } from './model.js';
import type { MemoryChange, MemoryStore } from './store/index.js';

export class Stores {
  readonly #user: MemoryStore;
  readonly #project: MemoryStore;
  readonly all: readonly MemoryStore[];

  /** `user` holds the layer `core`, `project` everything else. */
  constructor(user: MemoryStore, project: MemoryStore) {
    this.#user = user;
    this.#project = project;
    this.all = [user, project];
  }

  of(layer: MemoryLayer): MemoryStore {
    return layer === 'core' ? this.#user : this.#project;
  }

  /** Layers that a store holds. */
  layersOf(store: MemoryStore): readonly MemoryLayer[] {
    return memoryLayerSchema.options.filter((layer) => this.of(layer) === store);
  }

  /** A memory that moved from one store to the other is where it is not deleted. */
  find(id: string): Memory | undefined {
    const found = this.all.flatMap(({ index }) => index.get(id) ?? []);
    return found.find(({ status }) => status !== 'deleted') ?? found[0];
  }

  /** @throws MemoryMissingError */
  existing(id: string): Memory {
    const memory = this.find(id);
    if (memory === undefined) throw new MemoryMissingError(id);
    return memory;
  }

  /** Every memory of any status; one that moved is listed once, where it is now. */
  every(): readonly Memory[] {
    const found = new Map<string, Memory>();
    for (const { index } of this.all) {
      for (const memory of index.all()) {
        const other = found.get(memory.id);
        if (other === undefined || other.status === 'deleted') found.set(memory.id, memory);
      }
    }
    return [...found.values()];
  }

  /** Oldest first. @throws MemoryMissingError */
  versions(id: string): readonly MemoryVersion[] {
    return this.of(this.existing(id).layer).index.versions(id);
  }

  /** To and from one memory, or all. A relation between a user's and a project's memory is kept with the project. */
  relations(id?: string): readonly MemoryRelation[] {
    return this.all.flatMap(({ index }) => index.relations(id));
  }

  /** Takes over what other windows have written, to the store of a layer or to both. @returns the ids that may have changed */
  async refresh(layer?: MemoryLayer): Promise<ReadonlySet<string>> {
    const stores = layer === undefined ? this.all : [this.of(layer)];
    const changed = await Promise.all(stores.map((store) => store.refresh()));
    return new Set(changed.flatMap((ids) => [...ids]));
  }

  /** Writes to the store of a layer. @returns the ids that may have changed */
  async commit(layer: MemoryLayer, changes: readonly MemoryChange[]): Promise<ReadonlySet<string>> {
    return changes.length === 0 ? new Set() : this.of(layer).commit(changes);
  }

  async close(): Promise<void> {
    // What is found through one of them may stand in the other: both stay open until both have settled.
    await Promise.all(this.all.map((store) => store.settle()));
    await Promise.all(this.all.map((store) => store.close()));
  }
}
