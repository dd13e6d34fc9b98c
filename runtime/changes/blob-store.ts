// Whole file contents under their SHA-256, compressed; each content is kept once.
import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import type { FileStore } from '../ports/index.js';
import { contentHash } from './hash.js';

const compress = promisify(deflate);
const decompress = promisify(inflate);

export interface BlobInfo {
  readonly hash: string;
  /** Bytes on disk. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
}

export class BlobStore {
  readonly #files: FileStore;
  readonly #dir: string;

  constructor(files: FileStore, dir: string) {
    this.#files = files;
    this.#dir = dir;
  }

  /** Resolves when the content is on disk, with its hash and the bytes that it takes more than before. */
  async put(content: Uint8Array): Promise<{ readonly hash: string; readonly grown: number }> {
    const hash = contentHash(content);
    const packed = await compress(content);
    const path = this.#path(hash);
    const known = (await this.#files.stat(path))?.size;
    // A kill in the middle of writing leaves a shorter file under this name: such a one is written again.
    if (known === packed.length) return { hash, grown: 0 };
    await this.#files.write(path, packed);
    return { hash, grown: packed.length - (known ?? 0) };
  }

  async has(hash: string): Promise<boolean> {
    return (await this.#files.stat(this.#path(hash))) !== undefined;
  }

  /** `undefined` when it is not there or damaged. */
  async get(hash: string): Promise<Uint8Array | undefined> {
    try {
      const content = await decompress(await this.#files.read(this.#path(hash)));
      return contentHash(content) === hash ? new Uint8Array(content) : undefined;
    } catch {
      return undefined;
    }
  }

  async list(): Promise<readonly BlobInfo[]> {
    const blobs: BlobInfo[] = [];
    for (const { name: folder } of await this.#files.list(this.#dir)) {
      for (const { name } of await this.#files.list(`${this.#dir}/${folder}`)) {
        const info = await this.#files.stat(`${this.#dir}/${folder}/${name}`);
        if (info?.kind !== 'file') continue;
        blobs.push({ hash: folder + name, size: info.size, mtime: info.mtime });
      }
    }
    return blobs;
  }

  async remove(hash: string): Promise<void> {
    await this.#files.remove(this.#path(hash));
  }

  #path(hash: string): string {
    return `${this.#dir}/${hash.slice(0, 2)}/${hash.slice(2)}`;
  }
}
