// How files are called: the words of their paths, and of their own names once more.
import { Bm25Index } from '../memory/index.js';
import { type Terms, termsOf } from './wording.js';

const SHORT = { k1: 0.6, b: 0.3, minDocuments: 1 } as const;

export class NameIndex {
  readonly #paths: string[] = [];
  readonly #whole = new Bm25Index(SHORT);
  readonly #own = new Bm25Index(SHORT);

  add(path: string): void {
    this.#paths.push(path);
    this.#whole.add(termsOf(path.replaceAll('/', ' ')));
    this.#own.add(termsOf(path.replace(/^.*\//, '').replace(/(?<=.)\.\w+$/, '')));
  }

  path(question: Terms): ReadonlyMap<string, number> {
    return this.#found(this.#whole, question);
  }

  ownName(question: Terms): ReadonlyMap<string, number> {
    return this.#found(this.#own, question);
  }

  #found(index: Bm25Index, question: Terms): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    index.each(question, (number, score) => found.set(this.#paths[number] ?? '', score));
    return found;
  }
}
