// Ranking by BM25 over an inverted index in memory.
// S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.

export interface Bm25Options {
  /** Saturation of repeated terms. Short notes need little of it. */
  readonly k1: number;
  /** How much long documents are held back, 0 to 1. */
  readonly b: number;
  /** Rarity is reckoned as in a collection of at least this size, so that it means something in a small one. */
  readonly minDocuments: number;
}

export const MEMORY_BM25: Bm25Options = { k1: 0.6, b: 0.3, minDocuments: 100 };

export interface Bm25Hit {
  readonly id: string;
  readonly score: number;
  /** The query's terms that stand in the document. */
  readonly terms: readonly string[];
}

/** Term weights: in a document how often a term counts, in a query how much it matters. */
export type TermWeights = ReadonlyMap<string, number>;

/** The documents of one term, by their numbers, with the term's weight in each. */
interface Posting {
  readonly documents: number[];
  readonly weights: number[];
}

/**
 * Documents are numbered in order of adding; a replaced or deleted number is only marked, and all are numbered
 * anew when half of them are.
 */
export class Bm25Index {
  readonly #options: Bm25Options;
  readonly #numbers = new Map<string, number>();
  #documents: (
    | { readonly id: string; readonly weights: TermWeights; readonly length: number }
    | undefined
  )[] = [];
  #postings = new Map<string, Posting>();
  /** Of the documents that are there, in how many a term stands. */
  readonly #frequency = new Map<string, number>();
  #totalLength = 0;

  constructor(options: Bm25Options = MEMORY_BM25) {
    this.#options = options;
  }

  get size(): number {
    return this.#numbers.size;
  }

  /** Adds a document or replaces it. */
  set(id: string, weights: TermWeights): void {
    this.delete(id);
    const number = this.#documents.length;
    let length = 0;
    for (const [term, weight] of weights) {
      length += weight;
      this.#frequency.set(term, (this.#frequency.get(term) ?? 0) + 1);
      this.#post(term, number, weight);
    }
    this.#documents.push({ id, weights, length });
    this.#numbers.set(id, number);
    this.#totalLength += length;
  }

  delete(id: string): void {
    const number = this.#numbers.get(id);
    const document = number === undefined ? undefined : this.#documents[number];
    if (number === undefined || document === undefined) return;
    this.#numbers.delete(id);
    this.#documents[number] = undefined;
    this.#totalLength -= document.length;
    for (const term of document.weights.keys()) {
      const left = (this.#frequency.get(term) ?? 1) - 1;
      if (left > 0) this.#frequency.set(term, left);
      else {
        this.#frequency.delete(term);
        this.#postings.delete(term);
      }
    }
    if (this.#documents.length > 2 * this.size + 16) this.#renumber();
  }

  /** How much a term tells: high when it is rare. Positive for every term. */
  idf(term: string): number {
    const n = Math.max(this.size, this.#options.minDocuments);
    const df = this.#frequency.get(term) ?? 0;
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  }

  /** The best documents, best first, ties by id; only those that `accept` lets pass. */
  search(
    query: TermWeights,
    limit: number,
    accept: (id: string) => boolean = () => true,
  ): readonly Bm25Hit[] {
    const scores = this.#scores(query);
    const found: { readonly id: string; readonly score: number; readonly weights: TermWeights }[] =
      [];
    for (const [number, score] of scores) {
      const document = this.#documents[number];
      if (document !== undefined && accept(document.id)) {
        found.push({ id: document.id, score, weights: document.weights });
      }
    }
    found.sort((x, y) => y.score - x.score || (x.id < y.id ? -1 : 1));
    return found.slice(0, limit).map(({ id, score, weights }) => ({
      id,
      score,
      terms: [...query.keys()].filter((term) => weights.has(term)),
    }));
  }

  #scores(query: TermWeights): ReadonlyMap<number, number> {
    const { k1, b } = this.#options;
    const averageLength = Math.max(this.#totalLength / Math.max(1, this.size), Number.EPSILON);
    const scores = new Map<number, number>();
    for (const [term, matter] of query) {
      const posting = this.#postings.get(term);
      if (posting === undefined) continue;
      const most = matter * this.idf(term) * (k1 + 1);
      posting.documents.forEach((number, at) => {
        const document = this.#documents[number];
        if (document === undefined) return;
        const count = posting.weights[at] ?? 0;
        const norm = k1 * (1 - b + (b * document.length) / averageLength);
        scores.set(number, (scores.get(number) ?? 0) + (most * count) / (count + norm));
      });
    }
    return scores;
  }

  #post(term: string, number: number, weight: number): void {
    const posting = this.#postings.get(term);
    if (posting === undefined) {
      this.#postings.set(term, { documents: [number], weights: [weight] });
      return;
    }
    posting.documents.push(number);
    posting.weights.push(weight);
  }

  #renumber(): void {
    this.#documents = this.#documents.filter((document) => document !== undefined);
    this.#postings = new Map();
    this.#documents.forEach((document, number) => {
      if (document === undefined) return;
      this.#numbers.set(document.id, number);
      for (const [term, weight] of document.weights) this.#post(term, number, weight);
    });
  }
}
