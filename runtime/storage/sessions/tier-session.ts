// One conversation in the state of a tier: entries that are never changed, and a head that says which of them count, in order.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Json, jsonSchema, type Logger } from '../../core/index.js';
import type {
  KnowledgeBase,
  LogOperation,
  SessionInfo,
  StateStore,
  StateWrite,
} from '../../ports/index.js';
import {
  NoTransactionsError,
  RevisionConflictError,
  SessionMissingError,
} from '../../ports/index.js';
import { SessionFormatError } from '../errors.js';
import { decodeRecords, encodeRecord, type SessionLogRecord, summarize } from './records.js';

/** Of heads, entries and snapshots. */
const SCHEMA = 1;
const ROOT = 'memfun.session.';
/** Whether a key of the state belongs to a conversation. */
export const isSessionKey = (key: string): boolean => key.startsWith(ROOT);
const HEADS = `${ROOT}head.`;
const PART_CHARS = 128 * 1024;

const entrySchema = z.object({ records: z.array(jsonSchema) });
const headSchema = z.object({
  schema: z.number(),
  title: z.string(),
  /** The title that it was made with, where that is not among the records. */
  born: z.string().optional(),
  createdAt: z.number(),
  updatedAt: z.number(),
  turns: z.number(),
  /** What stands before all entries. */
  snapshot: z.object({ id: z.string(), parts: z.number() }).optional(),
  entries: z.array(z.string()),
});
type Head = z.infer<typeof headSchema>;
interface Known {
  readonly head: Head;
  readonly revision: number;
}

/** What is written with a head. */
interface Around {
  /** What it names. */
  readonly before: readonly (StateWrite & { readonly value: Json })[];
  /** What it no longer names, and is deleted. */
  readonly after?: readonly StateWrite[];
}

export interface TierSessionOptions {
  readonly store: StateStore;
  /** A new name of an entry, used nowhere else. */
  readonly newName: () => string;
  readonly logger: Logger;
  /** Entries after which a snapshot takes their place. */
  readonly snapshotAfter: number;
}

/** What the list shows of every conversation that this version can read. */
export async function listTierSessions(store: StateStore): Promise<readonly SessionInfo[]> {
  return (await store.list(HEADS)).flatMap(({ key, value }) => {
    const head = headSchema.safeParse(value);
    const sessionId = nameIn(key.slice(HEADS.length));
    return head.success && sessionId !== undefined ? [infoOf(sessionId, head.data)] : [];
  });
}

/**
 * Several hosts may write to it: the head is changed only by whoever has seen its newest state, so that every event has
 * one place, and what is deleted stays deleted. Where the tier can write several keys as one, the head is written with
 * what it names and without what it no longer names; elsewhere after the one and before the other, so that whoever is
 * killed in between leaves what nobody reads, but never a head of what is not there.
 */
