// A target of changes as a transaction: all or none, also through a kill, over any place where files are written.
import type { Clock, IdMaker, Logger } from '../core/index.js';
import {
  createIds,
  silentLogger,
  systemClock,
  throwIfAborted,
  toErrorInfo,
} from '../core/index.js';
import type { ChangeTarget, FileChange, FileStore } from '../ports/index.js';
import { ChangedMeanwhileError } from '../ports/index.js';
import { isRunning } from '../processes/index.js';
import { StorageWriteError } from '../storage/index.js';
import { sameBytes } from './hash.js';
import {
  dropJournal,
  listPending,
  markBack,
  type Pending,
  readJournal,
  writeJournal,
} from './journal.js';
import { type FileStep, stepsOf, toChange } from './steps.js';

/** Where files are written: the disk, or an editor. */
export interface ChangeGround {
  /** The file as the user sees it, unsaved edits included; `undefined` when there is none. */
  current(path: string): Promise<Uint8Array | undefined>;
  /**
   * Makes every `after` the content of its file. It may be cut off, or fail, between any two files.
   * A change whose file is already as wanted is one that must still be put on the disk, if it is not there.
   */
  write(changes: readonly FileChange[]): Promise<void>;
}

export interface JournalOptions {
  /** The project's own storage, outside of the workspace's files: the journal is kept there. */
  readonly storage: FileStore;
  readonly clock?: Clock;
  readonly ids?: IdMaker;
  readonly logger?: Logger;
}

/** What was done about a transaction that a crash had cut off. */
export interface Recovery {
  /** `left`: its record is damaged, or its files cannot be written now; then the next start tries again. */
  readonly outcome: 'finished' | 'taken-back' | 'left';
  readonly paths: readonly string[];
  /** Files that somebody changed since the crash: they were not touched. */
  readonly changedSince: readonly string[];
}

export interface JournaledTarget extends ChangeTarget {
  readonly recovered: readonly Recovery[];
}

/** After so long a transaction is taken for dead, even if its process id is in use (again). */
const ABANDONED_MS = 10 * 60_000;

/**
 * Opens a target on a ground; first finishes, or takes back, what a crash has left half done. A transaction that
 * was written down whole is finished: it had been decided.
 */
export async function openJournaledTarget(
  ground: ChangeGround,
  options: JournalOptions,
): Promise<JournaledTarget> {
  const { storage, clock = systemClock, logger = silentLogger } = options;
  const ids = options.ids ?? createIds(clock);
  const recovered: Recovery[] = [];
  for (const pending of await listPending(storage)) {
    if (isAtWork(pending, clock)) continue;
    const recovery = await recover(ground, storage, pending).catch((error: unknown): Recovery => {
      // The journal stays: the next start tries again.
      logger.error('A change that was cut off cannot be finished yet.', {
        error: toErrorInfo(error),
      });
      return { outcome: 'left', paths: [], changedSince: [] };
    });
    if (recovery === undefined) continue;
    recovered.push(recovery);
    logger.warn('A change of files had been cut off.', { ...recovery });
  }

  let queue: Promise<unknown> = Promise.resolve();
  return {
    recovered,
    current: (path) => ground.current(path),
    apply(changes, signal) {
      const run = queue.then(() => transact(changes, signal));
      queue = run.catch(() => undefined);
      return run;
    },
  };

  async function transact(changes: readonly FileChange[], signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    const steps = stepsOf(changes);
    await checkUnchanged(ground, steps);
    throwIfAborted(signal);
    const owner = { startedAt: clock.now(), process: process.pid, id: ids.next('change') };
    const name = await writeJournal(storage, steps, owner).catch((error: unknown) => {
      throw new StorageWriteError(storage.root, error);
    });
    // From here on there is no stopping half-way.
    try {
      await ground.write(changes);
    } catch (error) {
      await takeBack(name, steps);
      throw error;
    }
    await dropJournal(storage, name);
  }

  async function takeBack(name: string, steps: readonly FileStep[]): Promise<void> {
    try {
      await markBack(storage, name);
      await rewrite(ground, steps.toReversed(), 'before');
      await dropJournal(storage, name);
    } catch (error) {
      // The journal stays: the next start takes it back.
      logger.error('A failed change could not be taken back yet.', { error: toErrorInfo(error) });
    }
  }
}

async function checkUnchanged(ground: ChangeGround, steps: readonly FileStep[]): Promise<void> {
  const changed = [];
  for (const { path, before } of steps) {
    const now = await ground.current(path);
    if (!sameBytes(now, before)) changed.push({ path, reason: 'it was changed a moment ago' });
  }
  if (changed.length > 0) throw new ChangedMeanwhileError(changed);
}

async function recover(
  ground: ChangeGround,
  storage: FileStore,
  pending: Pending,
): Promise<Recovery | undefined> {
  const state = await readJournal(storage, pending);
  if (state.state === 'not-begun') {
    await dropJournal(storage, pending.name);
    return undefined;
  }
  if (state.state === 'damaged') {
    return { outcome: 'left', paths: state.paths, changedSince: [] };
  }
  const { back } = state;
  const steps = back ? state.steps.toReversed() : state.steps;
  const changedSince = await rewrite(ground, steps, back ? 'before' : 'after');
  await dropJournal(storage, pending.name);
  return {
    outcome: back ? 'taken-back' : 'finished',
    paths: steps.map(({ path }) => path),
    changedSince,
  };
}

/** Brings every file to one side of its step. @returns those that somebody else changed: they are left alone */
async function rewrite(
  ground: ChangeGround,
  steps: readonly FileStep[],
  side: 'before' | 'after',
): Promise<readonly string[]> {
  const changedSince: string[] = [];
  const changes: FileChange[] = [];
  for (const step of steps) {
    const now = await ground.current(step.path);
    if (!isOwn(now, step)) {
      changedSince.push(step.path);
      continue;
    }
    const change = toChange({ path: step.path, before: now, after: step[side] });
    if (change !== undefined) changes.push(change);
  }
  if (changes.length > 0) await ground.write(changes);
  return changedSince;
}

/** Whether a file is as the transaction found it, made it, or left it half-written. */
function isOwn(now: Uint8Array | undefined, { before, after }: FileStep): boolean {
  if (sameBytes(now, before) || sameBytes(now, after)) return true;
  if (now === undefined) return false;
  return [before, after].some(
    (whole) => whole !== undefined && sameBytes(now, whole.subarray(0, now.length)),
  );
}

function isAtWork({ process: id, startedAt }: Pending, clock: Clock): boolean {
  if (clock.now() - startedAt > ABANDONED_MS) return false;
  return isRunning(id);
}
