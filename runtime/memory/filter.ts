// Which memories a query may find: status, layer, category, tags, own fields, times.
import type { Memory, MemoryFilter } from './types.js';

/** Whether a memory passes the filter at `now` (milliseconds since the epoch). */
export function passes(memory: Memory, filter: MemoryFilter, now: number): boolean {
  return (
    isThere(memory, filter, now) &&
    (filter.layers === undefined || filter.layers.includes(memory.layer)) &&
    (filter.category === undefined || memory.category === filter.category) &&
    (filter.tags ?? []).every((tag) => memory.tags.includes(tag)) &&
    Object.entries(filter.fields ?? {}).every(([name, value]) => memory.fields[name] === value) &&
    (filter.after === undefined || memory.createdAt >= filter.after) &&
    (filter.before === undefined || memory.createdAt < filter.before)
  );
}

function isThere(memory: Memory, filter: MemoryFilter, now: number): boolean {
  const { status, expiresAt, createdAt, validTo } = memory;
  const { asOf, statuses = ['active'], includeSuperseded = false } = filter;
  const hasEnded = expiresAt !== undefined && expiresAt <= (asOf ?? now);
  if (hasEnded) return false;
  if (asOf !== undefined) {
    return status !== 'deleted' && createdAt <= asOf && (validTo === undefined || validTo > asOf);
  }
  return statuses.includes(status) || (includeSuperseded && status === 'superseded');
}
