// How memories are related, and which of them contradict each other.
import type { MemoryRelation, RelationKind } from './model.js';
import type { Stores } from './stores.js';
import type { MemoryConflict } from './types.js';

/** Relations between memories that are not deleted, of one kind or all. */
export function relationsIn(stores: Stores, kind?: RelationKind): readonly MemoryRelation[] {
  const isThere = (id: string): boolean => (stores.find(id)?.status ?? 'deleted') !== 'deleted';
  return stores
    .relations()
    .filter(
      (relation) =>
        (kind === undefined || relation.kind === kind) &&
        isThere(relation.from) &&
        isThere(relation.to),
    );
}

/** Pairs of active memories of which one says otherwise than the other, and nobody has said that both hold. */
export function conflictsIn(stores: Stores): readonly MemoryConflict[] {
  const contradictions = relationsIn(stores, 'contradicts');
  if (contradictions.length === 0) return [];
  // Whoever says that the two only relate has looked at them: both hold.
  const settled = new Set(
    stores
      .relations()
      .filter(({ kind }) => kind === 'relates')
      .flatMap(({ from, to }) => [`${from} ${to}`, `${to} ${from}`]),
  );
  return contradictions
    .filter(({ from, to }) => !settled.has(`${from} ${to}`))
    .flatMap(({ from, to }) => {
      const newer = stores.existing(from);
      const older = stores.existing(to);
      return newer.status === 'active' && older.status === 'active' ? [{ newer, older }] : [];
    });
}
