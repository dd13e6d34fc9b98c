// The repository map: what the files that fit make use of, by a short walk from file to file whose definitions are used.
import type { CodeIndex, Edge } from '../code/index.js';
import { abortable, sleep } from '../core/index.js';

/** Who uses whom, kept up to date. */
export type References = Pick<CodeIndex, 'refresh' | 'references'>;

const DAMPING = 0.85;
/** Further steps of the walk move its ranks, but hardly their order. */
const ROUNDS = 3;

const NO_EDGES: readonly Edge[] = [];

/** The map of a workspace: read once as a whole, which takes longer than all else, and then what has changed. */
export class RepositoryMap {
  readonly #code: References | undefined;
  #walk = { of: NO_EDGES, index: new MapIndex(NO_EDGES) };
  #reading: Promise<void> | undefined;
  #whole = false;

  constructor(code: References | undefined) {
    this.#code = code;
  }

  /** Whether it has been read as a whole: before, it takes no part. */
  get known(): boolean {
    return this.#whole;
  }

  /**
   * Reads what has changed. A stop ends the wait only: what has begun is there for the next question.
   * @param patience milliseconds to wait for it; by default as long as it takes
   */
  async refresh(patience: number | undefined, signal: AbortSignal | undefined): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    const reading = this.#reading;
    await (patience === undefined ? abortable(reading, signal) : atMost(patience, reading, signal));
  }

  /** By path how much what fits makes use of it. */
  used(starts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    const edges = this.#whole ? (this.#code?.references() ?? NO_EDGES) : NO_EDGES;
    if (this.#walk.of !== edges) this.#walk = { of: edges, index: new MapIndex(edges) };
    return this.#walk.index.used(starts);
  }

  async #read(): Promise<void> {
    try {
      await this.#code?.refresh();
      this.#whole = this.#code !== undefined;
    } catch {
      // It helps, but all else finds files without it.
    }
  }
}

async function atMost(
  ms: number,
  work: Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const over = new AbortController();
  try {
    await Promise.race([abortable(work, signal), sleep(ms, over.signal)]);
  } finally {
    over.abort();
  }
}

/**
 * A walk that starts at the files that fit, as in personalised PageRank (T. Haveliwala, "Topic-sensitive PageRank", 2002;
 * G. Jeh, J. Widom, "Scaling personalized web search", 2003), cut off after a few steps; the repository map of Aider ranks
 * files in this way, too. A file leads to what it uses, less to what everybody uses: that fits each text as well.
 */
export class MapIndex {
  readonly #paths: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #from: Uint32Array;
  readonly #to: Uint32Array;
  /** Of each edge the part of what its file passes on. */
  readonly #shares: Float64Array;

  /** @param edges from users to what they use */
  constructor(edges: readonly Edge[]) {
    this.#paths = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
    this.#numbers = new Map(this.#paths.map((path, number) => [path, number]));
    const numberOf = (path: string): number => this.#numbers.get(path) ?? 0;
    this.#from = Uint32Array.from(edges, ({ from }) => numberOf(from));
    this.#to = Uint32Array.from(edges, ({ to }) => numberOf(to));
    this.#shares = sharesOf(edges, this.#from, this.#to, this.#paths.length);
  }

  /**
   * By path how much leads to it.
   * @param starts files and how much each of them counts
   */
  used(starts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    const sums = new Float64Array(this.#paths.length);
    let here = new Float64Array(this.#paths.length);
    for (const [path, weight] of starts) {
      const number = this.#numbers.get(path);
      if (number !== undefined) here[number] = weight;
    }
    for (let round = 0; round < ROUNDS; round++) {
      here = this.#step(here);
      for (const [number, rank] of here.entries()) sums[number] = (sums[number] ?? 0) + rank;
    }
    return new Map(
      this.#paths.flatMap((path, number) => {
        const sum = sums[number] ?? 0;
        return sum > 0 ? [[path, sum]] : [];
      }),
    );
  }

  #step(here: Float64Array): Float64Array<ArrayBuffer> {
    const next = new Float64Array(here.length);
    for (const [edge, share] of this.#shares.entries()) {
      const to = this.#to[edge] ?? 0;
      next[to] = (next[to] ?? 0) + DAMPING * share * (here[this.#from[edge] ?? 0] ?? 0);
    }
    return next;
  }
}

function sharesOf(
  edges: readonly Edge[],
  from: Uint32Array,
  to: Uint32Array,
  files: number,
): Float64Array {
  const users = new Uint32Array(files);
  for (const file of to) users[file] = (users[file] ?? 0) + 1;
  const shares = Float64Array.from(
    edges,
    ({ weight }, edge) => weight / Math.sqrt(1 + (users[to[edge] ?? 0] ?? 0)),
  );
  const passed = new Float64Array(files);
  for (const [edge, file] of from.entries())
    passed[file] = (passed[file] ?? 0) + (shares[edge] ?? 0);
  return shares.map((share, edge) => share / (passed[from[edge] ?? 0] ?? 1));
}
