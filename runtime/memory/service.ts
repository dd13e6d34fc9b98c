// The memory of one user and one project: two stores behind one service, every resolved change durable.
import type { Clock, IdMaker } from '../core/index.js';
import { breathe } from '../core/index.js';
import { consequences, fieldsOf, pick, relate, withMore } from './changes.js';
import { type DraftOptions, draftOf, type FindSecrets } from './draft.js';
import type { Meaning } from './embeddings/index.js';
import type { MemoryBatch, TakenIn } from './exchange/records.js';
import { takeIn } from './exchange/take-in.js';
import { passes } from './filter.js';
import { FADED, retention } from './forgetting.js';
import { isInjectable } from './injectable.js';
import { Notices } from './notices.js';
import { isSummary } from './recent/index.js';
import {
  judgeDoubt,
  leastCommonTerms,
  reconcile,
  subjectForms,
  withAlternatives,
} from './reconcile/index.js';
import { conflictsIn, relationsIn } from './relations.js';
import type { Retriever } from './retrieval/index.js';
import { askedFor, asksForEverything, chooseRecall } from './retrieval/index.js';
import { staleBehind } from './staleness/index.js';
import type { MemoryChange, MemoryFields, MemoryStore } from './store/index.js';
import { Stores } from './stores.js';
import type {
  Memory,
  MemoryConflict,
  MemoryDraft,
  MemoryEvent,
  MemoryFilter,
  MemoryHealth,
  MemoryHistory,
  MemoryHit,
  MemoryLayer,
  MemoryQuery,
  MemoryRelation,
  MemoryService,
  Recall,
  RelationKind,
  SavedNote,
  SaveOptions,
  SaveOutcome,
} from './types.js';

const DEFAULT_LIMIT = 10;
const DEFAULT_TOKENS = 1_200;
/** The best of these are looked at for a turn; relevance falls with rank. */
const RECALL_CANDIDATES = 50;
/** Of a memory that holds. */
const HELD = { status: 'active', supersededBy: null, validTo: null } as const;
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
  /** The retriever's vectors. */
  readonly meaning?: Meaning;
}

export class StoredMemoryService implements MemoryService {
  readonly #stores: Stores;
  readonly #retriever: Retriever;
  readonly #notices: Notices;
  readonly #clock: Clock;
  readonly #window: string;
  readonly #drafting: DraftOptions;
  readonly #subscriptions: readonly { dispose(): void }[];
  readonly #closed = new AbortController();
  /** Changes run one after the other, so that two equal drafts do not both count as new. */
  #work: Promise<unknown> = Promise.resolve();

  constructor({ user, project, retriever, window, meaning, ...common }: ServiceOptions) {
    this.#stores = new Stores(user, project);
    this.#retriever = retriever;
    this.#notices = new Notices(common.clock, common.ids);
    this.#clock = common.clock;
    this.#window = window;
    this.#drafting = common;
    void meaning?.follow(this.#closed.signal);
    this.#subscriptions = this.#stores.all.map((store) =>
      store.onForeignChange(() => {
        this.#exclusive(() => this.#refresh()).catch(() => undefined);
      }),
    );
  }

