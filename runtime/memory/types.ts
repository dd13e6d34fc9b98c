// The memory service that the rest of the runtime sees.
import type { LogDamage } from '../ports/index.js';
import type { MemoryBatch, TakenIn } from './exchange/records.js';
import type {
  Memory,
  MemoryCategory,
  MemoryDraft,
  MemoryLayer,
  MemoryRelation,
  MemoryStatus,
  MemoryVersion,
  Provenance,
  RelationKind,
} from './model.js';

export * from './model.js';

/** What reconciliation did with a draft. */
export interface SaveOutcome {
  /** `contradicted`: stored beside one that says otherwise; which of them holds is for a person to say. */
  readonly action: 'added' | 'updated' | 'superseded' | 'extended' | 'contradicted' | 'known';
  readonly memory: Memory;
  /** The memory that was replaced, extended or contradicted. */
  readonly previous?: Memory;
}

/** Something new that is to be fitted to what is known. */
export interface Newcomer {
  readonly content: string;
  readonly subject: string | undefined;
  /** Default: the user. */
  readonly source?: Provenance['source'];
}

/** What a judge says; the target is one of the memories that it was shown. */
export type Judgement =
  | { readonly action: 'added' }
  | { readonly action: Exclude<SaveOutcome['action'], 'added'>; readonly target: string };

/** Decides about one newcomer; `undefined` when it cannot. Whatever it throws fails the save. */
export type Judge = (
  newcomer: Newcomer,
  candidates: readonly Memory[],
) => Promise<Judgement | undefined>;

/** What is to be done with a newcomer that no rule fits to what is known. */
export interface SaveOptions {
  /** Without one rules alone decide, at once. */
  readonly judge?: Judge;
}

/** What a save did, as a note of it keeps it. */
export interface SavedNote {
  readonly action: Exclude<SaveOutcome['action'], 'known'>;
  readonly id: string;
  /** The words that it got then. */
  readonly content: string;
  /** The one that it replaced, extends or contradicts. */
  readonly previous?: { readonly id: string } | undefined;
}

/** Which memories count; everything left open passes. */
export interface MemoryFilter {
  readonly limit?: number;
  readonly layers?: readonly MemoryLayer[];
  readonly category?: MemoryCategory;
  /** All of them. */
  readonly tags?: readonly string[];
  /** Custom fields with exactly these values. */
  readonly fields?: Readonly<Record<string, string | number | boolean>>;
  /** Said at or after this time, in milliseconds since the epoch. */
  readonly after?: number;
  /** Said before this time. */
  readonly before?: number;
  /** Default: active ones only. */
  readonly statuses?: readonly MemoryStatus[];
  readonly includeSuperseded?: boolean;
  /** What held at this time, with the words it had then. */
  readonly asOf?: number;
}

export interface MemoryQuery extends MemoryFilter {
  readonly text: string;
  /** Adds `parts` to each hit. */
  readonly explain?: boolean;
}

/** What a score is made of; each part is what it added, on the scale of the score. */
export type ScoreParts = Readonly<Record<string, number>>;

export interface MemoryHit {
  readonly memory: Memory;
  readonly score: number;
  /** Which words and signals made it a hit, for people. */
  readonly why: string;
  readonly parts?: ScoreParts;
}

/** What is injected before a turn. */
export interface Recall {
  readonly hits: readonly MemoryHit[];
  /** One line each, as given to the model. */
  readonly lines: readonly string[];
}

export interface MemoryHistory {
  readonly memory: Memory;
  /** Oldest first. */
  readonly versions: readonly MemoryVersion[];
  /** To and from this memory. */
  readonly relations: readonly MemoryRelation[];
}

/** Two active memories of which one says otherwise than the other. */
export interface MemoryConflict {
  readonly newer: Memory;
  readonly older: Memory;
}

export interface MemoryHealth {
  readonly memories: number;
  readonly operations: number;
  readonly damage: readonly LogDamage[];
}

