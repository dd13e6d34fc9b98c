// Memories of elsewhere with their past: written with the times that they had, so that taking them in twice changes
// nothing, and that what is newer here holds.
import { createHash } from 'node:crypto';
import { toErrorInfo } from '../../core/index.js';
import { type DraftOptions, draftOf } from '../draft.js';
import { MemoryDraftError, SecretInMemoryError } from '../errors.js';
import type { Memory, MemoryLayer, MemoryRelation, MemoryVersion } from '../model.js';
import type { MemoryFields, StampedChange } from '../store/index.js';
import type { Stores } from '../stores.js';
import type { MemoryBatch, MemoryRecord, TakenIn } from './records.js';

interface Writing {
  readonly taken: TakenIn;
  readonly changes: readonly StampedChange[];
}

/** Layers of the one store and of the other. */
const LAYERS: readonly (readonly [MemoryLayer, ...MemoryLayer[]])[] = [
  ['core'],
  ['project', 'recent', 'session'],
];

export interface TakeInDeps {
  readonly stores: Stores;
  readonly drafting: DraftOptions;
  /** To the store of a layer. */
  write(layer: MemoryLayer, changes: readonly StampedChange[]): Promise<void>;
  relate(relation: MemoryRelation): Promise<void>;
}

/** Memories come before their relations. @returns what became of each memory */
export async function takeIn(
  { memories, relations }: MemoryBatch,
  { stores, drafting, write, relate }: TakeInDeps,
): Promise<readonly TakenIn[]> {
  const taken: TakenIn[] = [];
  for (const layers of LAYERS) {
    const writings = memories
      .filter(({ memory }) => layers.includes(memory.layer))
      .map((record) => changesOfRecord(record, stores, drafting));
    const changes = writings.flatMap((writing) => writing.changes);
    if (changes.length > 0) await write(layers[0], changes);
    taken.push(...writings.map((writing) => writing.taken));
  }
  for (const relation of relations) {
    if (isNewRelation(relation, stores)) await relate(relation);
  }
  return taken;
}

/** What to write for one record, of which nothing, something or all may be here. */
function changesOfRecord(record: MemoryRecord, stores: Stores, drafting: DraftOptions): Writing {
  const { memory } = record;
  const { id } = memory;
  try {
    for (const { content } of [memory, ...record.versions]) {
      const { subject, tags, fields } = memory;
      draftOf({ content, tags, fields, ...(subject === undefined ? {} : { subject }) }, drafting);
    }
  } catch (error) {
    if (!(error instanceof MemoryDraftError || error instanceof SecretInMemoryError)) throw error;
    return { taken: { id, became: 'refused', reason: toErrorInfo(error).message }, changes: [] };
  }
  const here = stores.find(id);
  if (here !== undefined && stores.of(here.layer) !== stores.of(memory.layer)) {
    return { taken: { id, became: 'newer' }, changes: [] };
  }
  const now = drafting.clock.now();
  const past = here === undefined ? [] : stores.versions(id);
  const versions = missingVersions(record, past).map((version, index) =>
    stamped(id, Math.min(version.at, now), index, { content: version.content }),
  );
  const fields = stamped(
    id,
    Math.min(memory.updatedAt, now),
    versions.length,
    fieldsOf(memory, now),
  );
  if (here === undefined) {
    return {
      taken: { id, became: 'added' },
      changes: [...versions, fields, ...usesOf(memory, now)],
    };
  }
  const isNewer = memory.updatedAt > here.updatedAt;
  if (!isNewer && versions.length === 0) {
    const became = memory.updatedAt === here.updatedAt ? 'known' : 'newer';
    return { taken: { id, became }, changes: [] };
  }
  return {
    taken: { id, became: isNewer ? 'updated' : 'newer' },
    changes: [...versions, ...(isNewer ? [fields] : [])],
  };
}

/** A relation that is not here yet, or weaker. */
function isNewRelation(relation: MemoryRelation, stores: Stores): boolean {
  const { from, to, kind, strength } = relation;
  if (stores.find(from) === undefined || stores.find(to) === undefined) return false;
  return !stores
    .relations(from)
    .some(
      (one) => one.from === from && one.to === to && one.kind === kind && one.strength >= strength,
    );
}

function missingVersions(
  { memory, versions }: MemoryRecord,
  past: readonly MemoryVersion[],
): MemoryRecord['versions'] {
  const all =
    versions.length === 0 ? [{ content: memory.content, at: memory.createdAt }] : versions;
  return all.filter(
    ({ content, at }) => !past.some((one) => one.at === at && one.content === content),
  );
}

/** Everything but the content, which comes with its versions. */
function fieldsOf(memory: Memory, now: number): Partial<MemoryFields> {
  const { id: _i, version: _v, updatedAt: _u, useCount: _c, lastUsedAt: _l, ...rest } = memory;
  const { content: _content, ...fields } = rest;
  const { subject = null, supersededBy = null, expiresAt = null } = memory;
  const { validTo = null, staleSince = null } = memory;
  const createdAt = Math.min(memory.createdAt, now);
  return { ...fields, createdAt, subject, supersededBy, expiresAt, validTo, staleSince };
}

function usesOf({ id, useCount, lastUsedAt }: Memory, now: number): readonly StampedChange[] {
  if (useCount === 0) return [];
  const change = { kind: 'use' as const, id, window: 'elsewhere', count: useCount };
  return [{ hlc: stamp(Math.min(lastUsedAt ?? 0, now), 0, `${id} use`), change }];
}

function stamped(
  id: string,
  ms: number,
  counter: number,
  fields: Partial<MemoryFields>,
): StampedChange {
  const change = { kind: 'set' as const, id, fields };
  return { hlc: stamp(ms, counter, `${id} ${JSON.stringify(fields)}`), change };
}

/** The same for the same words, so that what is written twice is one operation. */
function stamp(ms: number, counter: number, words: string): string {
  const digest = createHash('sha256').update(words).digest('hex').slice(0, 16);
  const time = String(Math.max(0, Math.floor(ms))).padStart(15, '0');
  return `${time}.${String(counter).padStart(5, '0')}.e_${digest}`;
}
