// Ranks the files of a workspace for a text: by what they say, how they are called and what changed them, then by what is beside them.
import { decodeText, walkWorkspace } from '../code/index.js';
import { breathe, eachInSlices, throwIfAborted } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import { HistoryIndex, type PastCommit } from './history.js';
import { type References, RepositoryMap } from './map.js';
import { NameIndex } from './names.js';
import { NeighbourIndex } from './neighbours.js';
import { type FoundPassage, MAX_PASSAGES, PassageIndex } from './passages.js';
import { WholeIndex } from './whole.js';
import { clausesOf, questionOf, type Terms } from './wording.js';

/** Larger files are data, or made by a program. */
const MAX_BYTES = 512 * 1024;
/** Written by tools, whatever the change was about. */
const LOCKS =
  /(?:^|\/)(?:package-lock\.json|[^/]*\.lock|[^/]*-lock\.ya?ml|[^/]*\.(?:snap|svg|map)|[^/]*\.min\.(?:js|css))$/;

/**
 * Weights of the parts, each scaled to its best: of those that look at a file alone, and of those that look at what is
 * beside the best of them. Set by coordinate ascent (D. Metzler, W. B. Croft, "Linear feature-based models for
 * information retrieval", 2007) on older commits of five repositories; see npm run bench locate for newer ones.
 */
const OWN = {
  passage: 1,
  clauses: 0.1,
  whole: 0.5,
  path: 0.5,
  ownName: 0.3,
  similar: 0.5,
  lately: 0.1,
  said: 0.5,
} as const;
const BESIDE = { recent: 0.2, together: 0.1, pair: 0.1, folder: 0.3, map: 0.3 } as const;
const WEIGHTS = { ...OWN, ...BESIDE };
/** So many of the best files are looked beside. */
const SEEDS = 10;
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

export interface LocatorOptions {
  /** Who uses whom, over the same workspace; without it the repository map takes no part. */
  readonly code?: References;
  /** What is beyond is known by its name and history only. */
  readonly mostPassages?: number;
}

export class Locator {
  readonly #workspace: FileStore;
  readonly #passages: PassageIndex;
  readonly #wholes = new WholeIndex();
  readonly #entries = new Map<string, Entry>();
  #names = new NameIndex();
  #neighbours = new NeighbourIndex();
  /** How often a path came or went, and as of when names and neighbours are. */
  #moves = 0;
  #namedAt = 0;
  #history: { readonly of: readonly PastCommit[]; readonly index: HistoryIndex } | undefined;
  readonly #map: RepositoryMap;

  constructor(workspace: FileStore, { code, mostPassages = MAX_PASSAGES }: LocatorOptions = {}) {
    this.#workspace = workspace;
    this.#map = new RepositoryMap(code);
    this.#passages = new PassageIndex(mostPassages);
  }

