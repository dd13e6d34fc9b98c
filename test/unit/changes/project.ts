// A project in memory for tests: its files, its storage, a target on them, backups, and turns that change it.
import {
  type Backups,
  createDiskGround,
  type JournaledTarget,
  openBackups,
  openJournaledTarget,
} from '../../../runtime/changes/index.js';
import { createIds, ManualClock } from '../../../runtime/core/index.js';
import type { FileChange } from '../../../runtime/ports/index.js';
import { createMemoryFileStore, type MemoryFileStore } from '../../support/file-stores.js';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const signal = new AbortController().signal;

export interface Project {
  readonly workspace: MemoryFileStore;
  readonly storage: MemoryFileStore;
  readonly target: JournaledTarget;
  readonly backups: Backups;
  readonly clock: ManualClock;
  /** All files as text. */
  readonly state: () => Record<string, string>;
  readonly write: (path: string, text: string) => Promise<void>;
  /** A turn that gives files these texts; `null` deletes. It is finished. */
  readonly turn: (turnId: string, files: Record<string, string | null>) => Promise<void>;
  /** Plans and does `/undo`. */
  readonly undo: () => Promise<readonly string[]>;
}

export async function openProject(
  files: Record<string, string>,
  { capBytes = 1_000_000 } = {},
): Promise<Project> {
  const workspace = createMemoryFileStore();
  const storage = createMemoryFileStore();
  for (const [path, text] of Object.entries(files)) await workspace.write(path, utf8(text));
  const clock = new ManualClock();
  const ids = createIds(clock);
  const target = await openJournaledTarget(createDiskGround(workspace), { storage, clock, ids });
  const backups = await openBackups({ files: storage, capBytes, clock, ids });

  const changeOf = async (path: string, text: string | null): Promise<FileChange | undefined> => {
    const before = await target.current(path);
    if (text === null) return before && { kind: 'delete', path, before, after: undefined };
    if (before === undefined) return { kind: 'create', path, before, after: utf8(text) };
    return { kind: 'modify', path, before, after: utf8(text) };
  };

  return {
    workspace,
    storage,
    target,
    backups,
    clock,
    state: () =>
      Object.fromEntries(
        [...workspace.files].sort().map(([path, data]) => [path, Buffer.from(data).toString()]),
      ),
    write: (path, text) => workspace.write(path, utf8(text)),
    async turn(turnId, wanted) {
      const changes = [];
      for (const [path, text] of Object.entries(wanted)) {
        const change = await changeOf(path, text);
        if (change !== undefined) changes.push(change);
      }
      await backups.apply({ turnId, sessionId: 'session' }, target, changes, signal);
      backups.finish(turnId);
      clock.advance(1000);
    },
    async undo() {
      const plan = await backups.planRewind(target, 1);
      const result = await backups.carryOut(plan, target, signal, { sessionId: 'session' });
      return result.restored.map(({ path }) => path);
    },
  };
}
