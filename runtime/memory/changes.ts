// What is written for a change of memories, beside the new memory itself.
import type { Memory, MemoryRelation } from './model.js';
import type { MemoryChange, MemoryFields } from './store/index.js';
import type { MemoryDraft } from './types.js';

export function relate({ kind, ...relation }: MemoryRelation): MemoryChange {
  return { kind: 'relate', ...relation, relation: kind };
}

/** When something new is stored beside another one. `now` in milliseconds since the epoch. */
export const consequences = {
  superseded: (older: string, newer: string, now: number): readonly MemoryChange[] => [
    {
      kind: 'set',
      id: older,
      fields: { status: 'superseded', supersededBy: newer, validTo: now },
    },
    relate({ from: newer, to: older, kind: 'supersedes', strength: 1 }),
  ],
  extended: (older: string, newer: string): readonly MemoryChange[] => [
    relate({ from: newer, to: older, kind: 'extends', strength: 1 }),
  ],
  contradicted: (older: string, newer: string): readonly MemoryChange[] => [
    relate({ from: newer, to: older, kind: 'contradicts', strength: 1 }),
  ],
};

/** A newer version that says more, with the tags of both. */
export function withMore(memory: Memory, fields: MemoryFields): Partial<MemoryFields> {
  const { content, tags, importance, provenance, subject } = fields;
  return {
    content,
    provenance,
    tags: [...new Set([...memory.tags, ...tags])],
    importance: Math.max(memory.importance, importance),
    ...(subject === null ? {} : { subject }),
  };
}

/** Of the checked fields those that the change names. */
export function pick(checked: MemoryFields, change: Partial<MemoryDraft>): Partial<MemoryFields> {
  const named = new Set(
    Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [name])),
  );
  return Object.fromEntries(Object.entries(checked).filter(([name]) => named.has(name)));
}

/** Everything of a memory that is set field by field. */
export function fieldsOf(memory: Memory): MemoryFields {
  const { id: _id, version: _v, updatedAt: _u, useCount: _c, lastUsedAt: _l, ...rest } = memory;
  const { subject = null, supersededBy = null, expiresAt = null } = memory;
  const { validTo = null, staleSince = null } = memory;
  return { ...rest, subject, supersededBy, expiresAt, validTo, staleSince };
}