  /** Files of which not all was read: too large, in too large a workspace, or not readable. */
  get unread(): number {
    return [...this.#entries.values()].filter(({ whole }) => !whole).length;
  }

  /** Whether the repository map takes part: not before it has been read once. */
  get mapped(): boolean {
    return this.#map.known;
  }

  /**
   * Reads what has changed since the last time. What is done stays when it is aborted.
   * @param mapPatience milliseconds to wait for the repository map once all else is read; it is read on for the next
   *   question. By default as long as it takes.
   */
  async refresh(signal?: AbortSignal, mapPatience?: number): Promise<void> {
    await this.#read(signal);
    // Not side by side: both need this thread, and what is read for the map would hold up the rest.
    await this.#map.refresh(mapPatience, signal);
  }

  async #read(signal: AbortSignal | undefined): Promise<void> {
    const seen = new Set<string>();
    for await (const path of walkWorkspace(this.#workspace, { signal })) {
      if (LOCKS.test(path)) continue;
      seen.add(path);
      if (await this.#update(path, signal)) await breathe(signal);
    }
    for (const path of this.#entries.keys()) {
      if (seen.has(path)) continue;
      this.#entries.delete(path);
      this.#passages.delete(path);
      this.#wholes.delete(path);
      this.#moves++;
    }
    await this.#name(signal);
  }

  /** A stop in between leaves the names as they were, to be read anew at the next look. */
  async #name(signal: AbortSignal | undefined): Promise<void> {
    const at = this.#moves;
    if (this.#namedAt === at) return;
    const names = new NameIndex();
    const neighbours = new NeighbourIndex();
    const add = (path: string): void => {
      names.add(path);
      neighbours.add(path);
    };
    await eachInSlices([...this.#entries.keys()], add, { signal });
    this.#names = names;
    this.#neighbours = neighbours;
    this.#namedAt = at;
  }

  /**
   * The files that the text speaks of, best first. Others have their turn between the parts.
   * @param history commits before now, newest first; the same array is indexed once
   * @throws AbortedError
   */
  async locate(
    text: string,
    history: readonly PastCommit[],
    limit: number,
    signal?: AbortSignal,
  ): Promise<readonly LocatedFile[]> {
    const question = questionOf(text);
    if (question.size === 0) return [];
    const past = await this.#historyOf(history, signal);
    await breathe(signal);
    const passages = this.#passages.best(question);
    await breathe(signal);
    const paths = [...this.#entries.keys()];
    const similar = past.similar(question);
    const clauses = await this.#clauses(text, question, passages, signal);
    await breathe(signal);
    const own = scaled(this.#entries, {
      passage: scoresOf(passages),
      clauses,
      whole: this.#wholes.best(question),
      path: this.#names.path(question),
      ownName: this.#names.ownName(question),
      similar: similar.ever,
      lately: similar.lately,
      said: past.said(question),
    });
    await breathe(signal);
    const first = toBest(this.#entries, sumOf(paths, own, OWN));
    const seeds = squared([...first].sort((a, b) => b[1] - a[1]).slice(0, SEEDS));
    await breathe(signal);
    const map = this.#map.used(squared(first));
    await breathe(signal);
    const beside = scaled(this.#entries, {
      // Says nothing of the text: it counts for files that fit, and finds none.
      recent: new Map([...past.recent()].filter(([path]) => first.has(path))),
      together: past.together(seeds),
      pair: this.#neighbours.pairs(seeds),
      folder: this.#neighbours.folders(first),
      map,
    });
    await breathe(signal);
    return ranked(paths, { ...own, ...beside }, passages, limit);
  }

  /** By path how well its best passages fit the clauses of a text, each clause as the square of its share. */
  async #clauses(
    text: string,
    question: Terms,
    passages: ReadonlyMap<string, FoundPassage>,
    signal: AbortSignal | undefined,
  ): Promise<Scores> {
    const scores = new Map<string, number>();
    for (const clause of clausesOf(text)) {
      await breathe(signal);
      // All terms of the text in one clause: it has been asked already.
      const found = clause.size === question.size ? passages : this.#passages.best(clause);
      for (const [path, share] of toBest(this.#entries, scoresOf(found)))
        scores.set(path, (scores.get(path) ?? 0) + share ** 2);
    }
    return scores;
  }

  async #historyOf(
    commits: readonly PastCommit[],
    signal: AbortSignal | undefined,
  ): Promise<HistoryIndex> {
    if (this.#history?.of === commits) return this.#history.index;
    const index = await HistoryIndex.of(commits, signal);
    this.#history = { of: commits, index };
    return index;
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
    if (!this.#entries.has(path)) this.#moves++;
    this.#entries.set(path, { mtime, size, whole });
    return true;
  }
}

const NAMES = Object.keys(WEIGHTS) as readonly LocatePart[];
const TOTAL = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0);

type Scores = ReadonlyMap<string, number>;

function scoresOf(passages: ReadonlyMap<string, FoundPassage>): Scores {
  return new Map([...passages].map(([path, { score }]) => [path, score]));
}

/** As shares of the best among the files that are there; the others are left out. */
function toBest(here: { has(path: string): boolean }, scores: Scores): Scores {
  let most = 0;
  for (const [path, score] of scores) if (here.has(path)) most = Math.max(most, score);
  const shares = new Map<string, number>();
  if (most > 0)
    for (const [path, score] of scores) if (here.has(path)) shares.set(path, score / most);
  return shares;
}

function squared(shares: Iterable<readonly [string, number]>): Scores {
  return new Map([...shares].map(([path, share]) => [path, share ** 2]));
}

function scaled<Name extends string>(
  here: { has(path: string): boolean },
  parts: Readonly<Record<Name, Scores>>,
): Readonly<Record<Name, Scores>> {
  const entries = Object.entries<Scores>(parts);
  return Object.fromEntries(
    entries.map(([name, scores]) => [name, toBest(here, scores)]),
  ) as Record<Name, Scores>;
}

function sumOf<Name extends string>(
  paths: readonly string[],
  parts: Readonly<Record<Name, Scores>>,
  weights: Readonly<Record<Name, number>>,
): Scores {
  const weighted = (Object.keys(weights) as Name[]).map(
    (name) => [parts[name], weights[name]] as const,
  );
  const sums = paths.map((path): [string, number] => [
    path,
    weighted.reduce((sum, [scores, weight]) => sum + weight * (scores.get(path) ?? 0), 0),
  ]);
  return new Map(sums.filter(([, sum]) => sum > 0));
}

function ranked(
  paths: readonly string[],
  parts: Readonly<Record<LocatePart, Scores>>,
  passages: ReadonlyMap<string, FoundPassage>,
  limit: number,
): readonly LocatedFile[] {
  return [...sumOf(paths, parts, WEIGHTS)]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
    .map(([path, sum]): LocatedFile => {
      const passage = passages.get(path)?.passage;
      const own = Object.fromEntries(NAMES.map((name) => [name, parts[name].get(path) ?? 0]));
      return {
        path,
        score: sum / TOTAL,
        ...(passage === undefined
          ? {}
          : { startLine: passage.startLine, endLine: passage.endLine }),
        parts: own as Record<LocatePart, number>,
      };
    });
}
