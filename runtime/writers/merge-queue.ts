// The queue in which the work of writers comes into the turn: one after the other, conflicts decided on the way.
import { type FileStep, type Overlay, sameBytes } from '../changes/index.js';
import { isAbort, MemfunError, throwIfAborted } from '../core/index.js';
import type { FileChange } from '../ports/index.js';
import { NoMenderError } from './errors.js';
import type { DirectGround } from './grounds.js';
import { type Author, contentOf, mergeIn } from './merge-in.js';
import { carryOut, type Settled } from './resolve.js';
import { conflictEvent, mergedEvent, resolvedEvent, type WriterEvent } from './tell.js';
import type {
  Decide,
  FoundConflict,
  Ground,
  Mend,
  MergeOutcome,
  Resolution,
  WriterConflict,
} from './types.js';

export interface MergeQueueOptions {
  /** Of the turn: what writers do is merged into it. */
  readonly overlay: Overlay;
  readonly conflictId: () => string;
  /** Who has changed the files that the turn had changed before. */
  readonly owner: Author;
  /** Absent where nobody can decide about conflicts. */
  readonly decide?: Decide;
  /** Absent where no agent can be asked. */
  readonly mend?: Mend;
  /** Keeps B while nobody has decided: a stop loses neither version. */
  readonly versions?: {
    keep(conflict: WriterConflict): Promise<void>;
    drop(conflict: WriterConflict): Promise<void>;
  };
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
      const old = overlay.snapshot();
      return { leftOut, old, ...(await this.#bring(changes, author)) };
    });
    if ('refused' in brought) return { state: 'conflict', files: brought.refused };
    const { merged, conflicts, leftOut, old } = brought;
    tell?.(mergedEvent(task, { kind, files: merged, conflicts: conflicts.length, leftOut }));
    for (const conflict of conflicts) await this.options.versions?.keep(conflict);
    const decided: string[] = [];
    for (const conflict of conflicts) {
      // Only what somebody waits for can be answered.
      tell?.(conflictEvent(conflict));
      decided.push(...(await this.#settle(conflict, signal)));
      await this.options.versions?.drop(conflict);
    }
    return overlay.exclusive(async () => {
      const files = await stepsFrom(old, overlay, [...merged, ...decided]);
      await under.moveOn(
        overlay,
        files.map(({ path }) => path),
        signal,
      );
      return { state: 'merged', files, leftOut };
    });
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
        const settled = await this.#texts(conflict, resolution, signal);
        const path = await overlay.exclusive(() => carryOut(overlay, conflict, settled));
        if (path !== undefined && resolution.take !== 'a') {
          const { taskId, agent } = conflict.b;
          this.#authors.set(path, { taskId, agent });
        }
        tell?.(resolvedEvent(conflict, resolution));
        return path === undefined ? [] : [path];
      } catch (thrown) {
        if (isAbort(thrown) || !(thrown instanceof MemfunError)) throw thrown;
        problem = thrown.message;
        tell?.(conflictEvent(conflict, problem));
      }
    }
  }

  async #texts(
    conflict: WriterConflict,
    resolution: Resolution,
    signal: AbortSignal,
  ): Promise<Settled> {
    if (resolution.take === 'text') return resolution;
    if (resolution.take !== 'agent') return { take: resolution.take };
    if (this.options.mend === undefined) throw new NoMenderError();
    return { take: 'text', texts: await this.options.mend(conflict, signal) };
  }
}

/** What became of these files, those that were moved away included. */
async function stepsFrom(
  old: Overlay,
  now: Overlay,
  paths: readonly string[],
): Promise<readonly FileStep[]> {
  const moved = now.changes().flatMap((change) => (change.kind === 'move' ? [change] : []));
  const from = moved.filter(({ path }) => paths.includes(path)).map((change) => change.from);
  const steps: FileStep[] = [];
  for (const path of [...new Set([...paths, ...from])].sort()) {
    const [before, after] = [await contentOf(old, path), await contentOf(now, path)];
    if (!sameBytes(before, after)) steps.push({ path, before, after });
  }
  return steps;
}
