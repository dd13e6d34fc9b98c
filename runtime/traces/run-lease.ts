// Says to other windows that a run goes on: a small file, renewed while it does, that names the process.
import * as z from 'zod';
import type { FileStore } from '../ports/index.js';
import { isRunning } from '../processes/index.js';

/** Milliseconds between two renewals, and after the last one until nobody believes it. */
const RENEW_MS = 10_000;
const STALE_MS = 35_000;

const leaseSchema = z.object({ pid: z.number().int(), until: z.number() });

/** Renews the lease of a run until it is let go of. Failures only make others believe that it was interrupted. */
export class RunLease {
  readonly #files: FileStore;
  readonly #path: string;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  #written: Promise<void> = Promise.resolve();

  constructor(files: FileStore, path: string, now: () => number) {
    this.#files = files;
    this.#path = path;
    this.#now = now;
    this.#renew();
    this.#timer = setInterval(() => this.#renew(), RENEW_MS);
    this.#timer.unref();
  }

  async letGo(): Promise<void> {
    clearInterval(this.#timer);
    await this.#written;
    await this.#files.remove(this.#path).catch(() => undefined);
  }

  #renew(): void {
    const lease = { pid: process.pid, until: this.#now() + STALE_MS };
    const bytes = new TextEncoder().encode(JSON.stringify(lease));
    this.#written = this.#written
      .then(() => this.#files.write(this.#path, bytes))
      .catch(() => undefined);
  }
}

/** Whether the process that holds the lease is there and has renewed it lately. */
export async function holdsLease(files: FileStore, path: string, now: number): Promise<boolean> {
  try {
    const text = new TextDecoder().decode(await files.read(path));
    const { pid, until } = leaseSchema.parse(JSON.parse(text));
    return now < until && now > until - 2 * STALE_MS && isRunning(pid);
  } catch {
    return false;
  }
}
