// Ranking by BM25 over an inverted index in memory: numbered documents, flat arrays, exact skipping of weak terms.
// S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009;
// H. Turtle and J. Flood, "Query evaluation: strategies and optimizations", 1995 (max score).

import { type Order, type Scored, TopK } from '../top-k.js';
import { Postings } from './postings.js';
import { type StoredTerms, UNIT } from './stored-terms.js';

interface Bm25Options {
  /** Saturation of repeated terms. Short notes need little of it. */
  readonly k1: number;
  /** How much long documents are held back, 0 to 1. */
  readonly b: number;
  /** Rarity is reckoned as in a collection of at least this size, so that it means something in a small one. */
  readonly minDocuments: number;
}

/** Measured on conversations of some hundred turns; see npm run bench memory-quality. */
export const MEMORY_BM25: Bm25Options = { k1: 0.6, b: 0.3, minDocuments: 100 };

/** Term weights: in a document how often a term counts, in a query how much it matters. */
export type TermWeights = ReadonlyMap<string, number>;

interface QueryTerm {
  readonly term: number;
  /** What the term gives to a document of which it is all. */
  readonly weight: number;
  /** More than it gives to any document. */
  readonly bound: number;
}

/** So much of a score may be lost to rounding when sums are compared. */
const SLACK = 1e-9;
/** Looking up the terms in a document costs about as much as so many entries of a list. */
const DIRECT_COST = 32;

export class Bm25Index {
  readonly #options: Bm25Options;
  readonly #order: Order;
  readonly #postings = new Postings();
  #sums = new Float64Array(0);
  #touched = new Int32Array(0);
  /** Parts of the formula that are the same for all documents of a query. */
  #fixed = 0;
  #perLength = 0;

  /** @param order which of two documents with the same score comes first */
  constructor(options: Bm25Options = MEMORY_BM25, order: Order = (a, b) => a - b) {
    this.#options = options;
    this.#order = order;
  }

  /** Documents that are there. */
  get size(): number {
    return this.#postings.size;
  }

  /** Whether so many numbers are unused that `compact` is worth its time. */
  get isSparse(): boolean {
    return this.#postings.end > 2 * this.#postings.size + 16;
  }

  /** Adds a document; its number is one more than the last one's. */
  add(weights: TermWeights): number {
    return this.#postings.add(weights);
  }

  /** The terms of some documents, for `restore`. */
  store(numbers: Int32Array): StoredTerms {
    return this.#postings.store(numbers);
  }

  /** Adds documents as `store` gave them, under the next numbers. */
  restore(stored: StoredTerms): Promise<void> {
    return this.#postings.restore(stored);
  }

  /** Its number stays unused until `compact`. */
  remove(number: number): void {
    this.#postings.remove(number);
  }

  /** Numbers all anew in the same order. @returns by old number the new one, −1 for those that are gone */
  compact(): Int32Array {
    return this.#postings.compact();
  }

  /** How much a term tells: high when it is rare. Positive for every term. */
  idf(term: string): number {
    const id = this.#postings.termId(term);
    return this.#idf(id === undefined ? 0 : this.#postings.frequency(id));
  }

  /** Terms of a document by their ids, ascending; equal ids are equal terms until the next `compact`. */
  terms(number: number): Int32Array {
    return this.#postings.terms(number);
  }

  /** Whether a term stands in a document. */
  has(term: string): (number: number) => boolean {
    const id = this.#postings.termId(term);
    return id === undefined ? () => false : (number) => this.#postings.unitsOf(number, id) > 0;
  }

  /** The terms of the query that stand in the document. */
  matched(number: number, query: TermWeights): readonly string[] {
    return [...query.keys()].filter((term) => {
      const id = this.#postings.termId(term);
      return id !== undefined && this.#postings.unitsOf(number, id) > 0;
    });
  }

