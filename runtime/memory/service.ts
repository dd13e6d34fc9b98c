// The memory of one user and one project: two stores behind one service, every resolved change durable.
import type { Clock, IdMaker } from '../core/index.js';
import { draftOf, type FindSecrets } from './draft.js';
import { MemoryMissingError } from './errors.js';
import { reconcile, withAlternatives } from './reconcile/index.js';
import type { Retriever } from './retrieval/index.js';
import { asksForEverything, chooseRecall } from './retrieval/index.js';
import type { MemoryChange, MemoryFields, MemoryStore } from './store/index.js';
import type {
  Memory,
  MemoryDraft,
  MemoryHealth,
  MemoryHit,
  MemoryLayer,
  MemoryQuery,
  MemoryService,
  Recall,
  SaveOutcome,
} from './types.js';

const DEFAULT_LIMIT = 10;
const DEFAULT_TOKENS = 1_200;
/** The best of these are looked at for a turn; relevance falls with rank. */
const RECALL_CANDIDATES = 50;
/** Memories that a newcomer is compared with. */
const COMPARED = 8;

export interface ServiceOptions {
  /** What is remembered about the user (layer `core`). */
  readonly user: MemoryStore;
  /** Everything else. */
  readonly project: MemoryStore;
  /** Holds the memories of both. */
  readonly retriever: Retriever;
  /** Id of this window, for counting uses. */
  readonly window: string;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly findSecrets: FindSecrets;
}

