// A cache of the list of conversations, so that only those that changed are read. Can be thrown away at any time.
import * as z from 'zod';
import type { FileStore, SessionInfo } from '../../ports/index.js';
import { sha256Short } from '../checksum.js';
import type { SessionFiles } from './session-folder.js';

const INDEX_FILE = /^list-(\d{8})-([0-9a-f]{16})\.json$/;
/** An older index stays for windows that are reading it. */
const KEPT = 2;

const entrySchema = z.object({
  files: z.array(z.string()),
  info: z.object({
    sessionId: z.string(),
    title: z.string(),
    createdAt: z.number(),
    updatedAt: z.number(),
    turns: z.number(),
  }),
});
const indexSchema = z.object({ format: z.literal(1), sessions: z.array(entrySchema) });
type Entry = Readonly<z.infer<typeof entrySchema>>;

export class SessionIndex {
  readonly #files: FileStore;
  readonly #dir: string;
  #entries: ReadonlyMap<string, Entry> | undefined;
  #number = 0;

  constructor(files: FileStore, dir: string) {
    this.#files = files;
    this.#dir = dir;
  }

  /** Infos of all these conversations; `read` is asked for those whose files are not the indexed ones. */
  async infos(
    present: SessionFiles,
    read: (sessionId: string) => Promise<SessionInfo>,
  ): Promise<readonly SessionInfo[]> {
    const known = this.#entries ?? (await this.#load());
    const entries = new Map<string, Entry>();
    let changed = known.size !== present.size;
    for (const [sessionId, files] of present) {
      const entry = known.get(sessionId);
      const same = entry !== undefined && sameNames(entry.files, files);
      changed ||= !same;
      entries.set(sessionId, same ? entry : { files: [...files], info: await read(sessionId) });
    }
    this.#entries = entries;
    if (changed) await this.#store(entries).catch(() => undefined);
    return [...entries.values()].map(({ info }) => info);
  }

  /** The newest index that is whole; an empty one when there is none. */
  async #load(): Promise<ReadonlyMap<string, Entry>> {
    for (const { name, number, digest } of await this.#stored()) {
      this.#number = Math.max(this.#number, number);
      try {
        const bytes = await this.#files.read(`${this.#dir}/${name}`);
        if ((await sha256Short(bytes)) !== digest) continue;
        const { sessions } = indexSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
        return new Map(sessions.map((entry) => [entry.info.sessionId, entry]));
      } catch {
        // Only a cache: the next older one, or the logs themselves.
      }
    }
    return new Map();
  }

  async #store(entries: ReadonlyMap<string, Entry>): Promise<void> {
    const text = JSON.stringify({ format: 1, sessions: [...entries.values()] });
    const bytes = new TextEncoder().encode(text);
    const number = String(++this.#number).padStart(8, '0');
    await this.#files.write(`${this.#dir}/list-${number}-${await sha256Short(bytes)}.json`, bytes);
    for (const { name } of (await this.#stored()).slice(KEPT)) {
      await this.#files.remove(`${this.#dir}/${name}`);
    }
  }

  /** Newest first. */
  async #stored(): Promise<readonly { name: string; number: number; digest: string }[]> {
    return (await this.#files.list(this.#dir))
      .flatMap(({ name }) => {
        const [, number, digest] = INDEX_FILE.exec(name) ?? [];
        if (number === undefined || digest === undefined) return [];
        return [{ name, number: Number(number), digest }];
      })
      .sort((a, b) => b.number - a.number);
  }
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
