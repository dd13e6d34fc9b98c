// What the user has allowed: servers by the digest of their definition, and their tools as they were described then.
import * as z from 'zod';
import type { Clock } from '../../core/index.js';
import { FileMissingError, type FileStore } from '../../ports/index.js';
import type { McpServerDefinition } from '../config/index.js';
import { digestOf } from './digest.js';

const allowedSchema = z.object({
  name: z.string(),
  digest: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** Digests by name; absent until the server has listed them for the first time. */
  tools: z.record(z.string(), z.string()).optional(),
});
const fileSchema = z.object({ servers: z.array(allowedSchema) });
type Allowed = z.infer<typeof allowedSchema>;

const FILE = 'mcp-servers.json';

export class McpConsent {
  readonly #files: FileStore;
  readonly #clock: Clock;
  #writing: Promise<unknown> = Promise.resolve();

  /** @param files a folder where the model cannot write */
  constructor(files: FileStore, clock: Clock) {
    this.#files = files;
    this.#clock = clock;
  }

  /** Whether this very definition is allowed: another word in it, and it is not. */
  async allows(definition: McpServerDefinition): Promise<boolean> {
    return (await this.#of(definition)) !== undefined;
  }

  /** Whether a server of that name was allowed in another form. */
  async knowsOther(definition: McpServerDefinition): Promise<boolean> {
    await this.#writing;
    const { name } = definition;
    return (
      (await this.#read()).some((one) => one.name === name) && !(await this.allows(definition))
    );
  }

  /** The tools as they were allowed; `undefined` when none have been looked at yet, also of a server not allowed. */
  async toolsOf(definition: McpServerDefinition): Promise<ReadonlyMap<string, string> | undefined> {
    const { tools } = (await this.#of(definition)) ?? {};
    return tools && new Map(Object.entries(tools));
  }

  /** @param tools those that it offers now, with their digests, where that is known */
  async allow(definition: McpServerDefinition, tools?: ReadonlyMap<string, string>): Promise<void> {
    const { name } = definition;
    const entry: Allowed = {
      name,
      digest: definitionDigest(definition),
      at: this.#clock.now(),
      ...(tools === undefined ? {} : { tools: Object.fromEntries(tools) }),
    };
    await this.#change((servers) => [...servers.filter((one) => one.name !== name), entry]);
  }

  async deny(name: string): Promise<void> {
    await this.#change((servers) => servers.filter((one) => one.name !== name));
  }

  async #of(definition: McpServerDefinition): Promise<Allowed | undefined> {
    await this.#writing;
    const digest = definitionDigest(definition);
    return (await this.#read()).find(
      (one) => one.name === definition.name && one.digest === digest,
    );
  }

  /** One after the other, each on what is on disk: another window may have written. */
  #change(make: (servers: readonly Allowed[]) => readonly Allowed[]): Promise<void> {
    const done = this.#writing.then(async () => {
      const servers = make(await this.#read());
      const text = `${JSON.stringify({ servers }, null, 2)}\n`;
      await this.#files.write(FILE, new TextEncoder().encode(text));
    });
    this.#writing = done.catch(() => undefined);
    return done;
  }

  /** A file that cannot be read allows nothing. */
  async #read(): Promise<readonly Allowed[]> {
    try {
      const text = new TextDecoder().decode(await this.#files.read(FILE));
      return fileSchema.parse(JSON.parse(text)).servers;
    } catch (error) {
      if (error instanceof FileMissingError || error instanceof SyntaxError) return [];
      if (error instanceof z.ZodError) return [];
      throw error;
    }
  }
}

/** Of what would be started, as it is written: not of the file that it stands in. */
function definitionDigest({ name, transport }: McpServerDefinition): string {
  return digestOf({ name, transport });
}
