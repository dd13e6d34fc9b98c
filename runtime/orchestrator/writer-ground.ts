// Where the tasks of a plan write: each on a ground of its own, merged into the changes of the run one at a time.
import type { Overlay } from '../changes/index.js';
import { FileMissingError } from '../ports/index.js';
import { createWriters, type WritersOptions } from '../writers/index.js';
import type { WriterGround } from './ports.js';

/** Who has changed what the run had changed before any task. */
const OWNER = { taskId: 'run', agent: 'memfun' } as const;

/** @param options its overlay is that of the run; without `decide` a conflict takes nothing over and is worked on again */
export function writerGround(options: Omit<WritersOptions, 'owner'>): WriterGround {
  const writers = createWriters({ ...options, owner: OWNER });
  return {
    open: ({ id, agent, outputs, shares }, signal) =>
      writers.open({ id, agent, outputs, shares }, signal),
    close: () => writers.dispose(),
  };
}

export async function contentOf(run: Overlay, path: string): Promise<Uint8Array | undefined> {
  try {
    return await run.read(path);
  } catch (thrown) {
    if (thrown instanceof FileMissingError) return undefined;
    throw thrown;
  }
}
