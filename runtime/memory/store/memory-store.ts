// One log with its index: a change is durable first, then visible. Opened from a snapshot and the rest of the log.
import { inSlices, toErrorInfo } from '../../core/index.js';
import type { KnowledgeBase, LogDamage, LogSnapshot } from '../../ports/index.js';
import type { HybridClock } from '../../storage/index.js';
import { MemoryIndexError } from '../errors.js';
import { type DatabaseBytes, SCHEMA_VERSION } from './database.js';
import { MemoryIndex } from './memory-index.js';
import type { MemoryChange, StampedChange } from './operations.js';
import { encodeChange } from './operations.js';

/** Milliseconds after which a snapshot that is due is written: not in the middle of a turn's last saves. */
const IDLE_MS = 2_000;
const MANY_OPERATIONS = 3_000;
/** Operations from which on making a snapshot takes longer than a keystroke may wait. */
const LARGE = 20_000;
/** The part of a snapshot that is the database. */
const DATABASE = 'database';
/** The part of a snapshot that is derived from it. */
const DERIVED = 'derived';

/** What is derived from the memories of a store, and kept beside them in snapshots. */
export interface DerivedPart {
  /** Brings it up to date with changes of these memories. */
  update(ids: Iterable<string>): void;
  store(): Uint8Array;
}

export interface MemoryStoreOptions {
  /** Milliseconds between a snapshot's becoming due and its writing. Default 2,000. */
  readonly idleMs?: number;
  /** Writes the snapshot of a large memory where this thread is not held up. @returns whether it did */
  readonly elsewhere?: (() => Promise<boolean>) | undefined;
}

interface Opened extends MemoryStoreOptions {
  readonly log: KnowledgeBase;
  readonly hlc: HybridClock;
  readonly assetsDir: string;
  readonly index: MemoryIndex;
  readonly unusable: readonly LogDamage[];
  readonly derived: Uint8Array | undefined;
}

export class MemoryStore {
  readonly #log: KnowledgeBase;
  readonly #hlc: HybridClock;
  readonly #assetsDir: string;
  readonly index: MemoryIndex;
  /** Snapshots that are intact and yet of no use. */
  readonly #unusable: Map<string, LogDamage>;
  readonly #handlers = new Set<() => void>();
  /** Readings and snapshots take turns, so that a snapshot holds all that it says it holds. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Changed by a snapshot of another window: told by the next refresh. */
  #merged = new Set<string>();
  #idle: NodeJS.Timeout | undefined;
  readonly #idleMs: number;
  /** Whether the index has applied all that was read. */
  #complete = true;

  /** Changed since the snapshot: what is derived from them may not be up to date. */
  #unsettled = new Set<string>();
  readonly #elsewhere: (() => Promise<boolean>) | undefined;
  #keeping: Promise<void> = Promise.resolve();
  #derived: DerivedPart | undefined;
  /** The newest snapshot is without the derived part. */
  #mustKeep = false;
  /** As the snapshot had it. */
  #storedPart: Uint8Array | undefined;

  private constructor(opened: Opened) {
    const { log, hlc, assetsDir, index, unusable, derived, idleMs = IDLE_MS } = opened;
    this.#elsewhere = opened.elsewhere;
    this.#storedPart = derived;
    this.#idleMs = idleMs;
    this.#log = log;
    this.#hlc = hlc;
    this.#assetsDir = assetsDir;
    this.index = index;
    this.#unusable = new Map(unusable.map((damage) => [damage.file, damage]));
  }

  /**
   * Builds the index from the newest usable snapshot and the rest of the log. Damage in them is reported by
   * `damage`, never thrown.
   * @throws MemoryIndexError
   */
  static async open(
    log: KnowledgeBase,
    hlc: HybridClock,
    assetsDir: string,
    options: MemoryStoreOptions = {},
  ): Promise<MemoryStore> {
    const store = new MemoryStore({ ...(await openIndex(log, hlc, assetsDir)), ...options });
    await store.refresh();
    return store;
  }

