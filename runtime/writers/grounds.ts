// What a writer's ground is made of: an overlay over a frozen view of the turn, the turn itself, or a checkout.
import { Overlay } from '../changes/index.js';
import type { FileChange, FileStore } from '../ports/index.js';
import type { LeftOut } from './types.js';

export interface Collected {
  readonly changes: readonly FileChange[];
  readonly leftOut: readonly LeftOut[];
}

export interface DirectGround {
  /** The workspace's folder, where commands run. */
  readonly root: string | undefined;
  readonly overlay: Overlay;
  /** Puts what the overlay holds where commands see it. */
  settle(signal: AbortSignal): Promise<void>;
  /** What is different from the beginning, or from the last time it was moved on. */
  collect(outputs: readonly string[], signal: AbortSignal): Promise<Collected>;
  /** From now on the writer sees these files as the turn has them; what it did so far no longer counts as new. */
  moveOn(turn: Overlay, files: readonly string[], signal: AbortSignal): Promise<void>;
  /** Never rejects. */
  remove(): Promise<void>;
}

const nothing = async (): Promise<void> => undefined;

/** Changes in memory over the turn as it is at this moment. */
export function overlayGround(turn: Overlay): DirectGround {
  let below: FileStore = turn.snapshot();
  const view: FileStore = {
    get root() {
      return below.root;
    },
    get localRoot() {
      return below.localRoot;
    },
    overDisk: () => below.overDisk?.(),
    read: (path, signal) => below.read(path, signal),
    write: (path, data) => below.write(path, data),
    list: (path) => below.list(path),
    stat: (path) => below.stat(path),
    remove: (path) => below.remove(path),
    ensureDir: (path) => below.ensureDir(path),
    realPath: (path) => below.realPath(path),
  };
  const overlay = new Overlay({ workspace: view });
  return {
    root: turn.overDisk()?.root,
    overlay,
    settle: nothing,
    collect: async () => ({ changes: overlay.changes(), leftOut: [] }),
    async moveOn() {
      below = turn.snapshot();
      overlay.reset();
    },
    remove: nothing,
  };
}

/** The turn itself: commands see the disk, and what they must see there is applied as the turn's own. */
export function diskGround(turn: Overlay): DirectGround {
  return {
    root: turn.overDisk()?.root,
    overlay: turn,
    settle: nothing,
    collect: async () => ({ changes: [], leftOut: [] }),
    moveOn: nothing,
    remove: nothing,
  };
}
