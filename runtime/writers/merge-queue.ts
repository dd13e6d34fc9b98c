// The queue in which the work of writers comes into the turn: one after the other, conflicts decided on the way.
import type { Overlay } from '../changes/index.js';
import { isAbort, MemfunError, throwIfAborted } from '../core/index.js';
import type { FileChange } from '../ports/index.js';
import type { DirectGround } from './grounds.js';
import { type Author, mergeIn } from './merge-in.js';
import { carryOut } from './resolve.js';
import { conflictEvent, mergedEvent, resolvedEvent, type WriterEvent } from './tell.js';
import type { Decide, FoundConflict, Ground, MergeOutcome, WriterConflict } from './types.js';

export interface MergeQueueOptions {
  readonly overlay: Overlay;
  readonly conflictId: () => string;
  readonly owner: Author;
  readonly decide?: Decide;
  readonly tell?: (event: WriterEvent) => void;
}

export class MergeQueue {
  /** Who changed a file last. */
  readonly #authors = new Map<string, Author>();

  constructor(private readonly options: MergeQueueOptions) {}

  /** @throws AbortedError, WorktreeError; then conflicts that were not decided keep A */
  async merge(ground: Ground, under: DirectGround, signal: AbortSignal): Promise<MergeOutcome> {
    const { overlay, decide, tell } = this.options;
    const { task, kind } = ground;
    const author: Author = { taskId: task.id, agent: task.agent };
    const brought = await overlay.exclusive(async () => {
      throwIfAborted(signal);
      const { changes, leftOut } = await under.collect(task.outputs, signal);
      if (decide === undefined) {
        const refused = await this.#wouldConflict(changes, author);
        if (refused.length > 0) return { refused };
      }
      return { leftOut, ...(await this.#bring(changes, author)) };
    });
    if ('refused' in brought) return { state: 'conflict', files: brought.refused };
    const { merged, conflicts, leftOut } = brought;
    tell?.(mergedEvent(task, { kind, files: merged, conflicts: conflicts.length, leftOut }));
    for (const conflict of conflicts) tell?.(conflictEvent(conflict));
    const decided: string[] = [];
    for (const conflict of conflicts) decided.push(...(await this.#settle(conflict, signal)));
    const files = [...new Set([...merged, ...decided])].sort();
    await overlay.exclusive(() => under.moveOn(overlay, files, signal));
    return { state: 'merged', files, leftOut };
  }

  readonly #authorOf = (path: string): Author => this.#authors.get(path) ?? this.options.owner;

  /** Tried on a view that is thrown away. */
  async #wouldConflict(
    changes: readonly FileChange[],
    author: Author,
  ): Promise<readonly FoundConflict[]> {
    const trial = this.options.overlay.snapshot();
    return (await mergeIn(trial, changes, author, this.#authorOf)).conflicts;
  }

  async #bring(
    changes: readonly FileChange[],
    author: Author,
  ): Promise<{ readonly merged: readonly string[]; readonly conflicts: WriterConflict[] }> {
    const { overlay, conflictId } = this.options;
    const { merged, conflicts } = await mergeIn(overlay, changes, author, this.#authorOf);
    for (const path of merged) this.#authors.set(path, author);
    return { merged, conflicts: conflicts.map((one) => ({ id: conflictId(), ...one })) };
  }

  /** Asks until the answer can be carried out. @returns the files that are changed by it */
  async #settle(conflict: WriterConflict, signal: AbortSignal): Promise<readonly string[]> {
    const { overlay, decide, tell } = this.options;
    let problem: string | undefined;
    for (;;) {
      const resolution = (await decide?.(conflict, signal, problem)) ?? { take: 'a' };
      try {
        const path = await overlay.exclusive(() => carryOut(overlay, conflict, resolution));
        if (path !== undefined && resolution.take !== 'a') {
          const { taskId, agent } = conflict.b;
          this.#authors.set(path, { taskId, agent });
        }
        tell?.(resolvedEvent(conflict, resolution));
        return path === undefined ? [] : [path];
      } catch (thrown) {
        if (isAbort(thrown) || !(thrown instanceof MemfunError)) throw thrown;
        problem = thrown.message;
      }
    }
  }
}
