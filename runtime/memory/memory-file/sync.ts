// Brings `.memfun/MEMORY.md` and memory together: what was edited there becomes memory, then it is written anew.
import type { Logger } from '../../core/index.js';
import { toErrorInfo } from '../../core/index.js';
import type { FileStore } from '../../ports/index.js';
import { FileMissingError } from '../../ports/index.js';
import { sha256Short } from '../../storage/index.js';
import { MemoryDraftError, SecretInMemoryError } from '../errors.js';
import { isSummary } from '../recent/index.js';
import { isTurn } from '../said.js';
import type { Memory, MemoryDraft, MemoryLayer, MemoryService } from '../types.js';
import { MemoryFileError } from './errors.js';
import {
  type FileRow,
  lineKey,
  lineText,
  type ParsedFile,
  parseFile,
  renderFile,
} from './format.js';
import { healFile, writeWhole } from './journal.js';
import { type Edit, type Known, planEdits } from './plan.js';

export const MEMORY_FILE = '.memfun/MEMORY.md';
const SHOWN: readonly MemoryLayer[] = ['project', 'recent'];
/** Times that a file is read again because somebody wrote it meanwhile. */
const TRIES = 3;

export interface MemoryFileOptions {
  /** The workspace folder. */
  readonly workspace: FileStore;
  /** Where a text waits that is being written, in case that is cut short. */
  readonly storage: FileStore;
  readonly memory: MemoryService;
  /** In an untrusted workspace nothing is read or written. */
  readonly trusted: boolean;
  readonly logger: Logger;
}

/** `left`: it could not be understood or written, and stays as it is. */
export type MemoryFileState = 'written' | 'unchanged' | 'nothing' | 'untrusted' | 'left';

export interface MemoryFileResult {
  readonly state: MemoryFileState;
  /** What a person should know, in sentences. */
  readonly notes: readonly string[];
}

/** Never throws: what goes wrong is logged and told in the notes. */
export async function syncMemoryFile(options: MemoryFileOptions): Promise<MemoryFileResult> {
  if (!options.trusted) return { state: 'untrusted', notes: [] };
  try {
    return await new Sync(options).run();
  } catch (error) {
    const { message, remedy } = toErrorInfo(error);
    const note = error instanceof MemoryFileError ? `${message} ${remedy}` : message;
    options.logger.warn('MEMORY.md was not written', { message });
    return { state: 'left', notes: [note] };
  }
}

class Sync {
  readonly #options: MemoryFileOptions;
  readonly #notes: string[] = [];
  /** Lines that may not become memory, and must not be lost. */
  readonly #loose: string[] = [];

  constructor(options: MemoryFileOptions) {
    this.#options = options;
  }

