// Which skills and agents are switched off in this project: they stay where they are and are not offered.
import * as z from 'zod';
import type { FileStore } from '../../ports/index.js';

const fileSchema = z.object({
  skills: z.array(z.string()).default([]),
  agents: z.array(z.string()).default([]),
});
export type SwitchKind = keyof z.infer<typeof fileSchema>;

const FILE = 'skills-off.json';

export class Switches {
  #writing: Promise<unknown> = Promise.resolve();

  /** @param files a folder where the model cannot write */
  constructor(private readonly files: FileStore) {}

  /** Names of those that are off. */
  async off(kind: SwitchKind): Promise<ReadonlySet<string>> {
    await this.#writing;
    return new Set((await this.#read())[kind]);
  }

  /** @throws whatever the disk throws */
  set(kind: SwitchKind, name: string, on: boolean): Promise<void> {
    const done = this.#writing.then(async () => {
      const now = await this.#read();
      const others = now[kind].filter((one) => one !== name);
      const changed = { ...now, [kind]: on ? others : [...others, name].sort() };
      const text = `${JSON.stringify(changed, null, 2)}\n`;
      await this.files.write(FILE, new TextEncoder().encode(text));
    });
    this.#writing = done.catch(() => undefined);
    return done;
  }

  /** A file that cannot be read switches nothing off. */
  async #read(): Promise<z.infer<typeof fileSchema>> {
    try {
      return fileSchema.parse(JSON.parse(new TextDecoder().decode(await this.files.read(FILE))));
    } catch {
      return { skills: [], agents: [] };
    }
  }
}
