// What files say: overlapping passages ranked by BM25; a file is as good as its best passage.
// One passage speaks of one thing, a whole file of many: the best passage finds more than the file as one text
// (J. Callan, "Passage-level evidence in document retrieval", 1994).
import { Bm25Index } from '../memory/index.js';
import { type Terms, termsOf } from './wording.js';

/** Most passages that are kept: some three million lines. The rest of a workspace is told by names and history. */
export const MAX_PASSAGES = 150_000;
/** Lines of a passage, and how many later the next one begins. */
const LINES = 40;
const STEP = 20;

export interface Passage {
  readonly path: string;
  /** 1-based, both included. */
  readonly startLine: number;
  readonly endLine: number;
}

export interface FoundPassage {
  readonly passage: Passage;
  readonly score: number;
}

export class PassageIndex {
  readonly #index = new Bm25Index({ k1: 1.2, b: 0.5, minDocuments: 1 });
  #passages = new Map<number, Passage>();
  #byPath = new Map<string, readonly number[]>();
  readonly #most: number;

  constructor(most: number = MAX_PASSAGES) {
    this.#most = most;
  }

  /** Puts a file in, in the place of what it said before. @returns whether there was room for all of it */
  set(path: string, text: string): boolean {
    this.delete(path);
    const lines = text.split('\n');
    const numbers: number[] = [];
    let fits = true;
    for (let start = 0; start < lines.length; start += STEP) {
      if (this.#passages.size >= this.#most) {
        fits = false;
        break;
      }
      const part = lines.slice(start, start + LINES);
      const terms = termsOf(part.join('\n'));
      if (terms.size > 0) {
        const number = this.#index.add(terms);
        this.#passages.set(number, {
          path,
          startLine: start + 1,
          endLine: start + part.length,
        });
        numbers.push(number);
      }
      if (start + LINES >= lines.length) break;
    }
    this.#byPath.set(path, numbers);
    return fits;
  }

  delete(path: string): void {
    for (const number of this.#byPath.get(path) ?? []) {
      this.#index.remove(number);
      this.#passages.delete(number);
    }
    this.#byPath.delete(path);
    if (this.#index.isSparse) this.#compact();
  }

  /** By path the best passage of each file that has a term of the question. */
  best(question: Terms): ReadonlyMap<string, FoundPassage> {
    const best = new Map<string, FoundPassage>();
    this.#index.each(question, (number, score) => {
      const passage = this.#passages.get(number);
      if (passage === undefined) return;
      const known = best.get(passage.path);
      const isBetter =
        known === undefined ||
        score > known.score ||
        (score === known.score && passage.startLine < known.passage.startLine);
      if (isBetter) best.set(passage.path, { passage, score });
    });
    return best;
  }

  #compact(): void {
    const renumbered = this.#index.compact();
    const moved = (number: number): number => renumbered[number] ?? -1;
    this.#passages = new Map([...this.#passages].map(([number, at]) => [moved(number), at]));
    this.#byPath = new Map([...this.#byPath].map(([path, all]) => [path, all.map(moved)]));
  }
}
