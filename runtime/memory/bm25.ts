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

interface Document {
  readonly weights: TermWeights;
  readonly length: number;
}

export class Bm25Index {
  readonly #options: Bm25Options;
  readonly #documents = new Map<string, Document>();
  readonly #postings = new Map<string, Map<string, number>>();
  #totalLength = 0;

  constructor(options: Bm25Options = MEMORY_BM25) {
    this.#options = options;
  }

  get size(): number {
    return this.#documents.size;
  }

  /** Adds a document or replaces it. */
  set(id: string, weights: TermWeights): void {
    this.delete(id);
    let length = 0;
    for (const [term, weight] of weights) {
      length += weight;
      const posting = this.#postings.get(term);
      if (posting === undefined) this.#postings.set(term, new Map([[id, weight]]));
      else posting.set(id, weight);
    }
    this.#documents.set(id, { weights, length });
    this.#totalLength += length;
  }

  delete(id: string): void {
    const document = this.#documents.get(id);
    if (document === undefined) return;
    this.#documents.delete(id);
    this.#totalLength -= document.length;
    for (const term of document.weights.keys()) {
      const posting = this.#postings.get(term);
      posting?.delete(id);
      if (posting?.size === 0) this.#postings.delete(term);
    }
  }

  /** How much a term tells: high when it is rare. Positive for every term. */
  idf(term: string): number {
    const n = Math.max(this.size, this.#options.minDocuments);
    const df = this.#postings.get(term)?.size ?? 0;
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  }

  /** The best documents, best first, ties by id; only those that `accept` lets pass. */
  search(
    query: TermWeights,
    limit: number,
    accept: (id: string) => boolean = () => true,
  ): readonly Bm25Hit[] {
    const { k1, b } = this.#options;
    const averageLength = this.#totalLength / Math.max(1, this.size);
    const found = new Map<string, { score: number; terms: string[] }>();
    for (const [term, matter] of query) {
      const idf = this.idf(term);
      for (const [id, count] of this.#postings.get(term) ?? []) {
        const length = this.#documents.get(id)?.length ?? 0;
        const norm = k1 * (1 - b + (b * length) / Math.max(averageLength, Number.EPSILON));
        const gain = (matter * idf * (count * (k1 + 1))) / (count + norm);
        const hit = found.get(id);
        if (hit === undefined) found.set(id, { score: gain, terms: [term] });
        else {
          hit.score += gain;
          hit.terms.push(term);
        }
      }
    }
    return [...found]
      .filter(([id]) => accept(id))
      .map(([id, { score, terms }]) => ({ id, score, terms }))
      .sort((x, y) => y.score - x.score || (x.id < y.id ? -1 : 1))
      .slice(0, limit);
  }
}
