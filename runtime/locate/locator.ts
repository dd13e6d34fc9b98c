// Ranks the files of a workspace for a text: passages, whole files, names and history, each scaled to its best and summed.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { decodeText, walkWorkspace } from '../code/index.js';
import { throwIfAborted } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import { HistoryIndex, type PastCommit } from './history.js';
import { NameIndex } from './names.js';
import { type FoundPassage, MAX_PASSAGES, PassageIndex } from './passages.js';
import { WholeIndex } from './whole.js';
import { questionOf } from './wording.js';

/** Larger files are data, or made by a program. */
const MAX_BYTES = 512 * 1024;
/** Written by tools, whatever the change was about. */
const LOCKS =
  /(?:^|\/)(?:package-lock\.json|[^/]*\.lock|[^/]*-lock\.ya?ml|[^/]*\.(?:snap|svg|map)|[^/]*\.min\.(?:js|css))$/;

/** Weights of the parts, set on the histories of five repositories and checked on four others; see npm run bench locate. */
const WEIGHTS = {
  passage: 1,
  whole: 0.5,
  path: 0.3,
  ownName: 0.3,
  similar: 0.5,
  said: 0.5,
} as const;
export type LocatePart = keyof typeof WEIGHTS;

export interface LocatedFile {
  readonly path: string;
  /** 1 would be the best in every part. */
  readonly score: number;
  /** Its best passage, 1-based and included; absent where no passage has a word of the text. */
  readonly startLine?: number;
  readonly endLine?: number;
  /** What each part gave, from 0 to 1 of the best file in it. */
  readonly parts: Readonly<Record<LocatePart, number>>;
}

interface Entry {
  readonly mtime: number;
  readonly size: number;
  readonly whole: boolean;
}

export class Locator {
  readonly #workspace: FileStore;
  readonly #passages: PassageIndex;
  readonly #wholes = new WholeIndex();
  readonly #entries = new Map<string, Entry>();
  #names = new NameIndex([]);
  #history: { readonly of: readonly PastCommit[]; readonly index: HistoryIndex } | undefined;

  /** @param mostPassages what is beyond is known by its name and history only */
  constructor(workspace: FileStore, mostPassages: number = MAX_PASSAGES) {
    this.#workspace = workspace;
    this.#passages = new PassageIndex(mostPassages);
  }

  /** Files of which not all was read: too large, in too large a workspace, or not readable. */
  get unread(): number {
    return [...this.#entries.values()].filter(({ whole }) => !whole).length;
  }

  /** Reads what has changed since the last time. What is done stays when it is aborted. */
  async refresh(signal?: AbortSignal): Promise<void> {
    const seen = new Set<string>();
    let changed = false;
    for await (const path of walkWorkspace(this.#workspace, { signal })) {
      if (LOCKS.test(path)) continue;
      seen.add(path);
      if (await this.#update(path, signal)) {
        changed = true;
        await nextTurn();
      }
    }
    for (const path of this.#entries.keys()) {
      if (seen.has(path)) continue;
      this.#entries.delete(path);
      this.#passages.delete(path);
      this.#wholes.delete(path);
      changed = true;
    }
    if (changed) this.#names = new NameIndex([...this.#entries.keys()]);
  }

  /**
   * The files that the text speaks of, best first.
   * @param history commits before now, newest first; the same array is indexed once
   */
  locate(text: string, history: readonly PastCommit[], limit: number): readonly LocatedFile[] {
    const question = questionOf(text);
    if (question.size === 0) return [];
    const passages = this.#passages.best(question);
    const past = this.#historyOf(history);
    const parts: Readonly<Record<LocatePart, ReadonlyMap<string, number>>> = {
      passage: new Map([...passages].map(([path, { score }]) => [path, score])),
      whole: this.#wholes.best(question),
      path: this.#names.path(question),
      ownName: this.#names.ownName(question),
      similar: past.similar(question),
      said: past.said(question),
    };
    return fuse([...this.#entries.keys()], parts, passages).slice(0, limit);
  }

  #historyOf(commits: readonly PastCommit[]): HistoryIndex {
    if (this.#history?.of !== commits)
      this.#history = { of: commits, index: new HistoryIndex(commits) };
    return this.#history.index;
  }

  /** Whether the file had to be read again. */
  async #update(path: string, signal: AbortSignal | undefined): Promise<boolean> {
    const info = await this.#workspace.stat(path);
    if (info === undefined) return false;
    const { mtime, size } = info;
    const known = this.#entries.get(path);
    if (known?.mtime === mtime && known.size === size) return false;
    throwIfAborted(signal);
    const data =
      size > MAX_BYTES
        ? undefined
        : await this.#workspace.read(path, signal).catch(() => undefined);
    throwIfAborted(signal);
    const decoded = data === undefined ? undefined : decodeText(data);
    // A file that cannot be read still has a name and a history.
    const text = decoded?.binary === false ? decoded.text : '';
    const fits = this.#passages.set(path, text);
    this.#wholes.set(path, fits ? text : '');
    const whole = fits && decoded !== undefined;
    this.#entries.set(path, { mtime, size, whole });
    return true;
  }
}

const TOTAL = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0);

function fuse(
  paths: readonly string[],
  parts: Readonly<Record<LocatePart, ReadonlyMap<string, number>>>,
  passages: ReadonlyMap<string, FoundPassage>,
): readonly LocatedFile[] {
  const names = Object.keys(WEIGHTS) as LocatePart[];
  const here = new Set(paths);
  const best = new Map(
    names.map((name) => {
      let most = 0;
      for (const [path, score] of parts[name]) if (here.has(path)) most = Math.max(most, score);
      return [name, most];
    }),
  );
  const share = (name: LocatePart, path: string): number => {
    const most = best.get(name) ?? 0;
    return most === 0 ? 0 : (parts[name].get(path) ?? 0) / most;
  };
  return paths
    .map((path): LocatedFile => {
      const own = Object.fromEntries(names.map((name) => [name, share(name, path)]));
      const shares = own as Record<LocatePart, number>;
      const sum = names.reduce((total, name) => total + WEIGHTS[name] * shares[name], 0);
      const passage = passages.get(path);
      return {
        path,
        score: sum / TOTAL,
        ...(passage === undefined
          ? {}
          : { startLine: passage.startLine, endLine: passage.endLine }),
        parts: shares,
      };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1));
}
