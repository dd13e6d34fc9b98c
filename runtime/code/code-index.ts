// The index of a workspace's code: what is defined where and who uses it, kept up to date by time and size.
import { breathe, eachInSlices, isAbort, throwIfAborted } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import type { CodeService } from './code-service.js';
import { decodeText } from './decode.js';
import { languageOf } from './languages/index.js';
import { type Edge, pageRank } from './rank.js';
import type { CodeSymbol, ParsedFile } from './types.js';
import { walkWorkspace } from './workspace-walk.js';

const MAX_BYTES = 512 * 1024;
/** A file with lines this long on average was not written by hand. */
const MINIFIED_LINE = 400;
const GENERATED = /@generated\b|\bcode generated\b.{0,60}\bdo not edit\b/i;
const COMMON_NAME = 8;
/** Files whose edges are made before others have their turn. */
const EDGES_SLICE = 50;

export interface FoundSymbol extends Omit<CodeSymbol, 'children'> {
  readonly path: string;
}

export interface RankedFile {
  readonly path: string;
  readonly rank: number;
  readonly symbols: readonly CodeSymbol[];
}

export interface IndexReport {
  /** Files parsed by this refresh. */
  readonly parsed: number;
  /** Files that had not changed. */
  readonly unchanged: number;
  /** Files of a known language left out: huge, minified, generated, binary. */
  readonly skipped: number;
  readonly removed: number;
  /** Files the parser failed on, with the reason. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
}

interface Entry {
  readonly mtime: number;
  readonly size: number;
  /** `undefined` when the file is left out. */
  readonly file: ParsedFile | undefined;
  readonly failure?: string;
}

export interface CodeIndexOptions {
  readonly workspace: FileStore;
  readonly code: CodeService;
}

export class CodeIndex {
  readonly #workspace: FileStore;
  readonly #code: CodeService;
  readonly #entries = new Map<string, Entry>();
  #references: readonly Edge[] | undefined;
  /** How often a file changed. */
  #changes = 0;

  constructor({ workspace, code }: CodeIndexOptions) {
    this.#workspace = workspace;
    this.#code = code;
  }

