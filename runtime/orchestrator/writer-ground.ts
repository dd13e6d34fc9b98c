// Where the tasks of a plan write: each on a ground of its own, merged into the changes of the run one at a time.
import { type FileStep, type Overlay, sameBytes, stepsOf } from '../changes/index.js';
import { FileMissingError } from '../ports/index.js';
import { createWriters, type Ground, type WritersOptions } from '../writers/index.js';
import type { MergeOutcome, WriterGround, WriterSite } from './ports.js';

/** Who has changed what the run had changed before any task. */
const OWNER = { taskId: 'run', agent: 'memfun' } as const;

/** @param options its overlay is that of the run; without `decide` a conflict takes nothing over and is worked on again */
export function writerGround(options: Omit<WritersOptions, 'owner'>): WriterGround {
  const writers = createWriters({ ...options, owner: OWNER });
  return {
    open: async ({ id, agent, outputs, shares }, signal) =>
      new Site(options.overlay, await writers.open({ id, agent, outputs, shares }, signal)),
    close: () => writers.dispose(),
  };
}

class Site implements WriterSite {
  constructor(
    private readonly run: Overlay,
    private readonly ground: Ground,
  ) {}

  get overlay(): Overlay {
    return this.ground.overlay;
  }

  async merge(signal: AbortSignal): Promise<MergeOutcome> {
    const before = new Map<string, Uint8Array | undefined>();
    for (const { path } of stepsOf(this.overlay.changes()))
      before.set(path, await contentOf(this.run, path));
    const outcome = await this.ground.merge(signal);
    if (outcome.state === 'conflict')
      return {
        state: 'conflict',
        files: outcome.files.map(({ path, reason }) => ({ path, reason })),
      };
    const files: FileStep[] = [];
    for (const path of new Set([...before.keys(), ...outcome.files.map(({ path }) => path)])) {
      const step = { path, before: before.get(path), after: await contentOf(this.run, path) };
      if (!sameBytes(step.before, step.after)) files.push(step);
    }
    return { state: 'merged', files };
  }

  close(): Promise<void> {
    return this.ground.close();
  }
}

export async function contentOf(run: Overlay, path: string): Promise<Uint8Array | undefined> {
  try {
    return await run.read(path);
  } catch (thrown) {
    if (thrown instanceof FileMissingError) return undefined;
    throw thrown;
  }
}
