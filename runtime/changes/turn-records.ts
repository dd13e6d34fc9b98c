// One small record for each turn that changed files: which files, and their contents' hashes before and after.
import * as z from 'zod';
import type { FileStore } from '../ports/index.js';
import { seal, unseal } from './sealed.js';

const hashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .nullable();

const recordSchema = z.object({
  turnId: z.string().regex(/^[A-Za-z0-9_]+$/),
  sessionId: z.string(),
  /** Milliseconds since the epoch, of the first change. */
  at: z.number(),
  /** In order; a path has a second entry when somebody else changed it in between. `null`: no file. */
  files: z.array(
    z.object({
      path: z.string(),
      /** Before the first of these changes. */
      before: hashSchema,
      /** What the turn has made of it, one after the other; the last may not have been reached. */
      after: z.array(hashSchema).min(1),
    }),
  ),
  /** What this turn took back: files of earlier turns. Empty for a turn of work. */
  undoes: z.array(z.object({ turnId: z.string(), path: z.string() })),
});
export type TurnRecord = z.infer<typeof recordSchema>;

export interface RecordDamage {
  readonly file: string;
  readonly reason: string;
}

const NAME = /^([A-Za-z0-9_]+)-(\d{6})\.json$/;

/**
 * A record that grows is written under a new name before the older one is removed: a kill at any moment
 * leaves a whole one. Damaged ones are skipped and told.
 */
export class TurnRecords {
  readonly #files: FileStore;
  readonly #dir: string;
  /** Files never change under their name, so each is read once. */
  readonly #read = new Map<string, TurnRecord | RecordDamage>();

  constructor(files: FileStore, dir: string) {
    this.#files = files;
    this.#dir = dir;
  }

  /** All whole records, those of other windows included, oldest first. */
  async list(): Promise<readonly TurnRecord[]> {
    const newest = new Map<string, { generation: number; record: TurnRecord }>();
    for (const { turnId, generation, file } of await this.#names()) {
      const record = await this.#readFile(file);
      if (record === undefined || 'reason' in record || record.turnId !== turnId) continue;
      const known = newest.get(turnId);
      if (known === undefined || known.generation < generation) {
        newest.set(turnId, { generation, record });
      }
    }
    return [...newest.values()]
      .map(({ record }) => record)
      .sort((a, b) => a.at - b.at || (a.turnId < b.turnId ? -1 : 1));
  }

  /** Replaces the turn's record. Durable when this resolves. */
  async write(record: TurnRecord): Promise<void> {
    const older = (await this.#names()).filter(({ turnId }) => turnId === record.turnId);
    const generation = Math.max(-1, ...older.map((one) => one.generation)) + 1;
    const file = `${record.turnId}-${String(generation).padStart(6, '0')}.json`;
    await this.#files.write(`${this.#dir}/${file}`, await seal(recordSchema.parse(record)));
    this.#read.set(file, record);
    for (const one of older) await this.#drop(one.file);
  }

  async remove(turnId: string): Promise<void> {
    for (const one of await this.#names()) if (one.turnId === turnId) await this.#drop(one.file);
  }

  /** What could not be read so far. */
  damage(): readonly RecordDamage[] {
    return [...this.#read.values()].filter((one) => 'reason' in one);
  }

  async #names(): Promise<{ file: string; turnId: string; generation: number }[]> {
    return (await this.#files.list(this.#dir)).flatMap(({ name }) => {
      const [, turnId, generation] = NAME.exec(name) ?? [];
      return turnId === undefined ? [] : [{ file: name, turnId, generation: Number(generation) }];
    });
  }

  async #readFile(file: string): Promise<TurnRecord | RecordDamage | undefined> {
    const known = this.#read.get(file);
    if (known !== undefined) return known;
    let bytes: Uint8Array;
    try {
      bytes = await this.#files.read(`${this.#dir}/${file}`);
    } catch {
      return undefined; // another window has just replaced it
    }
    const result = await unseal(bytes, recordSchema);
    const found = result.whole ? result.value : { file, reason: result.damage };
    this.#read.set(file, found);
    return found;
  }

  async #drop(file: string): Promise<void> {
    await this.#files.remove(`${this.#dir}/${file}`);
    this.#read.delete(file);
  }
}