/** What happened in memory, for views, metrics and logs. `remote`: another window did it. */
export interface MemoryEvent {
  readonly type:
    | 'memory.created'
    | 'memory.updated'
    | 'memory.superseded'
    | 'memory.deleted'
    | 'memory.restored'
    | 'memory.archived'
    | 'memory.related'
    | 'memory.used'
    | 'memory.searched'
    | 'memory.recalled';
  readonly ids: readonly string[];
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  /** Ties events to the call that caused them. */
  readonly correlationId: string;
}

/** Memory of one user and one project. Every resolved change is durable. */
export interface MemoryService {
  /** Stores a draft after reconciling it with what is known. @throws SecretInMemoryError */
  save(draft: MemoryDraft, options?: SaveOptions): Promise<SaveOutcome>;
  /** Whether a draft could be stored. @throws MemoryDraftError, SecretInMemoryError when it could not */
  check(draft: MemoryDraft): Promise<void>;
  /**
   * Stores a draft as it is, beside what is known: for records that are to keep their own identity, as the turns of
   * an imported conversation. @throws SecretInMemoryError
   */
  add(draft: MemoryDraft): Promise<Memory>;
  /** @throws MemoryMissingError */
  update(id: string, change: Partial<MemoryDraft>): Promise<Memory>;
  /** Soft delete; `restore` takes it back. @throws MemoryMissingError */
  forget(id: string): Promise<Memory>;
  /** @throws MemoryMissingError */
  restore(id: string): Promise<Memory>;
  /**
   * Takes back what a save did: the new memory is forgotten (what it replaced holds again), an updated one gets the
   * words it had before. Nothing is lost: what is taken back stays in the history. @throws MemoryMissingError
   */
  undoSave(note: SavedNote): Promise<void>;
  /** `newer` holds in the place of `older`, which is kept for history. @throws MemoryMissingError */
  supersede(older: string, newer: string): Promise<Memory>;
  /** Adds a relation; of an existing one the greater strength holds. @throws MemoryMissingError */
  relate(relation: MemoryRelation): Promise<void>;
  /** Sets or takes away the mark that the code a memory speaks of has changed. @throws MemoryMissingError */
  markStale(id: string, stale: boolean): Promise<Memory>;
  /** Found only when asked for by name, never injected; `restore` takes it back. @throws MemoryMissingError */
  archive(id: string): Promise<Memory>;
  /** Adds memories of elsewhere as they are, with their past. What is newer here holds. */
  takeIn(batch: MemoryBatch): Promise<readonly TakenIn[]>;
  /** Archives what has faded, in every layer. @returns what was archived */
  archiveFaded(): Promise<readonly Memory[]>;
  get(id: string): Promise<Memory | undefined>;
  search(query: MemoryQuery): Promise<readonly MemoryHit[]>;
  /** Newest change first. */
  list(filter?: MemoryFilter): Promise<readonly Memory[]>;
  /** What to put before a turn: relevant, above the threshold, within `tokenBudget` (default 1200). */
  recall(text: string, options?: { readonly tokenBudget?: number }): Promise<Recall>;
  /** Marks memories as used by an answer, which reinforces them. */
  markUsed(ids: readonly string[]): Promise<void>;
  /** @throws MemoryMissingError */
  history(id: string): Promise<MemoryHistory>;
  /** Relations between memories that are not deleted, of one kind or all. */
  relations(kind?: RelationKind): Promise<readonly MemoryRelation[]>;
  /** Those that nobody settled: by superseding one, or by relating the two in another way, so that both hold. */
  conflicts(): Promise<readonly MemoryConflict[]>;
  /** Calls back after every change of this window or another. Handlers must not throw. */
  onChange(handler: () => void): { dispose(): void };
  /** Handlers must not throw. */
  onEvent(handler: (event: MemoryEvent) => void): { dispose(): void };
  health(): MemoryHealth;
  close(): Promise<void>;
}