  /** Parses what has changed since the last time. What is done stays when it is aborted. */
  async refresh(signal?: AbortSignal): Promise<IndexReport> {
    const seen = new Set<string>();
    let parsed = 0;
    let unchanged = 0;
    for await (const path of walkWorkspace(this.#workspace, { signal })) {
      if (languageOf(path) === undefined) continue;
      seen.add(path);
      const changed = await this.#update(path, signal);
      if (changed) parsed++;
      else unchanged++;
      await breathe(signal);
    }
    const gone = [...this.#entries.keys()].filter((path) => !seen.has(path));
    for (const path of gone) this.#entries.delete(path);
    if (gone.length > 0) this.#changed();
    const entries = [...this.#entries];
    const failed = entries.flatMap(([path, { failure }]) =>
      failure === undefined ? [] : [{ path, reason: failure }],
    );
    const without = entries.filter(([, entry]) => entry.file === undefined).length;
    return { parsed, unchanged, skipped: without - failed.length, removed: gone.length, failed };
  }

  /** Symbols whose name fits the query, best first: equal, beginning, initials (`gUN` finds `getUserName`), parts. */
  symbols(query: string, limit = 50): readonly FoundSymbol[] {
    const rated: { readonly score: number; readonly symbol: FoundSymbol }[] = [];
    for (const [path, { file }] of this.#entries) {
      for (const { children: _children, ...symbol } of flatten(file?.symbols ?? [])) {
        const score = fitOf(query, symbol.name);
        if (score > 0) rated.push({ score, symbol: { ...symbol, path } });
      }
    }
    rated.sort((a, b) => b.score - a.score || (a.symbol.path < b.symbol.path ? -1 : 1));
    return rated.slice(0, limit).map(({ symbol }) => symbol);
  }

  /**
   * Files by how much the others use them, found while others have their turn in between.
   * @param focus path parts or symbol names to rank around
   * @throws AbortedError
   */
  async ranked(
    focus: readonly string[] = [],
    signal?: AbortSignal,
  ): Promise<readonly RankedFile[]> {
    const edges = await this.references(signal);
    const nodes = [...this.#entries.keys()].filter((path) => this.#fileOf(path) !== undefined);
    const meant = new Map(nodes.map((path) => [path, this.#meant(path, focus)]));
    const known = new Set(nodes);
    // Files may have gone since.
    const among = edges.filter(({ from, to }) => known.has(from) && known.has(to));
    const ranks = await pageRank(nodes, among, meant, signal);
    return nodes
      .map((path) => ({
        path,
        rank: ranks.get(path) ?? 0,
        symbols: this.#fileOf(path)?.symbols ?? [],
      }))
      .sort((a, b) => b.rank - a.rank || (a.path < b.path ? -1 : 1));
  }

  /**
   * Edges from files that name a symbol to the files that define it; names defined everywhere say nothing. The same array
   * until a file changes, and made while others have their turn in between.
   * @throws AbortedError
   */
  async references(signal?: AbortSignal): Promise<readonly Edge[]> {
    if (this.#references !== undefined) return this.#references;
    const as = this.#changes;
    const edges = await this.#edges(signal);
    // Somebody else may have made them meanwhile.
    if (as === this.#changes) this.#references ??= edges;
    return this.#references ?? edges;
  }

  async #edges(signal: AbortSignal | undefined): Promise<readonly Edge[]> {
    const entries = [...this.#entries];
    const options = { signal, size: EDGES_SLICE };
    const definedIn = new Map<string, Set<string>>();
    const define = ([path, { file }]: readonly [string, Entry]): void => {
      for (const { name } of flatten(file?.symbols ?? []))
        definedIn.set(name, (definedIn.get(name) ?? new Set()).add(path));
    };
    await eachInSlices(entries, define, options);
    const edges: Edge[] = [];
    const follow = ([from, { file }]: readonly [string, Entry]): void => {
      const row = new Map<string, number>();
      for (const [name, count] of file?.references ?? []) {
        const homes = definedIn.get(name);
        if (homes === undefined || homes.size > COMMON_NAME || homes.has(from)) continue;
        for (const to of homes) row.set(to, (row.get(to) ?? 0) + Math.sqrt(count) / homes.size);
      }
      for (const [to, weight] of row) edges.push({ from, to, weight });
    };
    await eachInSlices(entries, follow, options);
    return edges;
  }

  #fileOf(path: string): ParsedFile | undefined {
    return this.#entries.get(path)?.file;
  }

  #meant(path: string, focus: readonly string[]): number {
    const names = new Set(flatten(this.#fileOf(path)?.symbols ?? []).map(({ name }) => name));
    return focus.filter((word) => path.includes(word) || names.has(word)).length;
  }

  /** Whether the file had to be read again. */
  async #update(path: string, signal: AbortSignal | undefined): Promise<boolean> {
    const info = await this.#workspace.stat(path);
    if (info === undefined) return false;
    const { mtime, size } = info;
    const known = this.#entries.get(path);
    if (known?.mtime === mtime && known.size === size) return false;
    try {
      const file = size > MAX_BYTES ? undefined : await this.#parse(path, signal);
      this.#set(path, { mtime, size, file });
    } catch (error) {
      throwIfAborted(signal);
      if (isAbort(error)) throw error;
      const failure = error instanceof Error ? error.message : String(error);
      this.#set(path, { mtime, size, file: undefined, failure });
    }
    return true;
  }

  #set(path: string, entry: Entry): void {
    this.#entries.set(path, entry);
    this.#changed();
  }

  #changed(): void {
    this.#references = undefined;
    this.#changes++;
  }

  async #parse(path: string, signal: AbortSignal | undefined): Promise<ParsedFile | undefined> {
    const decoded = decodeText(await this.#workspace.read(path, signal));
    const language = languageOf(path);
    if (decoded.binary || language === undefined || !writtenByHand(decoded.text)) return undefined;
    return this.#code.parse(decoded.text, language, signal);
  }
}

/** Symbols and all that stand inside them, in order. */
export function flatten(symbols: readonly CodeSymbol[]): readonly CodeSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...flatten(symbol.children ?? [])]);
}

function writtenByHand(text: string): boolean {
  const lines = text.split('\n').length;
  return text.length / lines < MINIFIED_LINE && !GENERATED.test(text.slice(0, 600));
}

function fitOf(query: string, name: string): number {
  if (query === name) return 6;
  const wanted = query.toLowerCase();
  const low = name.toLowerCase();
  if (wanted === '' || wanted === low) return 5;
  if (low.startsWith(wanted)) return 4;
  if (low.includes(wanted)) return 3;
  const parts = partsOf(name);
  if (
    parts
      .map((part) => part[0])
      .join('')
      .startsWith(wanted)
  )
    return 2;
  const asked = partsOf(query);
  let at = 0;
  for (const part of parts) if (at < asked.length && part.startsWith(asked[at] ?? '')) at++;
  return asked.length > 0 && at === asked.length ? 1 : 0;
}

/** `parseHTTPHeader_fast` → parse, http, header, fast. */
function partsOf(name: string): readonly string[] {
  const spaced = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  return spaced
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
}