export class StoredMemoryService implements MemoryService {
  readonly #options: ServiceOptions;
  readonly #stores: readonly MemoryStore[];
  readonly #retriever: Retriever;
  readonly #handlers = new Set<() => void>();
  readonly #subscriptions: readonly { dispose(): void }[];
  /** Changes run one after the other, so that two equal drafts do not both count as new. */
  #work: Promise<unknown> = Promise.resolve();
  #active = 0;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#stores = [options.user, options.project];
    this.#retriever = options.retriever;
    this.#recount();
    this.#subscriptions = this.#stores.map((store) =>
      store.onForeignChange(() => {
        this.#exclusive(() => this.#refresh()).catch(() => undefined);
      }),
    );
  }

  save(draft: MemoryDraft): Promise<SaveOutcome> {
    return this.#exclusive(async () => {
      const { id, fields } = draftOf(draft, this.#options);
      await this.#refresh();
      const store = this.#storeOf(fields.layer);
      const newcomer = { content: fields.content, subject: fields.subject ?? undefined };
      const verdict = reconcile(newcomer, this.#candidates(fields, store));
      if (verdict.action === 'known') return verdict;
      if (verdict.action === 'updated') {
        const memory = await this.#extend(store, verdict.memory, fields);
        return { action: 'updated', memory };
      }
      if (verdict.action === 'added') {
        await this.#commit(store, [{ kind: 'set', id, fields }]);
        return { action: 'added', memory: this.#existing(id) };
      }
      const previous = verdict.memory;
      await this.#commit(store, [
        { kind: 'set', id, fields },
        { kind: 'set', id: previous.id, fields: { status: 'superseded', supersededBy: id } },
        { kind: 'relate', from: id, to: previous.id, relation: 'supersedes', strength: 1 },
      ]);
      return {
        action: 'superseded',
        memory: this.#existing(id),
        previous: this.#existing(previous.id),
      };
    });
  }

  update(id: string, change: Partial<MemoryDraft>): Promise<Memory> {
    return this.#exclusive(async () => {
      await this.#refresh();
      const memory = this.#existing(id);
      const { content = memory.content, layer = memory.layer } = change;
      const checked = draftOf({ ...change, content, layer }, this.#options).fields;
      const fields = pick(checked, change);
      const from = this.#storeOf(memory.layer);
      const to = this.#storeOf(layer);
      if (from !== to) {
        await this.#commit(to, [{ kind: 'set', id, fields: { ...fieldsOf(memory), ...fields } }]);
        await this.#commit(from, [{ kind: 'set', id, fields: { status: 'deleted' } }]);
      } else await this.#commit(to, [{ kind: 'set', id, fields }]);
      return this.#existing(id);
    });
  }

  forget(id: string): Promise<Memory> {
    return this.#setStatus(id, 'deleted');
  }

  restore(id: string): Promise<Memory> {
    return this.#setStatus(id, 'active');
  }

  async get(id: string): Promise<Memory | undefined> {
    await this.#work;
    return this.#find(id);
  }

  async search(query: MemoryQuery): Promise<readonly MemoryHit[]> {
    await this.#work;
    const found = this.#retriever.search(query, query.limit ?? DEFAULT_LIMIT);
    return found.map(({ memory, score, why }) => ({ memory, score, why }));
  }

  async list(filter: Omit<MemoryQuery, 'text'> = {}): Promise<readonly Memory[]> {
    await this.#work;
    return this.#retriever.list(filter);
  }

  async recall(
    text: string,
    { tokenBudget = DEFAULT_TOKENS }: { readonly tokenBudget?: number } = {},
  ): Promise<Recall> {
    await this.#work;
    if (!this.#retriever.asks(text) && asksForEverything(text)) {
      const all = this.#retriever.list({}).map((memory) => ({
        memory,
        score: memory.importance,
        why: `you asked what is remembered; ${memory.category}`,
        coverage: 1,
        strongMatches: 1,
      }));
      return chooseRecall(all, tokenBudget);
    }
    return chooseRecall(this.#retriever.search({ text }, RECALL_CANDIDATES), tokenBudget);
  }

  markUsed(ids: readonly string[]): Promise<void> {
    return this.#exclusive(async () => {
      for (const store of this.#stores) {
        const changes = [...new Set(ids)]
          .filter((id) => store.index.get(id) !== undefined)
          .map((id): MemoryChange => {
            const { window } = this.#options;
            return { kind: 'use', id, window, count: store.index.uses(id, window) + 1 };
          });
        await this.#commit(store, changes);
      }
    });
  }

  /** Handlers must not throw. */
  onChange(handler: () => void): { dispose(): void } {
    this.#handlers.add(handler);
    return { dispose: () => this.#handlers.delete(handler) };
  }

  health(): MemoryHealth {
    return {
      memories: this.#active,
      operations: this.#stores.reduce((sum, { index }) => sum + index.operations(), 0),
      damage: this.#stores.flatMap((store) => store.damage()),
    };
  }

  async close(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#handlers.clear();
    await this.#work;
    await Promise.all(this.#stores.map((store) => store.close()));
  }

  /** A newer version that says more, with the tags of both. */
  async #extend(store: MemoryStore, memory: Memory, fields: MemoryFields): Promise<Memory> {
    const { content, tags, importance, provenance, subject } = fields;
    await this.#commit(store, [
      {
        kind: 'set',
        id: memory.id,
        fields: {
          content,
          provenance,
          tags: [...new Set([...memory.tags, ...tags])],
          importance: Math.max(memory.importance, importance),
          ...(subject === null ? {} : { subject }),
        },
      },
    ]);
    return this.#existing(memory.id);
  }

  #setStatus(id: string, status: 'active' | 'deleted'): Promise<Memory> {
    return this.#exclusive(async () => {
      await this.#refresh();
      const store = this.#storeOf(this.#existing(id).layer);
      const restored = status === 'active' ? { supersededBy: null } : {};
      await this.#commit(store, [{ kind: 'set', id, fields: { status, ...restored } }]);
      return this.#existing(id);
    });
  }

  /** Active memories of the same store that may speak of the same: by their words, and by subject. */
  #candidates({ content, subject }: MemoryFields, store: MemoryStore): readonly Memory[] {
    // A text without any word is compared with all: it can only be equal to one.
    const found = this.#retriever.asks(content)
      ? this.#retriever
          .search({ text: withAlternatives(content) }, COMPARED * 2)
          .map(({ memory }) => memory)
      : this.#retriever.list({});
    const alike = found.filter(({ layer }) => this.#storeOf(layer) === store);
    const same = subject === null ? [] : store.index.activeWithSubject(subject);
    const compared = new Map([...alike, ...same].map((memory) => [memory.id, memory]));
    return [...compared.values()];
  }

  #storeOf(layer: MemoryLayer): MemoryStore {
    return layer === 'core' ? this.#options.user : this.#options.project;
  }

  /** A memory that moved from one store to the other is where it is not deleted. */
  #find(id: string): Memory | undefined {
    const found = this.#stores.flatMap(({ index }) => index.get(id) ?? []);
    return found.find(({ status }) => status !== 'deleted') ?? found[0];
  }

  #existing(id: string): Memory {
    const memory = this.#find(id);
    if (memory === undefined) throw new MemoryMissingError(id);
    return memory;
  }

  async #commit(store: MemoryStore, changes: readonly MemoryChange[]): Promise<void> {
    if (changes.length > 0) this.#changed(await store.commit(changes));
  }

  async #refresh(): Promise<void> {
    for (const store of this.#stores) this.#changed(await store.refresh());
  }

  #changed(ids: ReadonlySet<string>): void {
    if (ids.size === 0) return;
    for (const id of ids) {
      const memory = this.#find(id);
      if (memory === undefined) this.#retriever.delete(id);
      else this.#retriever.set(memory);
    }
    this.#recount();
    for (const handler of this.#handlers) handler();
  }

  #recount(): void {
    this.#active = this.#retriever.count();
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#work.then(work);
    this.#work = result.catch(() => undefined);
    return result;
  }
}

/** Of the checked fields those that the change names. */
function pick(checked: MemoryFields, change: Partial<MemoryDraft>): Partial<MemoryFields> {
  const named = new Set(
    Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [name])),
  );
  return Object.fromEntries(Object.entries(checked).filter(([name]) => named.has(name)));
}

/** Everything of a memory that is set field by field. */
function fieldsOf(memory: Memory): MemoryFields {
  const { id: _id, version: _v, updatedAt: _u, useCount: _c, ...rest } = memory;
  const { subject = null, supersededBy = null, expiresAt = null } = memory;
  return { ...rest, subject, supersededBy, expiresAt };
}
