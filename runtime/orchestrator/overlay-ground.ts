// Parallel writers in memory: each writes to an overlay over the run's, and is merged into it three-way, one at a time.
import { type FileStep, merge, Overlay, sameBytes, stepsOf } from '../changes/index.js';
import { throwIfAborted } from '../core/index.js';
import { FileMissingError } from '../ports/index.js';
import type { MergeConflict, MergeOutcome, WriterGround, WriterSite } from './ports.js';

/** @param run the changes of the run, which all tasks end up in */
export function overlayGround(run: Overlay): WriterGround {
  return { open: async () => new OverlaySite(run) };
}

class OverlaySite implements WriterSite {
  readonly overlay: Overlay;

  constructor(private readonly run: Overlay) {
    this.overlay = new Overlay({ workspace: run });
  }

  merge(signal: AbortSignal): Promise<MergeOutcome> {
    return this.run.exclusive(async () => {
      throwIfAborted(signal);
      const merged: FileStep[] = [];
      const conflicts: MergeConflict[] = [];
      for (const { path, before: base, after: ours } of stepsOf(this.overlay.changes())) {
        const theirs = await contentOf(this.run, path);
        const content = combined(base, ours, theirs);
        if ('reason' in content) conflicts.push({ path, reason: content.reason });
        else if (!sameBytes(theirs, content.bytes))
          merged.push({ path, before: theirs, after: content.bytes });
      }
      if (conflicts.length > 0) return { state: 'conflict', files: conflicts };
      await putInto(this.run, merged);
      this.overlay.reset();
      return { state: 'merged', files: merged };
    });
  }

  async close(): Promise<void> {
    this.overlay.reset();
  }
}

type Content = { readonly bytes: Uint8Array | undefined } | { readonly reason: string };

function combined(
  base: Uint8Array | undefined,
  ours: Uint8Array | undefined,
  theirs: Uint8Array | undefined,
): Content {
  if (sameBytes(base, theirs)) return { bytes: ours };
  if (sameBytes(ours, theirs)) return { bytes: theirs };
  if (base === undefined) return { reason: 'another agent has created it meanwhile' };
  if (theirs === undefined) return { reason: 'another agent has removed it meanwhile' };
  if (ours === undefined) return { reason: 'it was removed here, and changed by another agent' };
  const result = merge(base, ours, theirs);
  return result.merged
    ? { bytes: result.content }
    : { reason: `by another agent meanwhile ${result.reason}` };
}

/** Makes these contents the run's. */
export async function putInto(run: Overlay, files: readonly FileStep[]): Promise<void> {
  for (const { path, after } of files) if (after === undefined) await run.remove(path);
  await run.writeAll(files.flatMap(({ path, after: data }) => (data ? { path, data } : [])));
}

export async function contentOf(run: Overlay, path: string): Promise<Uint8Array | undefined> {
  try {
    return await run.read(path);
  } catch (thrown) {
    if (thrown instanceof FileMissingError) return undefined;
    throw thrown;
  }
}
