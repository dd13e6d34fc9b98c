// An index of the workspace's symbols and references, kept up to date by size and time of change of each file.
import { throwIfAborted } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import type { CodeService } from './code-service.js';
import { decodeText } from './decode.js';
import { languageOf } from './languages/index.js';
import type { CodeSymbol } from './parser.js';
import { pageRank } from './rank.js';
import { walkWorkspace } from './workspace-walk.js';

export interface PlacedSymbol extends Omit<CodeSymbol, 'children'> {
  readonly path: string;
}

export interface RankedFile {
  readonly path: string;
  readonly rank: number;
  readonly symbols: readonly PlacedSymbol[];
}

interface IndexedFile {
  readonly stamp: string;
  readonly symbols: readonly PlacedSymbol[];
  readonly references: ReadonlyMap<string, number>;
}

const MAX_FILE_BYTES = 400_000;
const MAX_FILES = 20_000;
const MAX_LINE_CHARS = 2_000;

export class CodeIndex {
  readonly #files = new Map<string, IndexedFile>();
  #complete = true;

  constructor(
    readonly workspace: FileStore,
    readonly code: CodeService,
  ) {}

  /** False when the workspace has more files than are indexed. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Brings the index up to date; only changed files are parsed. */
  async update(signal: AbortSignal): Promise<void> {
    const seen = new Set<string>();
    this.#complete = true;
    for await (const path of walkWorkspace(this.workspace, { signal })) {
      throwIfAborted(signal);
      if (languageOf(path) === undefined) continue;
      if (seen.size >= MAX_FILES) {
        this.#complete = false;
        break;
      }
      seen.add(path);
      await this.#updateFile(path, signal);
    }
    if (this.#complete)
      for (const path of this.#files.keys()) if (!seen.has(path)) this.#files.delete(path);
  }

  /** Symbols whose name fits the query, best first: exact, then prefix, then all parts of the name. */
  symbols(query: string, limit: number): readonly PlacedSymbol[] {
    const wanted = query.toLowerCase();
    const parts = nameParts(query);
    const scored: { readonly symbol: PlacedSymbol; readonly score: number }[] = [];
    for (const file of this.#files.values()) {
      for (const symbol of file.symbols) {
        const score = fit(symbol.name, wanted, parts);
        if (score > 0) scored.push({ symbol, score });
      }
    }
    return scored
      .sort(
        (a, b) =>
          b.score - a.score ||
          a.symbol.path.localeCompare(b.symbol.path) ||
          a.symbol.startLine - b.symbol.startLine,
      )
      .slice(0, limit)
      .map(({ symbol }) => symbol);
  }

  /** Files by how much the rest of the workspace leans on them; `focus` names what matters most. */
  ranked(focus: readonly string[]): readonly RankedFile[] {
    const paths = [...this.#files.keys()];
    const at = new Map(paths.map((path, i) => [path, i]));
    const definers = new Map<string, number[]>();
    for (const [path, { symbols }] of this.#files) {
      for (const { name } of symbols) {
        const known = definers.get(name);
        const index = at.get(path) ?? 0;
        if (known === undefined) definers.set(name, [index]);
        else if (known.at(-1) !== index) known.push(index);
      }
    }
    const edges = paths.flatMap((path, from) =>
      [...(this.#files.get(path)?.references ?? [])].flatMap(([name, count]) => {
        const targets = definers.get(name) ?? [];
        // A name that many files define tells little about any of them.
        return targets
          .filter((to) => to !== from)
          .map((to) => ({ from, to, weight: Math.sqrt(count) / targets.length }));
      }),
    );
    const restart = paths.map((path) =>
      focus.some((word) => path.toLowerCase().includes(word.toLowerCase())) ? 1 : 0,
    );
    const rank = pageRank(paths.length, edges, restart);
    return paths
      .map((path, i) => ({
        path,
        rank: rank[i] ?? 0,
        symbols: this.#files.get(path)?.symbols ?? [],
      }))
      .sort((a, b) => b.rank - a.rank || a.path.localeCompare(b.path));
  }

  async #updateFile(path: string, signal: AbortSignal): Promise<void> {
    const stat = await this.workspace.stat(path);
    if (stat === undefined || stat.size > MAX_FILE_BYTES) return void this.#files.delete(path);
    const stamp = `${stat.size}:${stat.mtime}`;
    if (this.#files.get(path)?.stamp === stamp) return;
    const decoded = decodeText(await this.workspace.read(path, signal));
    if (decoded.binary || looksGenerated(decoded.text)) {
      this.#files.set(path, { stamp, symbols: [], references: new Map() });
      return;
    }
    const outline = await this.code.outline(path, decoded.text, signal).catch((error: unknown) => {
      throwIfAborted(signal);
      // One file that cannot be parsed must not keep the others out of the index.
      void error;
      return undefined;
    });
    this.#files.set(path, {
      stamp,
      symbols: flatten(outline?.symbols ?? [], path),
      references: new Map(Object.entries(outline?.references ?? {})),
    });
  }
}

function flatten(symbols: readonly CodeSymbol[], path: string): PlacedSymbol[] {
  return symbols.flatMap(({ children, ...symbol }) => [
    { ...symbol, path },
    ...flatten(children, path),
  ]);
}

/** Minified or generated text has no names worth finding. */
function looksGenerated(text: string): boolean {
  const head = text.slice(0, 4_000);
  return (
    /@generated|DO NOT EDIT/.test(head) ||
    head.split('\n').some((line) => line.length > MAX_LINE_CHARS)
  );
}

/** `parseHttpURL_now` → parse, http, url, now */
function nameParts(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((part) => part.toLowerCase());
}

function fit(name: string, wanted: string, parts: readonly string[]): number {
  const lower = name.toLowerCase();
  if (lower === wanted) return 100;
  if (lower.startsWith(wanted)) return 60;
  if (lower.includes(wanted)) return 40;
  const own = nameParts(name);
  const hits = parts.filter((part) => own.some((word) => word.startsWith(part))).length;
  return parts.length > 0 && hits === parts.length ? 20 + hits : 0;
}
