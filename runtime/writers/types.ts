// Writers that work side by side: what each is given, and what becomes of it.
import type { FileStep, Overlay } from '../changes/index.js';
import type { FileChange } from '../ports/index.js';

export interface WriterTask {
  /** Names the task within its plan. */
  readonly id: string;
  /** Name of the agent that does it. */
  readonly agent: string;
  /**
   * What it will write: files, folders (`src/`), or patterns (`src/*.ts`, taken as the folder they begin with).
   * None: it may write everything.
   */
  readonly outputs: readonly string[];
  /** Those of the outputs, word for word, that others may write at the same time: they are no reason to wait. */
  readonly shares?: readonly string[];
  /** Whether it begins in a checkout, or takes turns with others that run commands; else it gets one when it runs one. */
  readonly needsCommands?: boolean;
}

/**
 * `overlay`: held in memory. `worktree`: a checkout of its own, on disk. `sequence`: nobody whose outputs overlap
 * works meanwhile.
 */
export type GroundKind = 'overlay' | 'worktree' | 'sequence';

/** Where one writer works. */
export interface Ground {
  readonly task: WriterTask;
  readonly kind: GroundKind;
  /** The workspace as this writer sees it: with what was merged before, without the work of those beside it. */
  readonly overlay: Overlay;
  /** Folder for its commands; absent where it runs none. */
  readonly root: string | undefined;
  /**
   * Before a command: puts the writer's changes where the command sees them, in a checkout that is made now if
   * there is none.
   * @returns the folder to run it in; `undefined` where none can be made: only what was applied is seen then
   * @throws GroundClosedError, AbortedError
   */
  settle(signal: AbortSignal): Promise<string | undefined>;
  /** What is not merged yet, also what commands have done. @throws GroundClosedError, AbortedError, WorktreeError */
  written(signal: AbortSignal): Promise<readonly FileStep[]>;
  /**
   * Brings the changes so far into the turn's overlay; afterwards the writer goes on from there. Conflicts are
   * decided one by one, meanwhile the turn has A. Where nobody can decide, nothing is taken over.
   * @throws GroundClosedError, AbortedError, WorktreeError; then conflicts that are not decided keep A
   */
  merge(signal: AbortSignal): Promise<MergeOutcome>;
  /** Drops what was not merged, and the checkout. Never rejects; a second call does nothing. */
  close(): Promise<void>;
}

/** What was done to the file on one side. */
export interface WriterSide {
  readonly taskId: string;
  readonly agent: string;
  readonly did: 'created' | 'changed' | 'deleted' | 'moved';
  /** Where it stands on this side, when that is another place. */
  readonly path?: string;
  /** `undefined`: deleted. */
  readonly content: Uint8Array | undefined;
}

export interface ConflictHunk {
  /** Line of the base from 1; 0 where there is no base. */
  readonly line: number;
  readonly base: string;
  readonly a: string;
  readonly b: string;
}

/**
 * `lines`: texts that differ in places. `file`: binary, of other encodings, or too different. `created`: both made
 * the file. `deleted`: one deleted what the other changed. `moved`: moved to two places. `place`: a file of the one
 * stands where the other needs a folder.
 */
export type ConflictKind = 'lines' | 'file' | 'created' | 'deleted' | 'moved' | 'place';

/** Two versions of which neither was taken. The turn's overlay holds A meanwhile. */
export interface WriterConflict {
  readonly id: string;
  readonly path: string;
  readonly kind: ConflictKind;
  /** End of a sentence about the file. */
  readonly reason: string;
  readonly base: Uint8Array | undefined;
  /** Whose work was merged first. */
  readonly a: WriterSide;
  /** Whose work came later. */
  readonly b: WriterSide;
  /** Of texts. */
  readonly hunks: readonly ConflictHunk[];
  /** The later writer's change, as it was made. */
  readonly change: FileChange;
}

/** A change that stays behind, and why. */
export interface LeftOut {
  readonly path: string;
  readonly reason: string;
}

export type MergeOutcome =
  | {
      readonly state: 'merged';
      /** What became of the files of the turn. */
      readonly files: readonly FileStep[];
      readonly leftOut: readonly LeftOut[];
    }
  /** Nothing was taken over. */
  | { readonly state: 'conflict'; readonly files: readonly FoundConflict[] };

/** A conflict before anybody is asked about it. */
export type FoundConflict = Omit<WriterConflict, 'id'>;

/**
 * What becomes of a conflict: A stays, B takes its place, texts that somebody has written from both (one for each
 * hunk), or an agent writes these.
 */
export type Resolution =
  | { readonly take: 'a' | 'b' | 'agent' }
  | { readonly take: 'text'; readonly texts: readonly string[] };

/** Writes one text for each hunk of a conflict. @throws MemfunError, AbortedError */
export type Mend = (conflict: WriterConflict, signal: AbortSignal) => Promise<readonly string[]>;

/** Decides about a conflict. @param problem why the last answer could not be carried out @throws AbortedError */
export type Decide = (
  conflict: WriterConflict,
  signal: AbortSignal,
  problem?: string,
) => Promise<Resolution>;

export interface Writers {
  /**
   * Waits where the task may not run beside those that are open. Every ground must be closed.
   * @throws AbortedError
   */
  open(task: WriterTask, signal: AbortSignal): Promise<Ground>;
  /** Closes what is open. */
  dispose(): Promise<void>;
}