  /** How many of some terms stand in a document. */
  counter(terms: Iterable<string>): (number: number) => number {
    const ids = [...terms].flatMap((term) => this.#postings.termId(term) ?? []);
    return (number) =>
      ids.reduce((count, id) => count + Number(this.#postings.unitsOf(number, id) > 0), 0);
  }

  /** The best documents that pass, best first. Scores have the precision of 32-bit numbers. */
  search(
    query: TermWeights,
    limit: number,
    accept: (number: number) => boolean = () => true,
  ): readonly Scored[] {
    const k = Math.min(limit, this.#postings.size);
    if (k < 1) return [];
    this.#makeRoom();
    const passes = (number: number): boolean => this.#postings.has(number) && accept(number);
    const terms = this.#queryTerms(query);
    const count = this.#collect(terms, k, passes);
    const best = new TopK(k, this.#order);
    for (let at = 0; at < count; at++) {
      const number = this.#touched[at] ?? 0;
      const score = Math.fround(this.#sums[number] ?? 0);
      this.#sums[number] = 0;
      if (score >= best.floor && passes(number)) best.offer(number, score);
    }
    return best.sorted();
  }

  /** Tells of every document that has a term of the query, in no order; the scores are those of a search. */
  each(query: TermWeights, tell: (number: number, score: number) => void): void {
    this.#makeRoom();
    let count = 0;
    for (const term of this.#queryTerms(query)) count = this.#addToAll(term, count);
    for (let at = 0; at < count; at++) {
      const number = this.#touched[at] ?? 0;
      const score = Math.fround(this.#sums[number] ?? 0);
      this.#sums[number] = 0;
      if (this.#postings.has(number)) tell(number, score);
    }
  }

  /** The scorer of single documents for a query; 0 for one that has none of its terms. */
  scorer(query: TermWeights): (number: number) => number {
    const terms = this.#queryTerms(query);
    return (number) => Math.fround(this.#direct(number, terms, 0));
  }

  #makeRoom(): void {
    const { end } = this.#postings;
    if (this.#sums.length >= end) return;
    this.#sums = new Float64Array(Math.ceil(end * 1.5));
    this.#touched = new Int32Array(this.#sums.length);
  }

  /**
   * Sums up scores of all documents that may be among the best k, term by term, the most telling first. As soon
   * as the remaining terms together cannot lift a document over the k-th best, it is left out.
   * @returns how many documents stand in `#touched`, with their scores in `#sums`
   */
  #collect(terms: readonly QueryTerm[], k: number, passes: (number: number) => boolean): number {
    const rest = terms.map((_, at) =>
      terms.slice(at + 1).reduce((sum, { bound }) => sum + bound, 0),
    );
    let count = 0;
    let closed = false;
    for (const [at, term] of terms.entries()) {
      count = closed ? this.#addToKnown(term, count) : this.#addToAll(term, count);
      const left = rest[at] ?? 0;
      if (left === 0 || count <= k) continue;
      const floor = this.#floorOf(count, k, passes);
      if (floor * (1 - SLACK) <= left) continue;
      closed = true;
      count = this.#keep(count, floor * (1 - SLACK) - left);
      const unread = terms
        .slice(at + 1)
        .reduce((sum, { term: id }) => sum + this.#postings.frequency(id), 0);
      if (count * DIRECT_COST < unread) return this.#finish(terms, at + 1, count);
    }
    return count;
  }

  #addToAll({ term, weight }: QueryTerm, count: number): number {
    const { numbers, units, length } = this.#postings.list(term);
    const { lengths } = this.#postings;
    const sums = this.#sums;
    const fixed = this.#fixed;
    const perLength = this.#perLength;
    const touched = this.#touched;
    let end = count;
    for (let at = 0; at < length; at++) {
      const number = numbers[at] ?? 0;
      const before = sums[number] ?? 0;
      if (before === 0) touched[end++] = number;
      const own = units[at] ?? 0;
      sums[number] = before + (weight * own) / (own + fixed + perLength * (lengths[number] ?? 0));
    }
    return end;
  }

  #addToKnown({ term, weight }: QueryTerm, count: number): number {
    const { numbers, units, length } = this.#postings.list(term);
    const { lengths } = this.#postings;
    const sums = this.#sums;
    const fixed = this.#fixed;
    const perLength = this.#perLength;
    for (let at = 0; at < length; at++) {
      const number = numbers[at] ?? 0;
      const before = sums[number] ?? 0;
      if (before === 0) continue;
      const own = units[at] ?? 0;
      sums[number] = before + (weight * own) / (own + fixed + perLength * (lengths[number] ?? 0));
    }
    return count;
  }

  /** Leaves out those that have less. @returns how many are left */
  #keep(count: number, least: number): number {
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const number = this.#touched[at] ?? 0;
      if ((this.#sums[number] ?? 0) >= least) this.#touched[kept++] = number;
      else this.#sums[number] = 0;
    }
    return kept;
  }

  /** The rest of the terms, looked up in the few documents that are left. */
  #finish(terms: readonly QueryTerm[], from: number, count: number): number {
    const rest = terms.slice(from);
    for (let at = 0; at < count; at++) {
      const number = this.#touched[at] ?? 0;
      this.#sums[number] = this.#direct(number, rest, this.#sums[number] ?? 0);
    }
    return count;
  }

  /** Adds in the order of the query's terms, so that the sum is the same to the last bit as over the lists. */
  #direct(number: number, terms: readonly QueryTerm[], start: number): number {
    if (!this.#postings.has(number)) return 0;
    const norm = this.#fixed + this.#perLength * (this.#postings.lengths[number] ?? 0);
    let sum = start;
    for (const { term, weight } of terms) {
      const own = this.#postings.unitsOf(number, term);
      if (own > 0) sum += (weight * own) / (own + norm);
    }
    return sum;
  }

  /** The k-th best so far among those that pass; 0 when there are fewer. */
  #floorOf(count: number, k: number, passes: (number: number) => boolean): number {
    const best = new TopK(k);
    for (let at = 0; at < count; at++) {
      const number = this.#touched[at] ?? 0;
      const score = this.#sums[number] ?? 0;
      if (score > best.floor && passes(number)) best.offer(number, score);
    }
    return Math.max(0, best.floor);
  }

  #queryTerms(query: TermWeights): readonly QueryTerm[] {
    const { k1, b } = this.#options;
    const averageLength = this.#postings.totalLength / Math.max(1, this.size);
    // Weights and lengths are both in the unit of the postings.
    this.#fixed = (k1 * (1 - b)) / UNIT;
    this.#perLength = (k1 * b) / UNIT / Math.max(averageLength, Number.EPSILON);
    return [...query]
      .flatMap(([word, matter]): QueryTerm[] => {
        const term = this.#postings.termId(word);
        if (term === undefined || matter <= 0) return [];
        const weight = matter * this.#idf(this.#postings.frequency(term)) * (k1 + 1);
        // No document is shorter than the term's weight in it.
        const most = this.#postings.greatestUnits(term);
        const bound = (weight * most) / (most + this.#fixed + this.#perLength * most);
        return [{ term, weight, bound }];
      })
      .sort((x, y) => y.bound - x.bound || x.term - y.term);
  }

  #idf(frequency: number): number {
    const n = Math.max(this.size, this.#options.minDocuments);
    return Math.log(1 + (n - frequency + 0.5) / (frequency + 0.5));
  }
}