  async run(): Promise<MemoryFileResult> {
    const { workspace, logger } = this.#options;
    // Someone else's link must not lead the file out of the workspace.
    if ((await workspace.realPath(MEMORY_FILE)) === undefined) {
      throw new MemoryFileError('it would lie outside of the workspace');
    }
    await healFile(this.#options, MEMORY_FILE);
    for (let left = TRIES; left > 0; left--) {
      const data = await read(workspace);
      const parsed = data === undefined ? undefined : parseFile(data);
      if (parsed !== undefined) await this.#takeOver(parsed);
      const state = await this.#write(data, parsed);
      if (state === undefined) continue;
      for (const note of this.#notes) logger.info(note);
      return { state, notes: this.#notes };
    }
    throw new MemoryFileError('it was changed again and again while it was read');
  }

  /** @returns `undefined` when the file was changed meanwhile */
  async #write(
    data: Uint8Array | undefined,
    parsed: ParsedFile | undefined,
  ): Promise<MemoryFileState | undefined> {
    const rows = await this.#rows();
    if (rows.length === 0 && parsed?.base === undefined) return 'nothing';
    const text = renderFile(parsed, rows, this.#loose);
    if (equal(text, data)) return 'unchanged';
    if (!equal(await read(this.#options.workspace), data)) return undefined;
    await writeWhole(this.#options, MEMORY_FILE, text);
    return 'written';
  }

  async #takeOver({ base, items, strays }: ParsedFile): Promise<void> {
    this.#loose.splice(0);
    if (base === undefined) return;
    this.#loose.push(...strays);
    const ids = new Set([...base.keys(), ...items.flatMap(({ id }) => id ?? [])]);
    const known = new Map<string, Known>();
    for (const id of ids) {
      const one = await this.#known(id);
      if (one !== undefined) known.set(id, one);
    }
    const prints = await Promise.all(
      items.map(({ id = '', category = known.get(id)?.memory.category, text }) =>
        print(category, text),
      ),
    );
    for (const edit of planEdits(items, prints, base, known)) await this.#apply(edit, known);
  }

  async #apply(edit: Edit, known: ReadonlyMap<string, Known>): Promise<void> {
    const { memory } = this.#options;
    if (edit.kind === 'forget') await memory.forget(edit.id);
    else if (edit.kind === 'stays') {
      this.#notes.push(
        `${edit.id} was removed from MEMORY.md, but had been changed meanwhile: it is kept.`,
      );
    } else {
      try {
        await this.#applyWords(edit, known);
      } catch (error) {
        if (!(error instanceof SecretInMemoryError || error instanceof MemoryDraftError)) {
          throw error;
        }
        this.#loose.push(edit.raw);
        this.#notes.push(`A line of MEMORY.md stays there, below the marks: ${error.message}`);
      }
    }
  }

  async #applyWords(
    edit: Exclude<Edit, { kind: 'forget' | 'stays' }>,
    known: ReadonlyMap<string, Known>,
  ): Promise<void> {
    const { memory } = this.#options;
    const { kind, content, category } = edit;
    const words = { content, ...(category === undefined ? {} : { category }) };
    if (kind === 'update') {
      await memory.update(edit.id, words);
      return;
    }
    const foreign = kind === 'save' && edit.foreign;
    const draft: MemoryDraft = {
      ...words,
      layer: 'project',
      provenance: { source: foreign ? 'import' : 'user', path: MEMORY_FILE },
    };
    if (kind === 'save') {
      await memory.save(draft);
      return;
    }
    // It may have been stored before what came after it failed.
    if ((await this.#shown()).some((one) => lineText(one.content) === lineText(content))) return;
    const layer = known.get(edit.id)?.memory.layer ?? 'project';
    const { id } = await memory.add({ ...draft, layer });
    await memory.relate({ from: id, to: edit.id, kind: 'contradicts', strength: 1 });
    this.#notes.push(
      `${edit.id} was changed in MEMORY.md and in memory: both are kept; settle it with /memory conflicts.`,
    );
  }

  async #known(id: string): Promise<Known | undefined> {
    const { memory } = this.#options;
    const found = await memory.get(id);
    if (found === undefined) return undefined;
    const { versions } = await memory.history(id);
    return {
      memory: found,
      shown: isShown(found),
      print: await print(found.category, lineText(found.content)),
      texts: new Set([found, ...versions].map(({ content }) => lineText(content))),
    };
  }

  async #shown(): Promise<readonly Memory[]> {
    return (await this.#options.memory.list({ layers: SHOWN })).filter(isShown);
  }

  async #rows(): Promise<readonly FileRow[]> {
    return Promise.all(
      (await this.#shown()).map(async ({ id, content, category }) => {
        const text = lineText(content);
        return { id, text, category, print: await print(category, text) };
      }),
    );
  }
}

function isShown(memory: Memory): boolean {
  return (
    memory.status === 'active' &&
    SHOWN.includes(memory.layer) &&
    !isTurn(memory) &&
    !isSummary(memory)
  );
}

async function read(workspace: FileStore): Promise<Uint8Array | undefined> {
  try {
    return await workspace.read(MEMORY_FILE);
  } catch (error) {
    if (error instanceof FileMissingError) return undefined;
    throw error;
  }
}

async function print(category: Memory['category'] | undefined, text: string): Promise<string> {
  return sha256Short(new TextEncoder().encode(lineKey(category, text)));
}

function equal(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
