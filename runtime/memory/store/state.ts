// The state of one memory as stamped fields. Invariant: merging is commutative, associative and idempotent,
// so that windows that have read the same operations, in whatever order, hold the same memory.
import { stampMs } from '../../storage/index.js';
import type { Memory } from '../model.js';
import type { MemoryFields } from './operations.js';

type FieldName = keyof MemoryFields;

/** By field: its value and the stamp of the operation that set it. */
export type MemoryState = {
  readonly [F in FieldName]?: readonly [value: MemoryFields[F], hlc: string];
};

/** The state after an operation with this stamp. */
export function mergeFields(
  state: MemoryState,
  fields: Partial<MemoryFields>,
  hlc: string,
): MemoryState {
  const newer = Object.entries(fields).filter(([name]) => {
    const current = state[name as FieldName];
    return current === undefined || hlc > current[1];
  });
  if (newer.length === 0) return state;
  const changed = Object.fromEntries(newer.map(([name, value]) => [name, [value, hlc]]));
  return { ...state, ...(changed as MemoryState) };
}

/** Facts about a memory that are sums over the log, not fields. */
export interface MemoryCounts {
  readonly versions: number;
  readonly uses: number;
  /** Milliseconds since the epoch; absent for a memory that was never used. */
  readonly lastUsedAt?: number;
}

/** `undefined` when the operation that made the memory is not (yet) there. */
export function memoryOf(id: string, state: MemoryState, counts: MemoryCounts): Memory | undefined {
  const content = state.content?.[0];
  const layer = state.layer?.[0];
  const createdAt = state.createdAt?.[0];
  if (content === undefined || layer === undefined || createdAt === undefined) return undefined;
  const subject = state.subject?.[0] ?? undefined;
  const supersededBy = state.supersededBy?.[0] ?? undefined;
  const expiresAt = state.expiresAt?.[0] ?? undefined;
  const validTo = state.validTo?.[0] ?? undefined;
  const staleSince = state.staleSince?.[0] ?? undefined;
  return {
    id,
    layer,
    category: state.category?.[0] ?? 'fact',
    content,
    tags: state.tags?.[0] ?? [],
    importance: state.importance?.[0] ?? 0.5,
    confidence: state.confidence?.[0] ?? 1,
    ...(subject === undefined ? {} : { subject }),
    fields: state.fields?.[0] ?? {},
    pinned: state.pinned?.[0] ?? false,
    status: state.status?.[0] ?? 'active',
    version: Math.max(1, counts.versions),
    ...(supersededBy === undefined ? {} : { supersededBy }),
    provenance: state.provenance?.[0] ?? { source: 'import' },
    createdAt,
    updatedAt: updatedAt(state),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(validTo === undefined ? {} : { validTo }),
    ...(staleSince === undefined ? {} : { staleSince }),
    useCount: counts.uses,
    ...(counts.lastUsedAt === undefined ? {} : { lastUsedAt: counts.lastUsedAt }),
  };
}

/**
 * When something was last said about it. That it was archived or marked as doubtful says nothing new: it goes on
 * fading.
 */
function updatedAt(state: MemoryState): number {
  const told = Object.entries(state).filter(
    ([name, [value]]) => name !== 'staleSince' && !(name === 'status' && value === 'archived'),
  );
  return Math.max(...told.map(([, [, hlc]]) => stampMs(hlc)));
}
