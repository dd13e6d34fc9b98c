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

/** How far a log has been read: by writer, how many operations of each of its segments, in their order. */
export type LogPoints = Readonly<Record<string, readonly number[]>>;

/** A state that holds every operation up to some points. */
export interface LogSnapshot {
  /** For people. */
  readonly name: string;
  readonly points: LogPoints;
  /** Version of what the parts hold, as their maker counts it. */
  readonly schema: number;
  /** Of a snapshot that was read: whoever asked for it may write to them. */
  readonly parts: Readonly<Record<string, Uint8Array>>;
}

/**
 * Where a log keeps states beside its operations, so that reading need not begin at the first one. A snapshot
 * that is damaged is reported by `damage` and never returned.
 */
export interface LogSnapshots {
  /** Intact snapshots, newest first. Each is read when it is asked for. */
  newestFirst(): AsyncIterable<LogSnapshot>;
  /**
   * Snapshots of other writers that hold operations which `readNew` has not returned; mostly none. Not thorough:
   * only looks when the log was not read for so long that operations may be gone from it.
   */
  unread(options: { readonly thorough: boolean }): Promise<readonly LogSnapshot[]>;
  /** The reader holds the state of this snapshot now: what it covers is not read again. */
  resume(snapshot: LogSnapshot): void;
  /** What `readNew` has returned so far. */
  points(): LogPoints;
  /** Whether so much is new since the last snapshot that another one pays. */
  due(): boolean;
  /** Another writer has taken care of what was due. */
  settled(): void;
  /** Writes a snapshot of a state up to these points. Best effort: a failure is reported by `damage`. */
  write(snapshot: Omit<LogSnapshot, 'name'> & { readonly hlc: string }): Promise<void>;
  /**
   * Removes what two snapshots make superfluous; those of a schema after this one do not count. Best effort,
   * never throws.
   */
  tidy(options: { readonly schema: number }): Promise<void>;
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
  /** Only where the log lies in files. */
  readonly snapshots?: LogSnapshots | undefined;
  close(): Promise<void>;
}
