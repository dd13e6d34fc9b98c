// The folder of all conversations: which files belong to which, and which conversations were deleted.
import type { DirEntry, FileStore } from '../../ports/index.js';
import { SessionNameError, StorageReadError } from '../errors.js';

const SESSION_FILE = /^(ses_[a-z0-9]+)\.(seg-.+|deleted)$/;
const SESSION_NAME = /^ses_[a-z0-9]+$/;

/** By conversation: the names of its log files, sorted. Deleted conversations are left out. */
export type SessionFiles = ReadonlyMap<string, readonly string[]>;

export class SessionFolder {
  readonly #files: FileStore;
  readonly dir: string;

  constructor(files: FileStore, dir: string) {
    this.#files = files;
    this.dir = dir;
  }

  /** One listing, whatever the number of conversations. @throws StorageReadError */
  async list(): Promise<SessionFiles> {
    const logs = new Map<string, string[]>();
    const deleted = new Set<string>();
    for (const { name, kind } of await this.#entries()) {
      const [, sessionId, rest] = SESSION_FILE.exec(name) ?? [];
      if (sessionId === undefined || kind !== 'file') continue;
      if (rest === 'deleted') deleted.add(sessionId);
      else logs.set(sessionId, [...(logs.get(sessionId) ?? []), name]);
    }
    for (const sessionId of deleted) {
      const left = logs.get(sessionId);
      logs.delete(sessionId);
      if (left !== undefined) await this.#remove(left);
    }
    for (const names of logs.values()) names.sort();
    return logs;
  }

  /** What has another name came from elsewhere, and could lead to another folder. @throws SessionNameError */
  refuseOther(sessionId: string): void {
    if (!SESSION_NAME.test(sessionId)) throw new SessionNameError(sessionId);
  }

  async isDeleted(sessionId: string): Promise<boolean> {
    const mark = `${sessionId}.deleted`;
    return (await this.#entries()).some(({ name }) => name === mark);
  }

  /** Marks a conversation as deleted, also for windows that still write to it, then removes its files. @throws SessionNameError */
  async delete(sessionId: string): Promise<void> {
    this.refuseOther(sessionId);
    const names = (await this.list()).get(sessionId) ?? [];
    await this.#files.write(`${this.dir}/${sessionId}.deleted`, new Uint8Array());
    await this.#remove(names);
  }

  async #entries(): Promise<readonly DirEntry[]> {
    try {
      return await this.#files.list(this.dir);
    } catch (error) {
      throw new StorageReadError(this.#files.root, error);
    }
  }

  /** What cannot be removed now is removed by a later listing. */
  async #remove(names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.#files.remove(`${this.dir}/${name}`).catch(() => undefined);
    }
  }
}
