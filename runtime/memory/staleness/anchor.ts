// Ties a memory to the code that it speaks of: file, symbol, what they looked like, and at which commit.
import type { Citation } from '../../core/index.js';
import type { Memory, MemoryService } from '../types.js';

/** `gone`: there is no such file or symbol. `unknown`: it cannot be told, e.g. the file is too large. */
export type CodeState = { readonly fingerprint: string } | 'gone' | 'unknown';

/** What is needed of the workspace's code. Paths are relative to it; one that leads outside is `gone`. */
export interface CodeReader {
  /** Of the text of a symbol; without one, of what the file defines (or of its text, when that cannot be read). */
  state(path: string, symbol: string | undefined, signal: AbortSignal): Promise<CodeState>;
  /** What a file defines, with the lines it stands on, innermost last; empty when it cannot be read. */
  symbols(
    path: string,
    signal: AbortSignal,
  ): Promise<
    readonly { readonly name: string; readonly startLine: number; readonly endLine: number }[]
  >;
  /** The commit that is checked out. */
  head(): Promise<string | undefined>;
}

interface Place {
  readonly path: string;
  readonly symbol: string | undefined;
}

const PATH = /(?:[\w@.-]+\/)*[\w@-][\w@.-]*\.[A-Za-z]{1,5}\b/g;
const NAME = /[A-Za-z_$][\w$]*/g;
/** Paths of one memory that are looked up. */
const MOST_PATHS = 5;

/**
 * Ties a memory to the first file that it names and that is there, else to what was cited where it was learned.
 * @returns the memory, with its place if there is one
 * @throws AbortedError, StorageWriteError, MemoryMissingError
 */
export async function anchorMemory(
  memory: Memory,
  service: MemoryService,
  code: CodeReader,
  {
    citations = [],
    signal,
  }: { readonly citations?: readonly Citation[]; readonly signal: AbortSignal },
): Promise<Memory> {
  const named = [...new Set(memory.content.match(PATH) ?? [])].slice(0, MOST_PATHS);
  const cited = named.length > 0 ? [] : citations.slice(0, 1);
  for (const { path, line } of [...named.map((path) => ({ path, line: undefined })), ...cited]) {
    const place = await placeIn(memory.content, path, line, code, signal);
    const state = await code.state(path, place.symbol, signal);
    if (state === 'gone' || state === 'unknown') continue;
    return service.update(memory.id, {
      provenance: await provenanceAt(memory, place, state.fingerprint, code),
    });
  }
  return memory;
}

/** The memory's provenance with a place as it is now. */
export async function provenanceAt(
  { provenance }: Memory,
  { path, symbol }: Place,
  codeHash: string,
  code: CodeReader,
): Promise<Memory['provenance']> {
  const commit = await code.head();
  const { symbol: _symbol, commit: _commit, ...rest } = provenance;
  return {
    ...rest,
    path,
    codeHash,
    ...(symbol === undefined ? {} : { symbol }),
    ...(commit === undefined ? {} : { commit }),
  };
}

/** The symbol of a file that a text names, else the one on the cited line. */
async function placeIn(
  text: string,
  path: string,
  line: number | undefined,
  code: CodeReader,
  signal: AbortSignal,
): Promise<Place> {
  const symbols = await code.symbols(path, signal);
  const words = new Set(text.replaceAll(path, ' ').match(NAME) ?? []);
  // A word of prose may happen to be a name, too: names that look like code are meant first.
  const named = symbols.filter(({ name }) => words.has(name));
  const looksLikeCode = ({ name }: { readonly name: string }): boolean =>
    /[a-z][A-Z]|[_$\d]/.test(name);
  const symbol =
    named.find(looksLikeCode) ??
    named.find(({ name }) => text.includes(`\`${name}`) || text.includes(`${name}(`)) ??
    (line === undefined
      ? undefined
      : symbols.findLast(({ startLine, endLine }) => startLine <= line && line <= endLine));
  return { path, symbol: symbol?.name };
}
