// On Windows a shell ends with the process that started it, but not what the shell has started: what runs is noted in a
// file, and the next start ends what a killed process has left.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { type ListedProcess, leftBehind, type NotedProcess, runsStill } from './left-behind.js';

const run = promisify(execFile);
const LIST_MS = 20_000;
/** Milliseconds after which a note says anew that its process is there. */
const BEAT_MS = 10_000;

const noted = z.object({ pid: z.number().int().positive(), startedAt: z.number() });
const noteSchema = z.object({ host: noted, seenAt: z.number(), running: z.array(noted) });

/** What is asked of the system. */
export interface ProcessTable {
  list(): Promise<readonly ListedProcess[]>;
  /** Ends one at once. Does not reject when it has ended meanwhile. */
  end(pid: number): Promise<void>;
}

export class WindowsGuard {
  readonly #running = new Map<number, NotedProcess>();
  readonly #file: string;
  readonly #host: NotedProcess;
  #beat: NodeJS.Timeout | undefined;
  #written: Promise<void> = Promise.resolve();

  /** @param folder where the notes of all processes of this user lie */
  constructor(private readonly folder: string) {
    this.#file = path.join(folder, `${randomUUID()}.json`);
    this.#host = { pid: process.pid, startedAt: Date.now() - process.uptime() * 1000 };
  }

  /** Notes a process that was just started. @returns to be called when it has ended */
  guard(pid: number): () => void {
    this.#running.set(pid, { pid, startedAt: Date.now() });
    void this.#write();
    this.#beat ??= setInterval(() => void this.#write(), BEAT_MS).unref();
    return () => {
      if (!this.#running.delete(pid)) return;
      void this.#write();
      if (this.#running.size > 0) return;
      clearInterval(this.#beat);
      this.#beat = undefined;
    };
  }

  /** Resolves when all is on disk. */
  settled(): Promise<void> {
    return this.#written;
  }

  /** Ends what processes have left that are no more. Never rejects: what cannot be read or ended is left. */
  async endLeftBehind(table: ProcessTable = windowsProcesses): Promise<void> {
    const files = await readdir(this.folder).catch(() => []);
    if (files.length === 0) return;
    const listed = await table.list().catch(() => undefined);
    if (listed === undefined) return;
    for (const name of files) {
      const file = path.join(this.folder, name);
      const note = await readNote(file);
      if (note === undefined ? await isFresh(file) : runsStill(note.host, listed)) continue;
      const { running = [], seenAt = 0 } = note ?? {};
      for (const pid of leftBehind(running, listed, seenAt + BEAT_MS))
        await table.end(pid).catch(() => undefined);
      await rm(file, { force: true }).catch(() => undefined);
    }
  }

  #write(): Promise<void> {
    this.#written = this.#written.then(async () => {
      try {
        if (this.#running.size === 0) return await rm(this.#file, { force: true });
        await mkdir(this.folder, { recursive: true });
        const running = [...this.#running.values()];
        const note = { host: this.#host, seenAt: Date.now(), running };
        await writeFile(this.#file, JSON.stringify(note));
      } catch {
        // A note that cannot be made must not keep a command from running.
      }
    });
    return this.#written;
  }
}

async function readNote(file: string): Promise<z.infer<typeof noteSchema> | undefined> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Whether it may be just being written. */
async function isFresh(file: string): Promise<boolean> {
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < BEAT_MS;
}

const LIST =
  'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $([DateTimeOffset]::new($_.CreationDate).ToUnixTimeMilliseconds())" }';

export const windowsProcesses: ProcessTable = {
  async list() {
    const { stdout } = await run(
      'powershell.exe',
      ['-NoProfile', '-NonInteractive', '-Command', LIST],
      { timeout: LIST_MS, maxBuffer: 16 * 1024 * 1024, windowsHide: true },
    );
    return parseListed(stdout);
  },
  async end(pid) {
    await run('taskkill', ['/pid', String(pid), '/F'], { windowsHide: true });
  },
};

/** Lines of number, parent and start; any other line, like that of a process without a start, is left out. */
export function parseListed(text: string): readonly ListedProcess[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, pid, parent, startedAt] = /^(\d+) (\d+) (\d+)$/.exec(line.trim()) ?? [];
    return pid === undefined
      ? []
      : [{ pid: Number(pid), parent: Number(parent), startedAt: Number(startedAt) }];
  });
}
