// Which custom tools the user trusts: by the digest of their file, so that a changed one is a new one.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from '../core/index.js';
import type { FileStore } from '../ports/index.js';

const trustedSchema = z.object({
  tools: z.array(z.object({ name: z.string(), digest: z.string(), at: z.number() })),
});
type Trusted = z.infer<typeof trustedSchema>;

const FILE = 'custom-tools.json';

export class ToolTrust {
  readonly #files: FileStore;
  readonly #clock: Clock;

  /** @param files a folder where the model cannot write */
  constructor(files: FileStore, clock: Clock) {
    this.#files = files;
    this.#clock = clock;
  }

  async trusts(name: string, content: Uint8Array): Promise<boolean> {
    const digest = digestOf(content);
    return (await this.#read()).tools.some((one) => one.name === name && one.digest === digest);
  }

  async trust(name: string, content: Uint8Array): Promise<void> {
    const { tools } = await this.#read();
    const others = tools.filter((one) => one.name !== name);
    const at = this.#clock.now();
    await this.#write({ tools: [...others, { name, digest: digestOf(content), at }] });
  }

  async distrust(name: string): Promise<void> {
    const { tools } = await this.#read();
    await this.#write({ tools: tools.filter((one) => one.name !== name) });
  }

  /** A file that cannot be read trusts nothing. */
  async #read(): Promise<Trusted> {
    try {
      const text = new TextDecoder().decode(await this.#files.read(FILE));
      return trustedSchema.parse(JSON.parse(text));
    } catch {
      return { tools: [] };
    }
  }

  async #write(trusted: Trusted): Promise<void> {
    await this.#files.write(
      FILE,
      new TextEncoder().encode(`${JSON.stringify(trusted, null, 2)}\n`),
    );
  }
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
