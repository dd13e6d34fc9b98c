// What files say as a whole: of short files, and of a text with many words, it tells more than one passage.
import { Bm25Index } from '../memory/index.js';
import { type Terms, termsOf } from './wording.js';

export class WholeIndex {
  readonly #index = new Bm25Index({ k1: 1.2, b: 0.75, minDocuments: 1 });
  #paths = new Map<number, string>();
  #numbers = new Map<string, number>();

  /** Puts a file in, in the place of what it said before. */
  set(path: string, text: string): void {
    this.delete(path);
    const terms = termsOf(text);
    if (terms.size === 0) return;
    const number = this.#index.add(terms);
    this.#paths.set(number, path);
    this.#numbers.set(path, number);
  }

  delete(path: string): void {
    const number = this.#numbers.get(path);
    if (number === undefined) return;
    this.#index.remove(number);
    this.#paths.delete(number);
    this.#numbers.delete(path);
    if (this.#index.isSparse) this.#compact();
  }

  /** By path how well each file that has a term of the question fits. */
  best(question: Terms): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    this.#index.each(question, (number, score) => found.set(this.#paths.get(number) ?? '', score));
    return found;
  }

  #compact(): void {
    const renumbered = this.#index.compact();
    const moved = (number: number): number => renumbered[number] ?? -1;
    this.#paths = new Map([...this.#paths].map(([number, path]) => [moved(number), path]));
    this.#numbers = new Map([...this.#numbers].map(([path, number]) => [path, moved(number)]));
  }
}
