// Tier port: the memory log. What is remembered is a set of operations that merge in any order.
import type { Json } from '../core/index.js';

/** One operation of the memory log. `body` is checked by the memory's own schema. */
export interface LogOperation {
  /** Hybrid logical clock stamp `<ms>.<counter>.<window>`, unique and ordered as text. */
  readonly hlc: string;
  readonly body: Json;
}

/** What was found damaged and set aside while reading. */
export interface LogDamage {
  readonly file: string;
  readonly reason: string;
}

/**
 * Guarantees on every tier: an appended batch is durable when `append` resolves, as a whole or not at all;
 * batches of several writers never overwrite each other; reading never throws because of damaged data: it
 * yields everything that is intact and reports the rest.
 */
export interface KnowledgeBase {
  append(operations: readonly LogOperation[]): Promise<void>;
  /** Operations not yet returned to this instance, of all writers (its own past included), in no special order. */
  readNew(signal?: AbortSignal): Promise<readonly LogOperation[]>;
  /** Calls back when another writer may have appended. */
  onForeignChange(handler: () => void): { dispose(): void };
  damage(): readonly LogDamage[];
  close(): Promise<void>;
}
