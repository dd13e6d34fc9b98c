// Writing over a file that must not be lost: the new text waits elsewhere until it is whole in its place.

import type { FileStore } from '../../ports/index.js';
import { FileMissingError } from '../../ports/index.js';
import { sha256Short } from '../../storage/index.js';

const PENDING = 'memory-file.pending';

interface Places {
  readonly workspace: FileStore;
  readonly storage: FileStore;
}

/** Writes over `path`. When that is cut short, `healFile` ends it. */
export async function writeWhole(
  { workspace, storage }: Places,
  path: string,
  data: Uint8Array,
): Promise<void> {
  const seal = new TextEncoder().encode(`${await sha256Short(data)}\n`);
  await storage.ensureDir('');
  await storage.write(PENDING, concat(seal, data));
  await workspace.ensureDir(path.split('/').slice(0, -1).join('/'));
  await workspace.write(path, data);
  await storage.remove(PENDING);
}

/** Ends a writing that was cut short: only when what stands there is the beginning of what was to be written. */
export async function healFile({ workspace, storage }: Places, path: string): Promise<void> {
  const pending = await readOrNothing(storage, PENDING);
  if (pending === undefined) return;
  const at = pending.indexOf('\n'.charCodeAt(0)) + 1;
  const data = pending.subarray(at);
  const isWhole =
    new TextDecoder().decode(pending.subarray(0, at - 1)) === (await sha256Short(data));
  const present = await readOrNothing(workspace, path);
  const isCut =
    present !== undefined &&
    present.length < data.length &&
    present.every((byte, index) => byte === data[index]);
  if (isWhole && isCut) await workspace.write(path, data);
  await storage.remove(PENDING);
}

async function readOrNothing(store: FileStore, path: string): Promise<Uint8Array | undefined> {
  try {
    return await store.read(path);
  } catch (error) {
    if (error instanceof FileMissingError) return undefined;
    throw error;
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
