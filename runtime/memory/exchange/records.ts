// Memories on their way from one place to another.
import type { Memory, MemoryRelation, MemoryVersion } from '../model.js';

/** A memory with its contents, oldest first. */
export interface MemoryRecord {
  readonly memory: Memory;
  readonly versions: readonly Pick<MemoryVersion, 'content' | 'at'>[];
}

export interface MemoryBatch {
  readonly memories: readonly MemoryRecord[];
  readonly relations: readonly MemoryRelation[];
}

/** `newer`: what is here was changed later and holds; earlier versions were added to its past. */
export interface TakenIn {
  readonly id: string;
  readonly became: 'added' | 'updated' | 'known' | 'newer' | 'refused';
  /** Why it was refused. */
  readonly reason?: string;
}
