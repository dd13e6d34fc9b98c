// How much of a memory is left, as a small bar, and in words.
import type { MemoryRow } from '../../extension/bridge/index.js';
import { strings } from '../strings/index.js';

const text = strings.memory;

export function RetentionBar({ row }: { readonly row: MemoryRow }) {
  const label = text.kept(row.retention);
  return (
    <svg className="retention" viewBox="0 0 24 4" role="img" aria-label={label}>
      <title>{label}</title>
      <rect className="whole" width={24} height={4} rx={2} />
      <rect className="left" width={Math.max(1.5, row.retention * 24)} height={4} rx={2} />
    </svg>
  );
}

export function retentionWords(row: MemoryRow): string {
  if (row.status !== 'active') return text.notFading[row.status];
  return row.fadesInDays === undefined
    ? text.neverFades
    : text.fades(row.fadesInDays, row.useCount);
}
