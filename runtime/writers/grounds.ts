// What a writer's ground is made of: an overlay over a frozen view of the turn, the turn itself, or a checkout.
import { Overlay, stepsOf } from '../changes/index.js';
import type { FileChange, FileStore } from '../ports/index.js';
import type { GroundKind, LeftOut } from './types.js';

export interface Collected {
  readonly changes: readonly FileChange[];
  readonly leftOut: readonly LeftOut[];
}

export interface DirectGround {
  readonly kind: GroundKind;
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
export function overlayGround(turn: Overlay, kind: GroundKind): DirectGround {
  const { view, overlay } = movable(turn.snapshot());
  return {
    kind,
    root: turn.overDisk()?.root,
    overlay,
    settle: nothing,
    collect: async () => ({ changes: overlay.changes(), leftOut: [] }),
    async moveOn() {
      view.below = turn.snapshot();
      overlay.reset();
    },
    remove: nothing,
  };
}

/** The turn itself: commands see the disk, and what they must see there is applied as the turn's own. */
export function diskGround(turn: Overlay): DirectGround {
  return {
    kind: 'sequence',
    root: turn.overDisk()?.root,
    overlay: turn,
    settle: nothing,
    collect: async () => ({ changes: [], leftOut: [] }),
    moveOn: nothing,
    remove: nothing,
  };
}

/**
 * Changes in memory until the first command, then in a checkout of the turn as it was at the beginning.
 * @param checkOut throws WorktreeError; everything stays in memory then
 */
export function lateCheckout(
  turn: Overlay,
  checkOut: (base: Overlay, signal: AbortSignal) => Promise<DirectGround>,
): DirectGround {
  let base = turn.snapshot();
  const { view, overlay } = movable(base);
  let checkout: DirectGround | undefined;
  /** Brings what tools have done in memory into the checkout. */
  async function pour(into: DirectGround, signal: AbortSignal): Promise<void> {
    for (const { path, after } of stepsOf(overlay.changes())) {
      if (after === undefined) await into.overlay.remove(path);
      else await into.overlay.write(path, after);
    }
    await into.settle(signal);
    overlay.reset();
  }
  return {
    get kind() {
      return checkout?.kind ?? 'overlay';
    },
    get root() {
      return checkout?.root;
    },
    overlay,
    settle: (signal) =>
      overlay.exclusive(async () => {
        checkout ??= await checkOut(base, signal);
        await pour(checkout, signal);
        view.below = checkout.overlay;
      }),
    async collect(outputs, signal) {
      if (checkout === undefined) return { changes: overlay.changes(), leftOut: [] };
      await pour(checkout, signal);
      return checkout.collect(outputs, signal);
    },
    async moveOn(now, files, signal) {
      overlay.reset();
      if (checkout === undefined) view.below = base = now.snapshot();
      else await checkout.moveOn(now, files, signal);
    },
    remove: async () => checkout?.remove(),
  };
}

/** An overlay over a store that can be exchanged below it. */
function movable(first: FileStore): {
  readonly view: { below: FileStore };
  readonly overlay: Overlay;
} {
  const view = { below: first };
  const workspace: FileStore = {
    get root() {
      return view.below.root;
    },
    get localRoot() {
      return view.below.localRoot;
    },
    overDisk: () => view.below.overDisk?.(),
    read: (path, signal) => view.below.read(path, signal),
    write: (path, data) => view.below.write(path, data),
    list: (path) => view.below.list(path),
    stat: (path) => view.below.stat(path),
    remove: (path) => view.below.remove(path),
    ensureDir: (path) => view.below.ensureDir(path),
    realPath: (path) => view.below.realPath(path),
  };
  return { view, overlay: new Overlay({ workspace }) };
}
