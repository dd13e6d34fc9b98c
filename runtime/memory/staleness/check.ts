// Compares memories that speak of code with the code as it is now: doubted when it is another, trusted again when it is back.
import { MemfunError, throwIfAborted } from '../../core/index.js';
import type { Memory, MemoryService } from '../types.js';
import { type CodeReader, provenanceAt } from './anchor.js';

/**
 * Marks those whose code has changed or is gone, and takes the mark off where it is as it was.
 * @returns the memories whose mark has changed
 * @throws AbortedError, StorageWriteError
 */
export async function checkStale(
  memories: readonly Memory[],
  service: MemoryService,
  code: CodeReader,
  signal: AbortSignal,
): Promise<readonly Memory[]> {
  const changed: Memory[] = [];
  for (const memory of memories) {
    throwIfAborted(signal);
    const { path, symbol, codeHash } = memory.provenance;
    if (path === undefined || codeHash === undefined) continue;
    const state = await code.state(path, symbol, signal);
    if (state === 'unknown') continue;
    const isStale = state === 'gone' || state.fingerprint !== codeHash;
    if (isStale !== (memory.staleSince !== undefined)) {
      changed.push(await service.markStale(memory.id, isStale));
    }
  }
  return changed;
}

/** The same for every active memory that speaks of one of these files. */
export async function checkChangedFiles(
  paths: readonly string[],
  service: MemoryService,
  code: CodeReader,
  signal: AbortSignal,
): Promise<readonly Memory[]> {
  if (paths.length === 0) return [];
  const changed = new Set(paths);
  const citing = (await service.list()).filter(
    ({ provenance: { path, codeHash } }) =>
      path !== undefined && codeHash !== undefined && changed.has(path),
  );
  return checkStale(citing, service, code, signal);
}

/** What a memory speaks of is not there, so that it cannot be tied to it anew. */
export class CodeGoneError extends MemfunError {
  readonly code = 'memory.code_gone';
  constructor(place: string | undefined) {
    super(
      place === undefined
        ? 'This memory names no file of the workspace, so there is nothing to compare it with.'
        : `${place} is not there any more, so this memory cannot be renewed.`,
      { remedy: 'Forget the memory, or say what holds now.' },
    );
  }
}

/**
 * Says that a memory holds for the code as it is now.
 * @throws CodeGoneError, MemoryMissingError, AbortedError, StorageWriteError
 */
export async function renewMemory(
  memory: Memory,
  service: MemoryService,
  code: CodeReader,
  signal: AbortSignal,
): Promise<Memory> {
  const { path, symbol } = memory.provenance;
  if (path === undefined) throw new CodeGoneError(undefined);
  const state = await code.state(path, symbol, signal);
  if (state === 'gone' || state === 'unknown') {
    throw new CodeGoneError(symbol === undefined ? path : `${symbol} in ${path}`);
  }
  await service.update(memory.id, {
    provenance: await provenanceAt(memory, { path, symbol }, state.fingerprint, code),
  });
  return service.markStale(memory.id, false);
}
