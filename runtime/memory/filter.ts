// Which memories a query may find: status, layer, category, tags, own fields, times.
import type { Memory, MemoryFilter } from './types.js';

/** What of a memory a filter looks at. */
export type Filtered = Pick<
  Memory,
  'status' | 'layer' | 'category' | 'tags' | 'fields' | 'createdAt'
> & { readonly expiresAt?: number | undefined; readonly validTo?: number | undefined };

/** Whether a memory passes the filter at `now` (milliseconds since the epoch). */
export function passes(memory: Filtered, filter: MemoryFilter, now: number): boolean {
  return (
    isThere(memory, filter, now) &&
    (filter.layers === undefined || filter.layers.includes(memory.layer)) &&
    (filter.category === undefined || memory.category === filter.category) &&
    (filter.after === undefined || memory.createdAt >= filter.after) &&
    (filter.before === undefined || memory.createdAt < filter.before) &&
    (filter.tags ?? []).every((tag) => memory.tags.includes(tag)) &&
    Object.entries(filter.fields ?? {}).every(([name, value]) => memory.fields[name] === value)
  );
}

function isThere(memory: Filtered, filter: MemoryFilter, now: number): boolean {
  const { status, expiresAt, createdAt, validTo } = memory;
  const { asOf, statuses = ['active'], includeSuperseded = false } = filter;
  const hasEnded = expiresAt !== undefined && expiresAt <= (asOf ?? now);
  if (hasEnded) return false;
  if (asOf !== undefined) {
    return status !== 'deleted' && createdAt <= asOf && (validTo === undefined || validTo > asOf);
  }
  return statuses.includes(status) || (includeSuperseded && status === 'superseded');
}
