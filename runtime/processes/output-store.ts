// What commands have printed, whole: kept in pieces, without secrets, under a cap; the oldest go first.
//
//   outputs/<id>-<first character, twelve digits>.txt
import type { IdMaker, Logger } from '../core/index.js';
import { toErrorInfo } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import { NoSuchOutputError } from './errors.js';
import { readable } from './output-buffer.js';

const DIR = 'outputs';
const PIECE = /^(cal_[a-z0-9]+)-(\d{12})\.txt$/;
/** A piece ends with a line, once it has so many characters; a line that never ends is cut. */
const PIECE_CHARS = 256_000;
const MAX_LINE_CHARS = 1_024_000;
/** A single output is kept up to here. */
const MAX_CHARS = 64_000_000;
const CAP_BYTES = 256_000_000;
const MAX_READ = 1_000_000;

export interface OutputStoreOptions {
  readonly files: FileStore;
  readonly ids: IdMaker;
  readonly logger: Logger;
  /** Takes secrets out of a text. */
  readonly redact: (text: string) => string;
  /** Bytes that all outputs together may take. Default 256 MB. */
  readonly capBytes?: number;
}

/** A piece of an output. */
export interface OutputSlice {
  readonly text: string;
  /** Where the next look begins. */
  readonly next: number;
  /** Characters that are kept of this output. */
  readonly chars: number;
}

export class OutputStore {
  readonly #options: OutputStoreOptions;
  /** Bytes of pieces by name, asked for once: a piece does not change. */
  readonly #sizes = new Map<string, number>();

  constructor(options: OutputStoreOptions) {
    this.#options = options;
  }

  /** For one command that is about to run. */
  open(): OutputRecord {
    return new OutputRecord(this.#options.ids.next('call'), this.#options);
  }

  /** From a character on, at most `length` characters (default and most: a million). @throws NoSuchOutputError */
  async read(id: string, from = 0, length = MAX_READ): Promise<OutputSlice> {
    const pieces = (await this.#pieces()).filter((piece) => piece.id === id);
    const last = pieces.at(-1);
    if (last === undefined) throw new NoSuchOutputError(id);
    const chars = last.start + (await this.#text(last)).length;
    const end = Math.min(from + Math.min(length, MAX_READ), chars);
    let text = '';
    for (const [at, piece] of pieces.entries()) {
      const after = pieces[at + 1]?.start ?? chars;
      if (after <= from || piece.start >= end) continue;
      const whole = await this.#text(piece);
      text += whole.slice(Math.max(0, from - piece.start), end - piece.start);
    }
    return { text, next: Math.max(from, end), chars };
  }

  /** Removes the oldest outputs while all together are over the cap. */
  async prune(): Promise<void> {
    const { files, capBytes = CAP_BYTES } = this.#options;
    const pieces = await this.#pieces();
    let total = 0;
    for (const { name } of pieces) {
      const size = this.#sizes.get(name) ?? (await files.stat(`${DIR}/${name}`))?.size ?? 0;
      this.#sizes.set(name, size);
      total += size;
    }
    const newest = pieces.at(-1)?.id;
    for (const { name, id } of pieces) {
      if (total <= capBytes || id === newest) return;
      await files.remove(`${DIR}/${name}`);
      total -= this.#sizes.get(name) ?? 0;
      this.#sizes.delete(name);
    }
  }

  /** By output, oldest first, and by place. */
  async #pieces(): Promise<readonly Piece[]> {
    const entries = await this.#options.files.list(DIR);
    return entries
      .flatMap(({ name }): Piece[] => {
        const [, id, start] = PIECE.exec(name) ?? [];
        return id === undefined ? [] : [{ name, id, start: Number(start) }];
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #text({ name }: Piece): Promise<string> {
    return new TextDecoder().decode(await this.#options.files.read(`${DIR}/${name}`));
  }
}

interface Piece {
  readonly name: string;
  readonly id: string;
  readonly start: number;
}

/** The output of one command while it runs. */
export class OutputRecord {
  readonly id: string;
  readonly #options: OutputStoreOptions;
  #held = '';
  #chars = 0;
  #writing: Promise<void> = Promise.resolve();
  #failed = false;

  constructor(id: string, options: OutputStoreOptions) {
    this.id = id;
    this.#options = options;
  }

  add(text: string): void {
    if (this.#failed || this.#chars >= MAX_CHARS) return;
    this.#held += text;
    while (this.#held.length >= PIECE_CHARS) {
      const end = this.#held.lastIndexOf('\n') + 1;
      if (end > 0) this.#keep(end);
      else if (this.#held.length >= MAX_LINE_CHARS) this.#keep(this.#held.length);
      else return;
    }
  }

  /** Resolves when everything is kept: with its name, or with nothing where there is nothing, or no place for it. */
  async finish(): Promise<string | undefined> {
    if (!this.#failed && this.#held !== '' && this.#chars < MAX_CHARS)
      this.#keep(this.#held.length);
    await this.#writing;
    return this.#failed || this.#chars === 0 ? undefined : this.id;
  }

  #keep(end: number): void {
    const { files, redact, logger } = this.#options;
    const text = redact(readable(this.#held.slice(0, end)));
    this.#held = this.#held.slice(end);
    const name = `${DIR}/${this.id}-${String(this.#chars).padStart(12, '0')}.txt`;
    this.#chars += text.length;
    this.#writing = this.#writing.then(async () => {
      if (this.#failed) return;
      try {
        await files.ensureDir(DIR);
        await files.write(name, new TextEncoder().encode(text));
      } catch (error) {
        this.#failed = true;
        logger.warn('The output of a command could not be kept.', { error: toErrorInfo(error) });
      }
    });
  }
}
