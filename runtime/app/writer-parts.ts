// What agents that write side by side work with: checkouts in a folder of our own, and where their conflicts wait.
import path from 'node:path';
import { createIds, systemClock, toErrorInfo } from '../core/index.js';
import { ConflictDesk, openWorktrees, sweepLeases } from '../writers/index.js';
import type { MemfunParts } from './parts.js';
import type { MemfunEnvironment } from './types.js';

/** Removes behind the scenes what a killed process has left. Checkouts are made on this disk, in a trusted workspace. */
export function writerParts({
  workspace,
  projectStorage,
  trusted,
  logger,
}: MemfunEnvironment): Pick<MemfunParts, 'conflicts' | 'worktrees'> {
  const conflicts = new ConflictDesk();
  const own = projectStorage.localRoot;
  const { localRoot } = workspace;
  if (!trusted || own === undefined || localRoot === undefined) return { conflicts };
  const place = path.join(own, 'writers');
  void sweepLeases(place, systemClock.now()).catch((thrown: unknown) =>
    logger.warn('what writers have left could not be removed', { ...toErrorInfo(thrown) }),
  );
  const ids = createIds();
  const nextId = (): string => ids.next('task');
  return {
    conflicts,
    worktrees: (signal) =>
      openWorktrees({ workspace: localRoot, place, clock: systemClock, nextId }, signal),
  };
}