  async save(draft: MemoryDraft, { judge }: SaveOptions = {}): Promise<SaveOutcome> {
    const tell = this.#notices.call();
    const { id, fields } = draftOf(draft, this.#drafting);
    const { layer, content, subject, provenance } = fields;
    const newcomer = { content, subject: subject ?? undefined, source: provenance.source };
    const compared = async (): Promise<readonly Memory[]> => {
      const refreshed = this.#refresh(layer);
      // Lets it set out: the folder is read while this compares.
      await breathe();
      const candidates = this.#candidates(fields);
      return (await refreshed) ? this.#candidates(fields) : candidates;
    };
    // Others may save while a judge thinks; what it compared is looked at again below.
    const judged = judge && (await judgeDoubt(newcomer, await this.#exclusive(compared), judge));
    return this.#exclusive(async () => {
      const verdict = reconcile(newcomer, await compared(), judged);
      if (verdict.action === 'known') return verdict;
      if (verdict.action === 'updated') {
        const memory = await this.#extend(verdict.memory, fields);
        tell('memory.updated', [memory.id]);
        return { action: 'updated', memory };
      }
      const added: MemoryChange = { kind: 'set', id, fields };
      if (verdict.action === 'added') {
        await this.#commit(layer, [added]);
        tell('memory.created', [id]);
        return { action: 'added', memory: this.#stores.existing(id) };
      }
      const { id: other } = verdict.memory;
      await this.#commit(layer, [
        added,
        ...consequences[verdict.action](other, id, this.#clock.now()),
      ]);
      tell('memory.created', [id]);
      tell(verdict.action === 'superseded' ? 'memory.superseded' : 'memory.related', [other, id]);
      return {
        action: verdict.action,
        memory: this.#stores.existing(id),
        previous: this.#stores.existing(other),
      };
    });
  }

  async check(draft: MemoryDraft): Promise<void> {
    draftOf(draft, this.#drafting);
  }

  add(draft: MemoryDraft): Promise<Memory> {
    const tell = this.#notices.call();
    return this.#exclusive(async () => {
      const { id, fields } = draftOf(draft, this.#drafting);
      await this.#commit(fields.layer, [{ kind: 'set', id, fields }]);
      tell('memory.created', [id]);
      return this.#stores.existing(id);
    });
  }

  update(id: string, change: Partial<MemoryDraft>): Promise<Memory> {
    const tell = this.#notices.call();
    return this.#exclusive(async () => {
      await this.#refresh();
      const memory = this.#stores.existing(id);
      const { content = memory.content, layer = memory.layer } = change;
      const checked = draftOf({ ...change, content, layer }, this.#drafting).fields;
      const fields = pick(checked, change);
      if (this.#stores.of(memory.layer) !== this.#stores.of(layer)) {
        await this.#commit(layer, [
          { kind: 'set', id, fields: { ...fieldsOf(memory), ...fields } },
        ]);
        await this.#commit(memory.layer, [{ kind: 'set', id, fields: { status: 'deleted' } }]);
      } else await this.#commit(layer, [{ kind: 'set', id, fields }]);
      tell('memory.updated', [id]);
      return this.#stores.existing(id);
    });
  }

  forget(id: string): Promise<Memory> {
    return this.#set(id, { status: 'deleted' }, 'memory.deleted');
  }

  restore(id: string): Promise<Memory> {
    return this.#set(id, HELD, 'memory.restored');
  }

  undoSave({ action, id, content: words, previous: other }: SavedNote): Promise<void> {
    const tell = this.#notices.call();
    return this.#exclusive(async () => {
      await this.#refresh();
      const { layer, status } = this.#stores.existing(id);
      if (action === 'updated') {
        const versions = this.#stores.versions(id);
        const at = versions.findLastIndex((version) => version.content === words);
        const content = versions[at - 1]?.content;
        if (content === undefined) return;
        await this.#commit(layer, [{ kind: 'set', id, fields: { content } }]);
        tell('memory.updated', [id]);
        return;
      }
      const previous = other === undefined ? undefined : this.#stores.find(other.id);
      if (previous?.supersededBy === id && previous.status === 'superseded') {
        await this.#commit(previous.layer, [{ kind: 'set', id: previous.id, fields: HELD }]);
        tell('memory.restored', [previous.id]);
      }
      if (status === 'deleted') return;
      await this.#commit(layer, [{ kind: 'set', id, fields: { status: 'deleted' } }]);
      tell('memory.deleted', [id]);
    });
  }

  supersede(older: string, newer: string): Promise<Memory> {
    const tell = this.#notices.call();
    return this.#exclusive(async () => {
      await this.#refresh();
      const memory = this.#stores.existing(older);
      this.#stores.existing(newer);
      await this.#commit(memory.layer, consequences.superseded(older, newer, this.#clock.now()));
      tell('memory.superseded', [older, newer]);
      return this.#stores.existing(older);
    });
  }

  relate(relation: MemoryRelation): Promise<void> {
    const tell = this.#notices.call();
    return this.#exclusive(async () => {
      await this.#refresh();
      await this.#relate(relation);
      tell('memory.related', [relation.from, relation.to]);
    });
  }

  markStale(id: string, stale: boolean): Promise<Memory> {
    const staleSince = stale ? this.#clock.now() : null;
    return this.#set(id, { staleSince }, 'memory.updated');
  }

  archive(id: string): Promise<Memory> {
    return this.#set(id, { status: 'archived' }, 'memory.archived');
  }

  archiveFaded(): Promise<readonly Memory[]> {
    const tell = this.#notices.call();
    return this.#exclusive(async () => {
      await this.#refresh();
      const now = this.#clock.now();
      const faded = this.#retriever.list({}).filter((memory) => retention(memory, now) < FADED);
      for (const { id, layer } of faded) {
        await this.#commit(layer, [{ kind: 'set', id, fields: { status: 'archived' } }]);
      }
      if (faded.length > 0) {
        tell(
          'memory.archived',
          faded.map(({ id }) => id),
        );
      }
      return faded.map(({ id }) => this.#stores.existing(id));
    });
  }

  takeIn(batch: MemoryBatch): Promise<readonly TakenIn[]> {
    const tell = this.#notices.call();
    return this.#exclusive(async () => {
      await this.#refresh();
      const taken = await takeIn(batch, {
        stores: this.#stores,
        drafting: this.#drafting,
        write: async (layer, changes) => this.#changed(await this.#stores.of(layer).write(changes)),
        relate: (relation) => this.#relate(relation),
      });
      const of = (became: TakenIn['became']): readonly string[] =>
        taken.flatMap((one) => (one.became === became ? [one.id] : []));
      if (of('added').length > 0) tell('memory.created', of('added'));
      if (of('updated').length > 0) tell('memory.updated', of('updated'));
      return taken;
    });
  }

  async get(id: string): Promise<Memory | undefined> {
    await this.#work;
    return this.#stores.find(id);
  }

  async search(query: MemoryQuery): Promise<readonly MemoryHit[]> {
    const tell = this.#notices.call();
    await this.#work;
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await this.#retriever.find(query, limit, this.#closed.signal);
    tell(
      'memory.searched',
      found.map(({ memory }) => memory.id),
    );
    return found.map(({ memory, score, why, parts }) => ({
      memory: query.asOf === undefined ? memory : this.#asItWas(memory, query.asOf),
      score,
      why,
      ...(query.explain === true && parts !== undefined ? { parts } : {}),
    }));
  }

  async list(filter: MemoryFilter = {}): Promise<readonly Memory[]> {
    await this.#work;
    // The retriever does not hold deleted ones.
    if (filter.statuses?.includes('deleted') !== true) return this.#retriever.list(filter);
    const now = this.#clock.now();
    return this.#stores
      .every()
      .filter((memory) => passes(memory, filter, now))
      .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1))
      .slice(0, filter.limit);
  }

  async recall(
    text: string,
    { tokenBudget = DEFAULT_TOKENS }: { readonly tokenBudget?: number } = {},
  ): Promise<Recall> {
    const tell = this.#notices.call();
    await this.#work;
    const candidates = (await this.#recallCandidates(text)).filter(({ memory }) =>
      isInjectable(memory, text, this.#clock.now()),
    );
    const recall = chooseRecall(staleBehind(candidates), tokenBudget);
    tell(
      'memory.recalled',
      recall.hits.map(({ memory }) => memory.id),
    );
    return recall;
  }

  markUsed(ids: readonly string[]): Promise<void> {
    const tell = this.#notices.call();
    return this.#exclusive(async () => {
      const used = [...new Set(ids)].flatMap((id) => this.#stores.find(id) ?? []);
      for (const { id, layer } of used) {
        const count = this.#stores.of(layer).index.uses(id, this.#window) + 1;
        await this.#commit(layer, [{ kind: 'use', id, window: this.#window, count }]);
      }
      tell(
        'memory.used',
        used.map(({ id }) => id),
      );
    });
  }

  async history(id: string): Promise<MemoryHistory> {
    await this.#work;
    const memory = this.#stores.existing(id);
    return {
      memory,
      versions: this.#stores.versions(id),
      relations: this.#stores.relations(id),
    };
  }

  async relations(kind?: RelationKind): Promise<readonly MemoryRelation[]> {
    await this.#work;
    return relationsIn(this.#stores, kind);
  }

  async conflicts(): Promise<readonly MemoryConflict[]> {
    await this.#work;
    return conflictsIn(this.#stores);
  }

  onChange(handler: () => void): { dispose(): void } {
    return this.#notices.onChange(handler);
  }

  onEvent(handler: (event: MemoryEvent) => void): { dispose(): void } {
    return this.#notices.onEvent(handler);
  }

  health(): MemoryHealth {
    return {
      memories: this.#retriever.count(),
      operations: this.#stores.all.reduce((sum, { index }) => sum + index.operations(), 0),
      damage: this.#stores.all.flatMap((store) => store.damage()),
    };
  }

  async close(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#closed.abort();
    this.#notices.clear();
    await this.#work;
    await this.#stores.close();
  }

  /** A newer version that says more, with the tags of both. */
  async #extend(memory: Memory, fields: MemoryFields): Promise<Memory> {
    const more = withMore(memory, fields);
    await this.#commit(memory.layer, [{ kind: 'set', id: memory.id, fields: more }]);
    return this.#stores.existing(memory.id);
  }

  #set(id: string, fields: Partial<MemoryFields>, type: MemoryEvent['type']): Promise<Memory> {
    const tell = this.#notices.call();
    return this.#exclusive(async () => {
      await this.#refresh();
      await this.#commit(this.#stores.existing(id).layer, [{ kind: 'set', id, fields }]);
      tell(type, [id]);
      return this.#stores.existing(id);
    });
  }

  /** Active memories of the same store that may speak of the same: by their words, and by subject. */
  #candidates({ content, subject, layer }: MemoryFields): readonly Memory[] {
    const store = this.#stores.of(layer);
    // A text without any word is compared with all: it can only be equal to one.
    const found = this.#retriever.asks(content)
      ? this.#retriever.alike(
          withAlternatives(content),
          COMPARED * 2,
          leastCommonTerms({ content, subject: subject ?? undefined }),
        )
      : this.#retriever.list({});
    const alike = found.filter(
      (memory) => this.#stores.of(memory.layer) === store && !isSummary(memory),
    );
    const same =
      subject === null
        ? []
        : subjectForms(subject).flatMap((form) => store.index.activeWithSubject(form));
    const compared = new Map([...alike, ...same].map((memory) => [memory.id, memory]));
    return [...compared.values()];
  }

  async #recallCandidates(text: string) {
    if (this.#retriever.asks(askedFor(text)) || !asksForEverything(text)) {
      return this.#retriever.find({ text }, RECALL_CANDIDATES, this.#closed.signal);
    }
    return this.#retriever.list({}).map((memory) => ({
      memory,
      score: memory.importance,
      why: `you asked what is remembered; ${memory.category}`,
      coverage: 1,
      strongMatches: 1,
      strongIdeas: 0,
    }));
  }

  /** With the words that it had then. */
  #asItWas(memory: Memory, at: number): Memory {
    const version = this.#stores.versions(memory.id).findLast((one) => one.at <= at);
    if (version === undefined || version.version === memory.version) return memory;
    return { ...memory, content: version.content, version: version.version };
  }

  async #relate(relation: MemoryRelation): Promise<void> {
    const { from, to } = relation;
    const layers = [this.#stores.existing(from).layer, this.#stores.existing(to).layer];
    // What only this project knows must not be written into what is known everywhere.
    const layer = layers.find((one) => one !== 'core') ?? 'core';
    await this.#commit(layer, [relate(relation)]);
  }

  async #commit(layer: MemoryLayer, changes: readonly MemoryChange[]): Promise<void> {
    this.#changed(await this.#stores.commit(layer, changes));
  }

  /** Of the store of one layer, or of both. @returns whether another window has changed anything */
  async #refresh(layer?: MemoryLayer): Promise<boolean> {
    const ids = await this.#stores.refresh(layer);
    this.#changed(ids);
    return ids.size > 0;
  }

  #changed(ids: ReadonlySet<string>): void {
    if (ids.size === 0) return;
    for (const id of ids) {
      const memory = this.#stores.find(id);
      if (memory === undefined) this.#retriever.delete(id);
      else this.#retriever.set(memory);
    }
    this.#notices.changed();
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#work.then(work);
    this.#work = result.catch(() => undefined);
    return result;
  }
}
