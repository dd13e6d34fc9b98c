// A log that several machines share: written here first, then brought to a common store, and what others brought is taken over.
import * as z from 'zod';
import type { Logger } from '../core/index.js';
import { isAbort, jsonSchema, sleep, toErrorInfo } from '../core/index.js';
import type {
  FileStore,
  KnowledgeBase,
  LogDamage,
  LogOperation,
  LogSnapshots,
  StateStore,
} from '../ports/index.js';

export interface TeamLogOptions {
  /** The log of this machine: what is read and written when nobody else can be reached. */
  readonly local: KnowledgeBase;
  /** A folder of this log alone: what was not yet brought, and how far was read. */
  readonly files: FileStore;
  /** Says which common store it is: a bookmark of another one does not count. */
  readonly place: string;
  /** Opens the common store; tried again while it cannot be reached. */
  readonly open: () => Promise<StateStore>;
  /** Names this machine's folder among the others; made by `ids` once, then kept. */
  readonly newOrigin: () => string;
  readonly logger: Logger;
  /** Milliseconds between two tries to reach the store; doubled with each, at most a minute. Default 2,000. */
  readonly retryMs?: number;
}

const batchSchema = z.object({
  origin: z.string(),
  operations: z.array(z.object({ hlc: z.string(), body: jsonSchema })),
});
type Batch = z.infer<typeof batchSchema>;

const bookmarkSchema = z.object({ place: z.string(), revision: z.number() });

const PREFIX = 'memory-log.';
const OUTBOX = 'outbox';
const BOOKMARK = 'bookmark.json';
const ORIGIN = 'origin.json';
const RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;
const HISTORY_GONE = 'tier.history-gone';
const TOO_LARGE = 'tier.too-large';
/** Closing waits this long for what is on its way. */
const CLOSE_MS = 2_000;

/**
 * Operations merge in any order and however often, so nothing here need be exact but this: what was appended is
 * brought to the store some day, and what is in the store is read here some day. An operation lies in the outbox
 * before it lies in the local log, and leaves it when the store has it. What others brought is written to the
 * local log before the bookmark moves on.
 */
export class TeamLog implements KnowledgeBase {
  readonly #options: TeamLogOptions;
  readonly #handlers = new Set<() => void>();
  readonly #stop = new AbortController();
  #arrived: { readonly revision: number; readonly operations: readonly LogOperation[] }[] = [];
  #revision = 0;
  #origin = '';
  #store: StateStore | undefined;
  #watch: { close(): Promise<void> } | undefined;
  #bringing: Promise<void> = Promise.resolve();
  /** Whether bringing is tried again by itself. */
  #waits = false;
  readonly #connecting: Promise<void>;

