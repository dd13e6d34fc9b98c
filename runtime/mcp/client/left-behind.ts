// Which server processes run for which window, so that those of a window that was killed are ended by the next one.
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type Logger, toErrorInfo } from '../../core/index.js';
import type { FileStore } from '../../ports/index.js';
import { endTree, isRunning } from '../../processes/index.js';

const noteSchema = z.object({
  /** Process id of the window. */
  owner: z.number().int(),
  running: z.array(z.object({ pid: z.number().int(), mark: z.string() })),
});

export interface ServerProcess {
  readonly pid: number;
  /** Carried by everything that it has started. */
  readonly mark: string;
  readonly ended: boolean;
}

const PREFIX = 'mcp-running-';

export class RunningServers {
  readonly #files: FileStore;
  readonly #logger: Logger;
  readonly #file = `${PREFIX}${randomUUID()}.json`;
  readonly #running = new Map<string, number>();
  #writing: Promise<void> = Promise.resolve();
  #cleared: Promise<void> | undefined;

  constructor(files: FileStore, logger: Logger) {
    this.#files = files;
    this.#logger = logger;
  }

  note({ pid, mark, ended }: ServerProcess): void {
    if (ended) this.#running.delete(mark);
    else this.#running.set(mark, pid);
    this.#writing = this.#writing
      .then(() => this.#write())
      .catch((error: unknown) => this.#tell(error));
  }

  /** Resolves when what is noted is on disk. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  /** Once for each window: ends what windows have left that do not run any more. */
  clear(): Promise<void> {
    this.#cleared ??= this.#clear().catch((error: unknown) => this.#tell(error));
    return this.#cleared;
  }

  async #write(): Promise<void> {
    if (this.#running.size === 0) return this.#files.remove(this.#file);
    const running = [...this.#running].map(([mark, pid]) => ({ pid, mark }));
    const text = `${JSON.stringify({ owner: process.pid, running })}\n`;
    await this.#files.write(this.#file, new TextEncoder().encode(text));
  }

  async #clear(): Promise<void> {
    for (const { name } of await this.#files.list('').catch(() => [])) {
      if (!name.startsWith(PREFIX) || name === this.#file) continue;
      const text = new TextDecoder().decode(await this.#files.read(name));
      const note = readNote(text);
      if (note !== undefined && isRunning(note.owner)) continue;
      for (const { pid, mark } of note?.running ?? [])
        await endTree(pid, mark, { onlyMarked: true });
      await this.#files.remove(name);
    }
  }

  #tell(error: unknown): void {
    this.#logger.warn('What runs of servers could not be noted.', { error: toErrorInfo(error) });
  }
}

/** `undefined` for one that was cut off or damaged. */
function readNote(text: string): z.infer<typeof noteSchema> | undefined {
  try {
    return noteSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
