// Port: where the changes of a run are put. The editor implements it on workspace edits, the CLI on the disk.
import { MemfunError } from '../core/index.js';

interface Created {
  readonly kind: 'create';
  readonly path: string;
  readonly before: undefined;
  readonly after: Uint8Array;
}
interface Modified {
  readonly kind: 'modify';
  readonly path: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}
interface Deleted {
  readonly kind: 'delete';
  readonly path: string;
  readonly before: Uint8Array;
  readonly after: undefined;
}
/** The file of `from` stands at `path` afterwards, possibly with another content. */
interface Moved {
  readonly kind: 'move';
  readonly path: string;
  readonly from: string;
  /** Content at `from`, before. */
  readonly before: Uint8Array;
  /** Content at `path`, afterwards. */
  readonly after: Uint8Array;
}

/** What happens to one file. Paths are of the form of `FileStore`; contents are whole files. */
export type FileChange = Created | Modified | Deleted | Moved;

/** Why a file cannot be changed as intended. */
export interface ChangeConflict {
  readonly path: string;
  /** What stands in the way, as the end of a sentence: `it was edited on the same lines`. */
  readonly reason: string;
}

/** Somebody changed the files since the changes were made. Nothing was written. */
export class ChangedMeanwhileError extends MemfunError {
  readonly code = 'changes.meanwhile';
  constructor(readonly conflicts: readonly ChangeConflict[]) {
    const list = conflicts.map(({ path, reason }) => `${path}: ${reason}`).join('; ');
    super(`The changes no longer fit the files (${list}). Nothing was written.`, {
      remedy: 'Look at these files as they are now, then make the change again on top of them.',
    });
  }
}

/**
 * Guarantees of every target: `apply` writes all changes or none, also through a crash (then at the latest
 * when the target is opened again); where the host has undo, one `apply` is one undo step; the changes of one
 * call touch each path once.
 */
export interface ChangeTarget {
  /** The file as the user sees it, unsaved edits included; `undefined` when there is none. */
  current(path: string): Promise<Uint8Array | undefined>;
  /**
   * Makes every `after` the content of its file.
   * @throws ChangedMeanwhileError when a file is no longer as its `before`; AbortedError; in both cases, and
   * whenever this rejects, no file is changed.
   */
  apply(changes: readonly FileChange[], signal: AbortSignal): Promise<void>;
}
