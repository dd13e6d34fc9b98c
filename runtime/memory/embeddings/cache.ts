// Vectors between starts: files that are written once, under the hash of the text. Any of them may be lost or damaged.
import { createHash } from 'node:crypto';
import { isAbort, throwIfAborted } from '../../core/index.js';
import type { FileStore } from '../../ports/index.js';
import type { StoredVector } from './vectors.js';

const MAGIC = 'memfun-vectors-1';
const HEAD = 64;
const KEY_BYTES = 16;
const CHECK_BYTES = 8;
/** When there are more files than that, all go into one. */
const MAX_FILES = 64;

export class VectorCache {
  readonly #files: FileStore;
  readonly #dir: string;
  readonly #writer: string;
  #written = 0;

  /** @param writer nobody else may write under this name; of lower-case letters, digits and `_` */
  constructor(files: FileStore, dir: string, writer: string) {
    this.#files = files;
    this.#dir = dir;
    this.#writer = writer;
  }

  keyOf(text: string): string {
    return createHash('sha256')
      .update(text)
      .digest('hex')
      .slice(0, 2 * KEY_BYTES);
  }

  /** All vectors of a provider by the key of their text. Damaged files are passed over. @throws AbortedError */
  async read(provider: string, signal: AbortSignal): Promise<Map<string, StoredVector>> {
    const dir = this.#dirOf(provider);
    const vectors = new Map<string, StoredVector>();
    const names = await this.#names(dir);
    for (const name of names) {
      throwIfAborted(signal);
      for (const [key, vector] of await this.#readFile(`${dir}/${name}`, signal))
        vectors.set(key, vector);
    }
    if (names.length > MAX_FILES) await this.#merge(dir, names, vectors);
    return vectors;
  }

  /** Keeps vectors by their text. What cannot be written is made anew next time. */
  async add(provider: string, vectors: ReadonlyMap<string, StoredVector>): Promise<void> {
    const keyed = new Map([...vectors].map(([text, vector]) => [this.keyOf(text), vector]));
    await this.#write(this.#dirOf(provider), keyed);
  }

  #dirOf(provider: string): string {
    return `${this.#dir}/${this.keyOf(provider)}`;
  }

  async #names(dir: string): Promise<readonly string[]> {
    try {
      const entries = await this.#files.list(dir);
      return entries.map(({ name }) => name).filter((name) => name.endsWith('.vec'));
    } catch {
      return [];
    }
  }

  async #readFile(path: string, signal: AbortSignal): Promise<ReadonlyMap<string, StoredVector>> {
    try {
      return decode(await this.#files.read(path, signal));
    } catch (error) {
      if (isAbort(error)) throw error;
      return new Map();
    }
  }

  async #write(dir: string, vectors: ReadonlyMap<string, StoredVector>): Promise<boolean> {
    if (vectors.size === 0) return true;
    try {
      await this.#files.ensureDir(dir);
      await this.#files.write(`${dir}/${this.#writer}-${this.#written++}.vec`, encode(vectors));
      return true;
    } catch {
      return false;
    }
  }

  async #merge(
    dir: string,
    names: readonly string[],
    vectors: ReadonlyMap<string, StoredVector>,
  ): Promise<void> {
    if (!(await this.#write(dir, vectors))) return;
    for (const name of names) {
      try {
        await this.#files.remove(`${dir}/${name}`);
      } catch {
        // It is read once more next time.
      }
    }
  }
}

function encode(vectors: ReadonlyMap<string, StoredVector>): Uint8Array {
  const dim = [...vectors.values()][0]?.bytes.length ?? 0;
  const size = KEY_BYTES + 4 + dim;
  const body = new Uint8Array(HEAD + vectors.size * size);
  body.set(new TextEncoder().encode(`${MAGIC} ${dim} ${vectors.size}`));
  const view = new DataView(body.buffer);
  let at = HEAD;
  for (const [key, { scale, bytes }] of vectors) {
    body.set(Buffer.from(key, 'hex'), at);
    view.setFloat32(at + KEY_BYTES, scale);
    body.set(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), at + KEY_BYTES + 4);
    at += size;
  }
  const file = new Uint8Array(body.length + CHECK_BYTES);
  file.set(body);
  file.set(checkOf(body), body.length);
  return file;
}

/** Empty when the file is not whole. */
function decode(file: Uint8Array): ReadonlyMap<string, StoredVector> {
  const vectors = new Map<string, StoredVector>();
  if (file.length < HEAD + CHECK_BYTES) return vectors;
  const body = file.subarray(0, file.length - CHECK_BYTES);
  if (Buffer.compare(checkOf(body), file.subarray(body.length)) !== 0) return vectors;
  const head = new TextDecoder().decode(body.subarray(0, HEAD)).replaceAll('\0', '').split(' ');
  const [magic, dim, count] = [head[0], Number(head[1]), Number(head[2])];
  const size = KEY_BYTES + 4 + dim;
  if (magic !== MAGIC || body.length !== HEAD + count * size) return vectors;
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  for (let at = HEAD; at < body.length; at += size) {
    const key = Buffer.from(body.subarray(at, at + KEY_BYTES)).toString('hex');
    const bytes = Int8Array.from(body.subarray(at + KEY_BYTES + 4, at + size));
    vectors.set(key, { scale: view.getFloat32(at + KEY_BYTES), bytes });
  }
  return vectors;
}

function checkOf(body: Uint8Array): Uint8Array {
  return createHash('sha256').update(body).digest().subarray(0, CHECK_BYTES);
}
