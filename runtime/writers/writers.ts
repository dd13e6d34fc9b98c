// Writers side by side in one turn: who may work when, and on which ground.
import { type FileStep, type Overlay, stepsOf } from '../changes/index.js';
import { abortable, throwIfAborted } from '../core/index.js';
import { GroundClosedError, WorktreeError } from './errors.js';
import { type DirectGround, diskGround, lateCheckout, overlayGround } from './grounds.js';
import { MergeQueue, type MergeQueueOptions } from './merge-queue.js';
import { overlap } from './outputs.js';
import type { Ground, GroundKind, MergeOutcome, Writers, WriterTask } from './types.js';
import type { Worktrees } from './worktrees.js';

export interface WritersOptions extends MergeQueueOptions {
  /** Absent where no checkout can be made: writers that could meet take turns then. */
  readonly worktrees?: Worktrees;
}

/** A task that works, or waits for its ground. */
interface Place {
  readonly task: WriterTask;
  readonly gone: Promise<void>;
  readonly leave: () => void;
}

/** @returns writers on the overlay of one turn */
export function createWriters(options: WritersOptions): Writers {
  return new ParallelWriters(options);
}

class ParallelWriters implements Writers {
  /** In the order in which they came. */
  readonly #places = new Set<Place>();
  readonly #open = new Set<WriterGround>();
  readonly #queue: MergeQueue;

  constructor(private readonly options: WritersOptions) {
    this.#queue = new MergeQueue(options);
  }

  async open(task: WriterTask, signal: AbortSignal): Promise<Ground> {
    throwIfAborted(signal);
    const others = [...this.#places].filter((one) => meet(task, one.task));
    const place = placeFor(task);
    this.#places.add(place);
    try {
      const under = await this.#under(task, others, signal);
      throwIfAborted(signal);
      const ground = new WriterGround(task, under, this.#queue, () => {
        this.#open.delete(ground);
        this.#leave(place);
      });
      this.#open.add(ground);
      return ground;
    } catch (thrown) {
      this.#leave(place);
      throw thrown;
    }
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#open].map((ground) => ground.close()));
  }

  #leave(place: Place): void {
    this.#places.delete(place);
    place.leave();
  }

  async #under(
    task: WriterTask,
    others: readonly Place[],
    signal: AbortSignal,
  ): Promise<DirectGround> {
    const { overlay, worktrees } = this.options;
    if (others.length === 0 && task.needsCommands !== true) {
      return worktrees === undefined
        ? overlayGround(overlay, 'overlay')
        : lateCheckout(overlay, (base, stop) => worktrees.open(base, stop));
    }
    try {
      const worktree = await worktrees?.open(overlay, signal);
      if (worktree !== undefined) return worktree;
    } catch (thrown) {
      // Then it waits for its turn, as where there is no repository.
      if (!(thrown instanceof WorktreeError)) throw thrown;
    }
    await abortable(Promise.all(others.map(({ gone }) => gone)), signal);
    return task.needsCommands === true ? diskGround(overlay) : overlayGround(overlay, 'sequence');
  }
}

class WriterGround implements Ground {
  #closed: Promise<void> | undefined;

  constructor(
    readonly task: WriterTask,
    private readonly under: DirectGround,
    private readonly queue: MergeQueue,
    private readonly left: () => void,
  ) {}

  get overlay(): Overlay {
    return this.under.overlay;
  }

  get kind(): GroundKind {
    return this.under.kind;
  }

  get root(): string | undefined {
    return this.kind === 'overlay' ? undefined : this.under.root;
  }

  async settle(signal: AbortSignal): Promise<string | undefined> {
    if (this.#closed !== undefined) throw new GroundClosedError(this.task.id);
    try {
      await this.under.settle(signal);
      return this.under.kind === 'worktree' ? this.under.root : undefined;
    } catch (thrown) {
      if (thrown instanceof WorktreeError) return undefined;
      throw thrown;
    }
  }

  async written(signal: AbortSignal): Promise<readonly FileStep[]> {
    if (this.#closed !== undefined) throw new GroundClosedError(this.task.id);
    return stepsOf((await this.under.collect(this.task.outputs, signal)).changes);
  }

  async merge(signal: AbortSignal): Promise<MergeOutcome> {
    throwIfAborted(signal);
    if (this.#closed !== undefined) throw new GroundClosedError(this.task.id);
    return this.queue.merge(this, this.under, signal);
  }

  close(): Promise<void> {
    this.#closed ??= this.under.remove().finally(this.left);
    return this.#closed;
  }
}

/** Whether two tasks could write the same file, or run commands in the same folder. */
function meet(a: WriterTask, b: WriterTask): boolean {
  const share = a.needsCommands === true && b.needsCommands === true;
  if (share) return true;
  const [mine, others] = [unshared(a), unshared(b)];
  return mine !== undefined && others !== undefined && overlap(mine, others);
}

/** `undefined` when it shares all that it writes. */
function unshared({ outputs, shares = [] }: WriterTask): readonly string[] | undefined {
  const own = outputs.filter((output) => !shares.includes(output));
  return outputs.length > 0 && own.length === 0 ? undefined : own;
}

function placeFor(task: WriterTask): Place {
  let leave: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    leave = resolve;
  });
  return { task, gone, leave };
}
