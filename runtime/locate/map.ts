// The repository map: what the files that fit make use of, by a short walk from file to file whose definitions are used.
import type { CodeIndex, Edge } from '../code/index.js';
import { abortable, breathe, eachInSlices, sleep } from '../core/index.js';

/** Who uses whom, kept up to date. */
export type References = Pick<CodeIndex, 'refresh' | 'references'>;

const DAMPING = 0.85;
/** Further steps of the walk move its ranks, but hardly their order. */
const ROUNDS = 3;
/** Edges that are some milliseconds of work. */
const EDGES_SLICE = 20_000;

/** The map of a workspace: read once as a whole, which takes longer than all else, and then what has changed. */
export class RepositoryMap {
  readonly #code: References | undefined;
  /** As of the last time that it was read as a whole. */
  #walk: { readonly of: readonly Edge[]; readonly index: MapIndex } | undefined;
  #reading: Promise<void> | undefined;

  constructor(code: References | undefined) {
    this.#code = code;
  }

  /** Whether it has been read as a whole: before, it takes no part. */
  get known(): boolean {
    return this.#walk !== undefined;
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
    return this.#walk?.index.used(starts) ?? new Map();
  }

  async #read(): Promise<void> {
    try {
      if (this.#code === undefined) return;
      await this.#code.refresh();
      const edges = await this.#code.references();
      if (this.#walk?.of !== edges) this.#walk = { of: edges, index: await MapIndex.of(edges) };
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
  readonly #paths: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #from: Uint32Array;
  readonly #to: Uint32Array;
  /** Of each edge the part of what its file passes on. */
  #shares: Float64Array;

  private constructor(edges: number) {
    this.#from = new Uint32Array(edges);
    this.#to = new Uint32Array(edges);
    this.#shares = new Float64Array(edges);
  }

  /** @param edges from users to what they use */
  static async of(edges: readonly Edge[]): Promise<MapIndex> {
    const map = new MapIndex(edges.length);
    const number = ({ from, to }: Edge, edge: number): void => {
      map.#from[edge] = map.#numberOf(from);
      map.#to[edge] = map.#numberOf(to);
    };
    await eachInSlices(edges, number, { size: EDGES_SLICE });
    await breathe();
    map.#shares = sharesOf(edges, map.#from, map.#to, map.#paths.length);
    return map;
  }

  #numberOf(path: string): number {
    const known = this.#numbers.get(path);
    if (known !== undefined) return known;
    this.#numbers.set(path, this.#paths.length);
    return this.#paths.push(path) - 1;
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