export class TierSession implements Pick<KnowledgeBase, 'append' | 'close'> {
  readonly #options: TierSessionOptions;
  readonly #headKey: string;
  readonly #entries: string;
  readonly #parts: string;
  #known: Known | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    readonly sessionId: string,
    options: TierSessionOptions,
  ) {
    this.#options = options;
    const name = encodeURIComponent(sessionId).replaceAll('.', '%2E');
    this.#headKey = HEADS + name;
    this.#entries = `${ROOT}log.${name}.`;
    this.#parts = `${ROOT}snapshot.${name}.`;
  }

  async create(first: SessionLogRecord): Promise<SessionInfo> {
    const { createdAt, title, updatedAt } = summarize(this.sessionId, [first]);
    const made = { schema: SCHEMA, title, born: title, createdAt, updatedAt };
    const head: Head = { ...made, turns: 0, entries: [] };
    const revision = await this.#options.store.put(this.#headKey, plain(head), { ifRevision: 0 });
    this.#known = { head, revision };
    return infoOf(this.sessionId, head);
  }

  /** @throws SessionMissingError */
  append(operations: readonly LogOperation[]): Promise<void> {
    if (operations.length === 0) return Promise.resolve();
    const writing = this.#writing.then(() => this.#write(operations));
    this.#writing = writing.catch(() => undefined);
    return writing;
  }

  /** @throws SessionMissingError */
  async mustExist(): Promise<void> {
    if (this.#known === undefined) await this.#newest();
  }

  /** @throws SessionMissingError, SessionFormatError */
  async read(): Promise<{
    info: SessionInfo;
    records: readonly SessionLogRecord[];
    /** The same as it is stored, with its making, as other places keep it. */
    bodies: readonly Json[];
  }> {
    for (;;) {
      const { head, revision } = await this.#newest();
      const { bodies, isWhole } = await this.#bodies(head);
      // Somebody may have put a snapshot in place of what was about to be read.
      if (!isWhole && (await this.#newest()).revision !== revision) continue;
      if (!isWhole) {
        const { sessionId } = this;
        this.#options.logger.warn('a conversation is damaged: it is read up to there', {
          sessionId,
        });
      }
      const info = infoOf(this.sessionId, head);
      return { info, bodies: withMaking(head, bodies), records: decoded(bodies) };
    }
  }

  /**
   * Makes the conversation with all that was in it elsewhere: it is there as a whole, or not at all.
   * @throws RevisionConflictError when there is one already
   */
  async adopt(bodies: readonly Json[]): Promise<void> {
    const parts = inParts(bodies);
    // The same whenever it is tried again, so that what was cut off leaves nothing behind.
    const id = createHash('sha256').update(JSON.stringify(bodies)).digest('hex').slice(0, 32);
    const { sessionId: _own, ...info } = summarize(this.sessionId, decoded(bodies));
    const head: Head = {
      schema: SCHEMA,
      ...info,
      snapshot: { id, parts: parts.length },
      entries: [],
    };
    const revision = await this.#writeHead(head, 0, { before: this.#partWrites(id, parts) });
    this.#known = { head, revision };
  }

  async delete(): Promise<void> {
    const { store } = this.#options;
    this.#known = undefined;
    for (;;) {
      const ifRevision = (await store.get(this.#headKey))?.revision ?? 0;
      const rest = [...(await store.list(this.#entries)), ...(await store.list(this.#parts))];
      try {
        await store.transact([
          { key: this.#headKey, ifRevision },
          ...rest.map(({ key }) => ({ key })),
        ]);
        return;
      } catch (error) {
        if (error instanceof NoTransactionsError) break;
        if (!(error instanceof RevisionConflictError)) throw error;
      }
    }
    await store.delete(this.#headKey);
    for (const prefix of [this.#entries, this.#parts])
      for (const { key } of await store.list(prefix)) await store.delete(key);
  }

  /** Resolves when everything appended so far is stored or refused. The store remains open. */
  async close(): Promise<void> {
    await this.#writing;
  }

  async #write(operations: readonly LogOperation[]): Promise<void> {
    const { store, newName, snapshotAfter, logger } = this.#options;
    const name = newName();
    const bodies = operations.map(({ body }) => body);
    const news = summarize(this.sessionId, decodeRecords(operations));
    const title = titleIn(operations);
    const entry = { key: this.#entries + name, value: plain({ schema: SCHEMA, records: bodies }) };
    try {
      const head = await this.#change(
        (before) =>
          before.entries.includes(name)
            ? undefined // stored, but the answer was lost
            : {
                ...before,
                title: title ?? before.title,
                updatedAt: Math.max(before.updatedAt, news.updatedAt),
                turns: before.turns + news.turns,
                entries: [...before.entries, name],
              },
        { before: [entry] },
      );
      if (head.entries.length >= snapshotAfter) {
        await this.#snapshot(head).catch((error: unknown) =>
          logger.warn('a conversation could not be compacted', { reason: String(error) }),
        );
      }
    } catch (error) {
      if (error instanceof SessionMissingError) await store.delete(entry.key);
      throw error;
    }
  }

  /** Everything so far as a few large parts in place of many small entries. */
  async #snapshot(seen: Head): Promise<void> {
    const { store, newName } = this.#options;
    const { bodies, isWhole } = await this.#bodies(seen);
    if (!isWhole) return; // somebody else was faster, or it is damaged: then nothing is thrown away
    const id = newName();
    const parts = inParts(bodies);
    const last = seen.entries.at(-1);
    const replaced = [
      ...seen.entries.map((name) => ({ key: this.#entries + name })),
      ...this.#partsOf(seen.snapshot),
    ];
    const head = await this.#change(
      (before) => {
        const isSame =
          before.snapshot?.id === seen.snapshot?.id &&
          before.entries[seen.entries.length - 1] === last;
        if (!isSame) return undefined;
        const entries = before.entries.slice(seen.entries.length);
        return { ...before, snapshot: { id, parts: parts.length }, entries };
      },
      { before: this.#partWrites(id, parts), after: replaced },
    );
    if (head.snapshot?.id === id) return;
    for (const { key } of this.#partsOf({ id, parts: parts.length })) await store.delete(key);
  }

  /** @param change gives the new head, or nothing to leave it @returns the head that holds then */
  async #change(change: (head: Head) => Head | undefined, around: Around): Promise<Head> {
    for (;;) {
      const { head: before, revision } = this.#known ?? (await this.#newest());
      const head = change(before);
      if (head === undefined) return before;
      try {
        this.#known = { head, revision: await this.#writeHead(head, revision, around) };
        return head;
      } catch (error) {
        this.#known = undefined;
        if (!(error instanceof RevisionConflictError)) throw error;
      }
    }
  }

  /** @returns its new revision; @throws RevisionConflictError */
  async #writeHead(
    head: Head,
    ifRevision: number,
    { before, after = [] }: Around,
  ): Promise<number> {
    const { store } = this.#options;
    const key = this.#headKey;
    const value = plain(head);
    try {
      const revisions = await store.transact([...before, ...after, { key, value, ifRevision }]);
      return revisions.at(-1) ?? 0;
    } catch (error) {
      if (!(error instanceof NoTransactionsError)) throw error;
    }
    for (const write of before) await store.put(write.key, write.value);
    const revision = await store.put(key, value, { ifRevision });
    for (const write of after) await store.delete(write.key);
    return revision;
  }

  #partWrites(id: string, parts: readonly (readonly Json[])[]): Around['before'] {
    return parts.map((records, index) => ({
      key: this.#partKey(id, index),
      value: plain({ schema: SCHEMA, records }),
    }));
  }

  #partsOf(snapshot: Head['snapshot']): readonly StateWrite[] {
    const { id, parts } = snapshot ?? { id: '', parts: 0 };
    return Array.from({ length: parts }, (_, index) => ({ key: this.#partKey(id, index) }));
  }

  /** @throws SessionMissingError, SessionFormatError */
  async #newest(): Promise<Known> {
    const found = await this.#options.store.get(this.#headKey);
    if (found === undefined) throw new SessionMissingError(this.sessionId);
    const head = headSchema.safeParse(found.value);
    if (!head.success || head.data.schema > SCHEMA) throw new SessionFormatError(this.sessionId);
    this.#known = { head: head.data, revision: found.revision };
    return this.#known;
  }

  /** The records that a head stands for, in order, up to the first one that is not there or makes no sense. */
  async #bodies(head: Head): Promise<{ bodies: readonly Json[]; isWhole: boolean }> {
    const { store } = this.#options;
    const bodies: Json[] = [];
    const take = (value: Json | undefined): boolean => {
      const entry = entrySchema.safeParse(value);
      if (entry.success) for (const record of entry.data.records) bodies.push(record);
      return entry.success;
    };
    for (let index = 0; index < (head.snapshot?.parts ?? 0); index++) {
      const part = await store.get(this.#partKey(head.snapshot?.id ?? '', index));
      if (!take(part?.value)) return { bodies, isWhole: false };
    }
    const entries = await store.list(this.#entries);
    const found = new Map(
      entries.map(({ key, value }) => [key.slice(this.#entries.length), value]),
    );
    for (const name of head.entries) if (!take(found.get(name))) return { bodies, isWhole: false };
    return { bodies, isWhole: true };
  }

  #partKey(id: string, index: number): string {
    return `${this.#parts}${id}.${index}`;
  }
}

/** `undefined` for a key that none of ours made. */
function nameIn(key: string): string | undefined {
  try {
    return decodeURIComponent(key);
  } catch {
    return undefined;
  }
}

function infoOf(sessionId: string, { title, createdAt, updatedAt, turns }: Head): SessionInfo {
  return { sessionId, title, createdAt, updatedAt, turns };
}

function decoded(bodies: readonly Json[]): readonly SessionLogRecord[] {
  return decodeRecords(bodies.map((body) => ({ hlc: '', body })));
}

/** A conversation that was made in a tier has its making in the head; one that was brought has it among its records. */
function withMaking({ born, title, createdAt }: Head, bodies: readonly Json[]): readonly Json[] {
  if (decoded(bodies.slice(0, 1))[0]?.kind === 'created') return bodies;
  return [encodeRecord({ kind: 'created', title: born ?? title, at: createdAt }), ...bodies];
}

/** The last title that is given there. */
function titleIn(operations: readonly LogOperation[]): string | undefined {
  return decodeRecords(operations).findLast((record) => record.kind !== 'event')?.title;
}

/** So that each can be one value of any tier, unless a single record is larger. */
export function inParts(bodies: readonly Json[]): readonly (readonly Json[])[] {
  const parts: Json[][] = [];
  let chars = Number.POSITIVE_INFINITY;
  for (const body of bodies) {
    const { length } = JSON.stringify(body);
    if (chars + length > PART_CHARS) {
      parts.push([]);
      chars = 0;
    }
    chars += length;
    parts.at(-1)?.push(body);
  }
  return parts;
}

/** Without keys that are undefined, which JSON has not. */
function plain(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
