// Changes put straight on a folder of files, as a transaction: all or none, also through a kill.
import type { Clock, IdMaker, Logger } from '../core/index.js';
import {
  createIds,
  silentLogger,
  systemClock,
  throwIfAborted,
  toErrorInfo,
} from '../core/index.js';
import type { ChangeTarget, FileStore } from '../ports/index.js';
import { ChangedMeanwhileError, FileMissingError } from '../ports/index.js';
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
import { type FileStep, stepsOf } from './steps.js';

export interface DiskTargetOptions {
  readonly workspace: FileStore;
  /** The project's own storage, outside of the workspace's files: the journal is kept there. */
  readonly storage: FileStore;
  readonly clock?: Clock;
  readonly ids?: IdMaker;
  readonly logger?: Logger;
}

/** What was done about a transaction that a crash had cut off. */
export interface Recovery {
  readonly outcome: 'finished' | 'taken-back' | 'left';
  readonly paths: readonly string[];
  /** Files that somebody changed since the crash: they were not touched. */
  readonly changedSince: readonly string[];
}

export interface DiskTarget extends ChangeTarget {
  readonly recovered: readonly Recovery[];
}

/** After so long a transaction is taken for dead, even if its process id is in use (again). */
const ABANDONED_MS = 10 * 60_000;

/**
 * Opens a target on the workspace; first finishes, or takes back, what a crash has left half done. A
 * transaction that was written down whole is finished: it had been decided.
 */
export async function openDiskTarget(options: DiskTargetOptions): Promise<DiskTarget> {
  const { workspace, storage, clock = systemClock, logger = silentLogger } = options;
  const ids = options.ids ?? createIds(clock);
  const recovered: Recovery[] = [];
  for (const pending of await listPending(storage)) {
    if (isAtWork(pending, clock)) continue;
    const recovery = await recover(workspace, storage, pending);
    if (recovery === undefined) continue;
    recovered.push(recovery);
    logger.warn('A change of files had been cut off.', { ...recovery });
  }

  let queue: Promise<unknown> = Promise.resolve();
  return {
    recovered,
    current: (path) => contentOf(workspace, path),
    apply(changes, signal) {
      const run = queue.then(() => transact(stepsOf(changes), signal));
      queue = run.catch(() => undefined);
      return run;
    },
  };

  async function transact(steps: readonly FileStep[], signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    await checkUnchanged(workspace, steps);
    const owner = { startedAt: clock.now(), process: process.pid, id: ids.next('change') };
    const name = await writeJournal(storage, steps, owner).catch((error: unknown) => {
      throw new StorageWriteError(storage.root, error);
    });
    // From here on there is no stopping half-way.
    try {
      for (const { path, after } of steps) await put(workspace, path, after);
    } catch (error) {
      await takeBack(name, steps);
      throw new StorageWriteError(workspace.root, error);
    }
    await dropJournal(storage, name);
  }

  async function takeBack(name: string, steps: readonly FileStep[]): Promise<void> {
    try {
      await markBack(storage, name);
      for (const { path, before } of steps.toReversed()) {
        if (!sameBytes(await contentOf(workspace, path), before))
          await put(workspace, path, before);
      }
      await dropJournal(storage, name);
    } catch (error) {
      // The journal stays: the next start takes it back.
      logger.error('A failed change could not be taken back yet.', { error: toErrorInfo(error) });
    }
  }
}

async function checkUnchanged(workspace: FileStore, steps: readonly FileStep[]): Promise<void> {
  const changed = [];
  for (const { path, before } of steps) {
    const now = await contentOf(workspace, path);
    if (!sameBytes(now, before)) changed.push({ path, reason: 'it was changed a moment ago' });
  }
  if (changed.length > 0) throw new ChangedMeanwhileError(changed);
}

async function recover(
  workspace: FileStore,
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
  const changedSince: string[] = [];
  for (const step of steps) {
    const wanted = back ? step.before : step.after;
    const now = await contentOf(workspace, step.path);
    if (sameBytes(now, wanted)) continue;
    if (isOwn(now, step)) await put(workspace, step.path, wanted);
    else changedSince.push(step.path);
  }
  await dropJournal(storage, pending.name);
  return {
    outcome: back ? 'taken-back' : 'finished',
    paths: steps.map(({ path }) => path),
    changedSince,
  };
}

/** Whether a file is as the transaction found it, made it, or left it half-written. */
function isOwn(now: Uint8Array | undefined, { before, after }: FileStep): boolean {
  if (sameBytes(now, before) || sameBytes(now, after)) return true;
  if (now === undefined) return false;
  return [before, after].some(
    (whole) => whole !== undefined && sameBytes(now, whole.subarray(0, now.length)),
  );
}

async function contentOf(workspace: FileStore, path: string): Promise<Uint8Array | undefined> {
  try {
    return await workspace.read(path);
  } catch (error) {
    if (error instanceof FileMissingError) return undefined;
    throw error;
  }
}

async function put(
  workspace: FileStore,
  path: string,
  content: Uint8Array | undefined,
): Promise<void> {
  if (content === undefined) await workspace.remove(path);
  else await workspace.write(path, content);
}

function isAtWork({ process: id, startedAt }: Pending, clock: Clock): boolean {
  if (clock.now() - startedAt > ABANDONED_MS) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
