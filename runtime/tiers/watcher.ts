// Whoever watches the keys of a state store that begin alike.
import type { Logger } from '../core/index.js';
import type { StateChange } from '../ports/index.js';

export interface Watcher {
  readonly prefix: string;
  readonly handler: (change: StateChange) => void;
}

/** Tells it a change of a key of its own, with a value that it may keep. Its fault must not undo somebody else's write. */
export function tellWatcher(
  { prefix, handler }: Watcher,
  change: StateChange,
  logger: Logger,
): void {
  if (!change.key.startsWith(prefix)) return;
  try {
    handler({ ...change, value: structuredClone(change.value) });
  } catch (error) {
    logger.warn('a watcher failed', { key: change.key, reason: String(error) });
  }
}
