// What the work on a task asks of where it writes.
import type { FileStep, Overlay } from '../changes/index.js';
import type { PlanTask } from '../core/index.js';

/** Where the tasks of one plan write. One for the whole plan. */
export interface WriterGround {
  /**
   * A view of the workspace for one run of one task: with the changes of the tasks that have been merged, without those
   * of tasks that are at work. A task that is run again opens another one.
   */
  open(
    task: Pick<PlanTask, 'id' | 'agent' | 'outputs' | 'shares'>,
    signal: AbortSignal,
  ): Promise<WriterSite>;
  /** Closes what is still open. */
  close(): Promise<void>;
}

export interface WriterSite {
  /** What the tools of the task read and write. */
  readonly overlay: Overlay;
  /**
   * Puts what was written so far among the changes of the run, all or none. May be called several times (a command needs
   * the files on the disk), and afterwards the site goes on from the merged state.
   */
  merge(signal: AbortSignal): Promise<MergeOutcome>;
  /**
   * Before a command: puts what was written so far into a folder of the task's own.
   * @returns that folder; `undefined` where there is none: what the command must see has to be merged first
   */
  settle(signal: AbortSignal): Promise<string | undefined>;
  /** What is not merged yet, also what commands have done. */
  written(signal: AbortSignal): Promise<readonly FileStep[]>;
  /** Forgets what was not merged and lets go of folders and processes. Called exactly once. */
  close(): Promise<void>;
}

export type MergeOutcome =
  /** The files are what the merge has made of them among the changes of the run. */
  | { readonly state: 'merged'; readonly files: readonly FileStep[] }
  /** Nothing was taken over. */
  | { readonly state: 'conflict'; readonly files: readonly MergeConflict[] };

export interface MergeConflict {
  readonly path: string;
  /** For people, e.g. `both have changed the same lines`. */
  readonly reason: string;
}