  constructor(options: TeamLogOptions) {
    this.#options = options;
    this.#connecting = this.#connect().catch((error: unknown) => {
      if (!isAbort(error)) this.#warn('the common memory is not followed', error);
    });
  }

  async append(operations: readonly LogOperation[]): Promise<void> {
    const { local } = this.#options;
    if (operations.length === 0) return local.append(operations);
    const name = await this.#putOut(operations);
    try {
      await local.append(operations);
    } catch (error) {
      await this.#options.files.remove(name).catch(() => undefined);
      throw error;
    }
    void this.#bring();
  }

  async readNew(signal?: AbortSignal): Promise<readonly LogOperation[]> {
    const { local } = this.#options;
    const arrived = this.#arrived;
    this.#arrived = [];
    // Written here and now: a snapshot of the local log must not claim what its reader has not seen.
    const theirs = arrived.flatMap(({ operations }) => operations);
    if (theirs.length > 0) {
      try {
        await local.append(theirs);
      } catch (error) {
        this.#arrived = [...arrived, ...this.#arrived];
        throw error;
      }
      await this.#keepBookmark(arrived);
    }
    return [...(await local.readNew(signal)), ...theirs];
  }

  onForeignChange(handler: () => void): { dispose(): void } {
    this.#handlers.add(handler);
    const local = this.#options.local.onForeignChange(handler);
    if (this.#arrived.length > 0) handler();
    return {
      dispose: () => {
        this.#handlers.delete(handler);
        local.dispose();
      },
    };
  }

  damage(): readonly LogDamage[] {
    return this.#options.local.damage();
  }

  get snapshots(): LogSnapshots | undefined {
    return this.#options.local.snapshots;
  }

  async close(): Promise<void> {
    await Promise.race([this.#bringing, sleep(CLOSE_MS)]);
    this.#stop.abort();
    this.#handlers.clear();
    await Promise.race([this.#connecting, sleep(CLOSE_MS)]);
    await this.#watch?.close();
    await this.#options.local.close();
  }

  /** Reaches the store, brings what waits, and follows what others bring. */
  async #connect(): Promise<void> {
    const { signal } = this.#stop;
    this.#origin = await this.#readOrigin();
    this.#revision = await this.#readBookmark();
    let waitMs = this.#options.retryMs ?? RETRY_MS;
    while (!signal.aborted) {
      try {
        this.#store = await this.#options.open();
        await this.#follow(this.#store);
        await this.#bring();
        return;
      } catch (error) {
        this.#warn('the common memory cannot be reached; it is tried again', error);
        await sleep(waitMs, signal);
        waitMs = Math.min(LONGEST_RETRY_MS, 2 * waitMs);
      }
    }
  }

  async #follow(store: StateStore): Promise<void> {
    const take = (key: string, value: unknown, revision: number): void =>
      this.#take(key, value, revision);
    const watch = (fromRevision: number) =>
      store.watch(PREFIX, ({ key, value, revision }) => take(key, value, revision), {
        fromRevision,
        signal: this.#stop.signal,
      });
    try {
      this.#watch = await watch(this.#revision);
    } catch (error) {
      if (toErrorInfo(error).code !== HISTORY_GONE) throw error;
      const entries = [...(await store.list(PREFIX))].sort((a, b) => a.revision - b.revision);
      for (const { key, value, revision } of entries) take(key, value, revision);
      const newest = entries.at(-1)?.revision ?? 0;
      this.#watch = await watch(Math.max(newest, this.#revision));
    }
  }

  #take(key: string, value: unknown, revision: number): void {
    if (revision <= this.#revision) return;
    this.#revision = revision;
    const batch = batchSchema.safeParse(value);
    if (!batch.success) {
      this.#warn(`a batch of the common memory cannot be read (${key})`, batch.error);
      return;
    }
    // What was brought from here lies in the local log already.
    if (batch.data.origin === this.#origin) return;
    this.#arrived.push({ revision, operations: batch.data.operations });
    for (const handler of this.#handlers) handler();
  }

  /** Brings everything that waits, one batch after the other. Never rejects. */
  #bring(): Promise<void> {
    this.#bringing = this.#bringing.then(async () => {
      const store = this.#store;
      if (store === undefined) return;
      try {
        await this.#bringTo(store);
      } catch (error) {
        this.#warn('memories wait to be brought to the common memory', error);
        this.#bringLater();
      }
    });
    return this.#bringing;
  }

  async #bringTo(store: StateStore): Promise<void> {
    const { files } = this.#options;
    const names = (await files.list(OUTBOX)).map(({ name }) => name).sort();
    for (const name of names) {
      if (this.#stop.signal.aborted) return;
      const batch = await this.#read(`${OUTBOX}/${name}`, batchSchema);
      // Its writer may be in the middle of it, here or in another window, and brings it afterwards.
      if (batch === undefined) continue;
      await this.#bringOne(store, batch);
      await files.remove(`${OUTBOX}/${name}`);
    }
  }

  /** The key is the batch's own: brought twice, it is there once. */
  async #bringOne(store: StateStore, batch: Batch): Promise<void> {
    const [first] = batch.operations;
    if (first === undefined) return;
    try {
      await store.put(PREFIX + first.hlc, batch, { ifRevision: 0 });
    } catch (error) {
      const { code } = toErrorInfo(error);
      if (code === 'state.conflict') return;
      if (code !== TOO_LARGE) throw error;
      await this.#bringParts(store, batch, error);
    }
  }

  /**
   * What the store does not take as a whole is brought in halves: it must not hold up all that comes after it. The
   * first one has the key of the whole and comes last: once that is there, nothing of the batch is left to be brought.
   */
  async #bringParts(store: StateStore, { origin, operations }: Batch, why: unknown): Promise<void> {
    if (operations.length < 2) {
      this.#warn('a memory is too large for the common memory and stays on this machine', why);
      return;
    }
    const half = Math.ceil(operations.length / 2);
    await this.#bringOne(store, { origin, operations: operations.slice(half) });
    await this.#bringOne(store, { origin, operations: operations.slice(0, half) });
  }

  /** However much fails meanwhile, one more try is enough: it brings everything. */
  #bringLater(): void {
    if (this.#waits) return;
    this.#waits = true;
    sleep(this.#options.retryMs ?? RETRY_MS, this.#stop.signal).then(
      () => {
        this.#waits = false;
        return this.#bring();
      },
      () => undefined,
    );
  }

  async #putOut(operations: readonly LogOperation[]): Promise<string> {
    const { files } = this.#options;
    await this.#originKnown();
    const batch = { origin: this.#origin, operations };
    const name = `${OUTBOX}/${operations[0]?.hlc ?? ''}.json`;
    await files.ensureDir(OUTBOX);
    await files.write(name, Buffer.from(JSON.stringify(batch)));
    return name;
  }

  async #originKnown(): Promise<void> {
    if (this.#origin === '') this.#origin = await this.#readOrigin();
  }

  async #readOrigin(): Promise<string> {
    const { files, newOrigin } = this.#options;
    const known = await this.#read(ORIGIN, z.string().min(1));
    if (known !== undefined) return known;
    const made = newOrigin();
    await files.ensureDir('');
    await files.write(ORIGIN, Buffer.from(JSON.stringify(made)));
    return (await this.#read(ORIGIN, z.string().min(1))) ?? made;
  }

  async #readBookmark(): Promise<number> {
    const found = await this.#read(BOOKMARK, bookmarkSchema);
    return found?.place === this.#options.place ? found.revision : 0;
  }

  async #keepBookmark(arrived: readonly { readonly revision: number }[]): Promise<void> {
    const { files, place } = this.#options;
    const revision = Math.max(...arrived.map((one) => one.revision));
    try {
      await files.write(BOOKMARK, Buffer.from(JSON.stringify({ place, revision })));
    } catch (error) {
      this.#warn('how far the common memory was read is not kept', error);
    }
  }

  /** `undefined` when it is missing, damaged or not yet whole. */
  async #read<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
    try {
      const text = Buffer.from(await this.#options.files.read(path)).toString('utf8');
      return schema.parse(JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  #warn(what: string, error: unknown): void {
    this.#options.logger.warn(what, { ...toErrorInfo(error) });
  }
}
