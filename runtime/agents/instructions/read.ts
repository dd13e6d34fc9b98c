// Reads the instructions that a folder of the workspace holds for agents: AGENTS.md, or what other tools have there.
import { throwIfAborted } from '../../core/index.js';
import { type FileStore, normalizePath, PathOutsideError } from '../../ports/index.js';

export interface InstructionFile {
  readonly path: string;
  /** What it holds for; `''`: the whole workspace. */
  readonly folder: string;
  /** With what it imports in its place. */
  readonly text: string;
  /** Of the file and its imports, as they are on disk. */
  readonly bytes: number;
  /** It is larger than what is kept of it. */
  readonly cut: boolean;
  readonly imports: readonly string[];
}

/** The first that is there counts: the common name, then those of single tools. */
const NAMES = ['AGENTS.md', 'CLAUDE.md'];
/** Only for the whole workspace. */
const ROOT_NAMES = [...NAMES, '.github/copilot-instructions.md'];
const MAX_BYTES = 32 * 1024;
const MAX_IMPORTS = 8;
const MAX_DEPTH = 3;
/** A line that is nothing but `@` and a path stands for that file. */
const IMPORT = /^@(\S+)[ \t]*$/;
const FENCE = /^\s*(?:```|~~~)/;

/** @returns `undefined` when the folder has none @throws AbortedError */
export async function readInstructions(
  workspace: FileStore,
  folder: string,
  signal: AbortSignal,
): Promise<InstructionFile | undefined> {
  for (const name of folder === '' ? ROOT_NAMES : NAMES) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const reading = new Reading(workspace, signal);
    const text = await reading.file(path, [path]);
    if (text === undefined || text.trim() === '') continue;
    const { bytes, imports, cut } = reading;
    return { path, folder, text: text.trim(), bytes, cut, imports };
  }
  return undefined;
}

class Reading {
  bytes = 0;
  cut = false;
  readonly imports: string[] = [];

  constructor(
    private readonly workspace: FileStore,
    private readonly signal: AbortSignal,
  ) {}

  /** @param way the files that led here, this one included: none is read inside of itself */
  async file(path: string, way: readonly string[]): Promise<string | undefined> {
    const text = await this.#text(path);
    if (text === undefined || !text.includes('@')) return text;
    const lines: string[] = [];
    let fenced = false;
    for (const line of text.split('\n')) {
      if (FENCE.test(line)) fenced = !fenced;
      const [, named] = fenced ? [] : (IMPORT.exec(line.replace(/\r$/, '')) ?? []);
      lines.push((named === undefined ? undefined : await this.#imported(named, way)) ?? line);
    }
    return lines.join('\n');
  }

  async #imported(named: string, way: readonly string[]): Promise<string | undefined> {
    if (this.imports.length >= MAX_IMPORTS || way.length > MAX_DEPTH) return undefined;
    const from = way.at(-1)?.split('/').slice(0, -1) ?? [];
    const path = inWorkspace([...from, named].join('/'), this.workspace.root);
    if (path === undefined || way.includes(path)) return undefined;
    const text = await this.file(path, [...way, path]);
    if (text !== undefined) this.imports.push(path);
    return text;
  }

  async #text(path: string): Promise<string | undefined> {
    throwIfAborted(this.signal);
    const info = await this.workspace.stat(path).catch(() => undefined);
    // A link may lead to a file of another folder of the workspace; out of it none is followed.
    const real = info === undefined ? undefined : await this.workspace.realPath(path);
    if (real === undefined || info?.kind === 'directory') return undefined;
    const data = await this.workspace.read(path, this.signal).catch(() => undefined);
    if (data === undefined || data.includes(0)) return undefined;
    const left = Math.max(0, MAX_BYTES - this.bytes);
    this.bytes += data.byteLength;
    if (data.byteLength > left) this.cut = true;
    // A character that was cut in two is dropped.
    return new TextDecoder('utf-8').decode(data.subarray(0, left), {
      stream: data.byteLength > left,
    });
  }
}

function inWorkspace(path: string, root: string): string | undefined {
  try {
    return normalizePath(path, root);
  } catch (thrown) {
    if (thrown instanceof PathOutsideError) return undefined;
    throw thrown;
  }
}