  /**
   * Has a part kept in snapshots from now on.
   * @param restore takes over what the snapshot had; `false`: it is of no use
   * @returns ids of the memories that changed since then; `undefined` when nothing was taken over
   */
  async keep(
    derived: DerivedPart,
    restore: (bytes: Uint8Array) => Promise<boolean>,
  ): Promise<ReadonlySet<string> | undefined> {
    this.#derived = derived;
    const stored = this.#storedPart;
    this.#storedPart = undefined;
    if (stored !== undefined && (await restore(stored))) return new Set(this.#unsettled);
    // Worth keeping only when it takes long to make.
    this.#mustKeep = this.index.operations() >= MANY_OPERATIONS;
    return undefined;
  }

  /** Takes over what other windows have written. @returns the ids that may have changed */
  refresh(): Promise<ReadonlySet<string>> {
    return this.#inTurn(async () => {
      const changed = await this.#read();
      this.#snapshotSoon();
      for (const id of this.#merged) changed.add(id);
      this.#merged = new Set();
      return changed;
    });
  }

  /**
   * Writes changes as one batch, then applies them.
   * @throws whatever the log throws when they are not durable; then nothing has changed
   */
  async commit(changes: readonly MemoryChange[]): Promise<ReadonlySet<string>> {
    return this.write(changes.map((change) => ({ hlc: this.#hlc.next(), change })));
  }

  /** Writes changes that were made elsewhere, with the stamps that they had, as one batch. @throws as `commit` */
  async write(changes: readonly StampedChange[]): Promise<ReadonlySet<string>> {
    const operations = changes.map(encodeChange);
    for (const { hlc } of operations) this.#hlc.observe(hlc);
    await this.#log.append(operations.map(({ hlc, body }) => ({ hlc, body })));
    for (const id of this.index.apply(operations)) this.#unsettled.add(id);
    // A refresh meanwhile may have applied them already: what changed is known from the changes themselves.
    return new Set(
      changes.map(({ change }) => (change.kind === 'relate' ? change.from : change.id)),
    );
  }

  onForeignChange(handler: () => void): { dispose(): void } {
    const foreign = this.#log.onForeignChange(handler);
    this.#handlers.add(handler);
    return {
      dispose: () => {
        foreign.dispose();
        this.#handlers.delete(handler);
      },
    };
  }

  damage(): readonly LogDamage[] {
    const damage = [...this.#log.damage(), ...this.#unusable.values()];
    const unknown = this.index.unknownOperations;
    if (unknown === 0) return damage;
    const reason = `${unknown} operations are of a form that this version does not know; they are kept, not applied`;
    return [...damage, { file: 'log', reason }];
  }

  /** Writes a snapshot now if one is due, and removes what it replaces. */
  async keepNow(): Promise<void> {
    if (this.#isDue()) await this.#inTurn(() => this.#keep());
  }

  /** Writes a snapshot if one is due; nothing depends on it. What is derived may be read through other stores. */
  async settle(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#keeping;
    await this.#inTurn(async () => {
      if (this.#isDue()) await this.#snapshot();
    }).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.settle();
    await this.#log.close();
    this.index.close();
  }

  async #read(): Promise<Set<string>> {
    const changed = new Set<string>();
    const operations = await this.#log.readNew();
    for (const { hlc } of operations) this.#hlc.observe(hlc);
    const complete = this.#complete;
    this.#complete = false;
    await inSlices(operations, (slice) => {
      for (const id of this.index.apply(slice)) changed.add(id);
    });
    this.#complete = complete;
    await this.#merge({ thorough: false }, changed);
    for (const id of changed) this.#unsettled.add(id);
    return changed;
  }

  /** Takes over snapshots of other windows that hold more than the log still does. */
  async #merge(options: { readonly thorough: boolean }, changed: Set<string>): Promise<void> {
    const { snapshots } = this.#log;
    for (const snapshot of (await snapshots?.unread(options)) ?? []) {
      try {
        const ids = await this.index.merge(this.#assetsDir, databaseOf(snapshot));
        for (const id of ids) changed.add(id);
        snapshots?.resume(snapshot);
        this.#hlc.observe(this.index.lastStamp ?? '');
      } catch (error) {
        this.#unusable.set(snapshot.name, unusable(snapshot.name, error));
      }
    }
  }

  #isDue(): boolean {
    return this.#log.snapshots !== undefined && (this.#mustKeep || this.#log.snapshots.due());
  }

  #snapshotSoon(): void {
    if (this.#idle !== undefined || !this.#isDue()) return;
    this.#idle = setTimeout(() => {
      this.#keeping = this.#keepSomewhere()
        .catch(() => undefined)
        .finally(() => {
          this.#idle = undefined;
        });
    }, this.#idleMs);
    this.#idle.unref();
  }

  async #keepSomewhere(): Promise<void> {
    const isLarge = this.index.operations() >= LARGE;
    if (isLarge && (await this.#elsewhere?.()) === true) {
      this.#mustKeep = false;
      this.#log.snapshots?.settled();
    } else await this.#inTurn(() => this.#keep());
  }

  /** Everything that is done when there is time: a snapshot, and the removal of what it replaces. */
  async #keep(): Promise<void> {
    for (const id of await this.#read()) this.#merged.add(id);
    await this.#merge({ thorough: true }, this.#merged);
    for (const id of this.#merged) this.#unsettled.add(id);
    if (this.#merged.size > 0) for (const handler of this.#handlers) handler();
    await this.#snapshot();
    await this.#log.snapshots?.tidy({ schema: SCHEMA_VERSION });
  }

  async #snapshot(): Promise<void> {
    const { snapshots } = this.#log;
    if (snapshots === undefined || !this.#complete) return;
    this.#mustKeep = false;
    const points = snapshots.points();
    this.#derived?.update(this.#unsettled);
    this.#unsettled = new Set();
    const parts = {
      [DATABASE]: this.index.export(),
      ...(this.#derived === undefined ? {} : { [DERIVED]: this.#derived.store() }),
    };
    await snapshots.write({ hlc: this.#hlc.next(), schema: SCHEMA_VERSION, points, parts });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

async function openIndex(log: KnowledgeBase, hlc: HybridClock, assetsDir: string): Promise<Opened> {
  const bad: LogDamage[] = [];
  const { snapshots } = log;
  for await (const snapshot of snapshots?.newestFirst() ?? []) {
    try {
      // A copy: the database grows into what follows it.
      const { [DERIVED]: part } = snapshot.parts;
      const derived = part && new Uint8Array(part);
      const index = await MemoryIndex.open(assetsDir, databaseOf(snapshot));
      snapshots?.resume(snapshot);
      hlc.observe(index.lastStamp ?? '');
      return { log, hlc, assetsDir, index, unusable: bad, derived };
    } catch (error) {
      if (error instanceof MemoryIndexError) throw error;
      bad.push(unusable(snapshot.name, error));
    }
  }
  const index = await MemoryIndex.open(assetsDir);
  return { log, hlc, assetsDir, index, unusable: bad, derived: undefined };
}

/** @throws Error when this version cannot use it */
function databaseOf({ schema, parts }: LogSnapshot): DatabaseBytes {
  const { [DATABASE]: bytes, [DERIVED]: derived } = parts;
  if (schema > SCHEMA_VERSION) throw new Error(`its schema ${schema} is of a later version`);
  if (bytes === undefined) throw new Error('there is no database in it');
  const follows =
    derived?.buffer === bytes.buffer && derived.byteOffset === bytes.byteOffset + bytes.length;
  return { bytes, room: follows ? derived.length : 0 };
}

function unusable(file: string, error: unknown): LogDamage {
  return { file, reason: `the snapshot cannot be used: ${toErrorInfo(error).message}` };
}
