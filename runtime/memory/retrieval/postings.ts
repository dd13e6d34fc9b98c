// The arrays of an inverted index: by term the documents that have it, by document its terms.
import { breathe } from '../../core/index.js';
import { inverted, type StoredLists, type StoredTerms, UNIT, weightsIn } from './stored-terms.js';

const MAX_UNITS = 255;
/** Words that are restored at once: some milliseconds of work. */
const PIECE = 4_000;
const EMPTY_TERMS = new Int32Array(0);
const EMPTY_WEIGHTS = new Uint8Array(0);
const NO_LISTS: StoredLists = {
  starts: new Uint32Array(1),
  numbers: EMPTY_TERMS,
  units: EMPTY_WEIGHTS,
  greatest: EMPTY_WEIGHTS,
};

interface List {
  numbers: Int32Array;
  /** In quarters. */
  units: Uint8Array;
  length: number;
  /** Of the documents in the list those that are still there. */
  frequency: number;
  /** In quarters. */
  greatest: number;
}

/**
 * Documents are numbered in order of adding. Removing one only marks it: its entries stay in the lists until
 * `compact`, and readers pass over them by `has`.
 */
export class Postings {
  #ids = new Map<string, number>();
  #words: string[] = [];
  /** Those that were restored are made when they are asked for. */
  #lists: (List | undefined)[] = [];
  /** The documents that were restored, under the first numbers: as they were stored, never written to. */
  #stored: StoredTerms | undefined;
  /** Of the other documents: where the terms of each begin; those of the next one follow. */
  #starts = new Float64Array(16);
  #terms = new Int32Array(256);
  #units = new Uint8Array(256);
  /** By document the sum of its weights, in quarters; 0 for one that is gone. */
  lengths = new Uint32Array(16);
  #present = new Uint8Array(16);
  #end = 0;
  #size = 0;
  #total = 0;

  get size(): number {
    return this.#size;
  }

  /** One more than the last number. */
  get end(): number {
    return this.#end;
  }

  /** Sum over the documents that are there, in quarters. */
  get totalLength(): number {
    return this.#total;
  }

  has(number: number): boolean {
    return this.#present[number] === 1;
  }

  termId(word: string): number | undefined {
    return this.#ids.get(word);
  }

  word(term: number): string {
    return this.#words[term] ?? '';
  }

  frequency(term: number): number {
    return this.#list(term)?.frequency ?? 0;
  }

  /** In quarters; of documents that are gone as well. */
  greatestUnits(term: number): number {
    return this.#list(term)?.greatest ?? 0;
  }

  /** Documents with the term, those that are gone included, and its weight in each in quarters. */
  list(term: number): Pick<Readonly<List>, 'numbers' | 'units' | 'length'> {
    return this.#list(term) ?? { numbers: EMPTY_TERMS, units: EMPTY_WEIGHTS, length: 0 };
  }

  /** Ids of the terms of a document, ascending. */
  terms(number: number): Int32Array {
    const { starts, terms, at } = this.#place(number);
    return terms.subarray(starts[at], starts[at + 1]);
  }

  /** Their weights in quarters. */
  units(number: number): Uint8Array {
    const { starts, units, at } = this.#place(number);
    return units.subarray(starts[at], starts[at + 1]);
  }

  /** Weight of a term in a document, in quarters; 0 when it is not there. */
  unitsOf(number: number, term: number): number {
    const { starts, terms, units, at } = this.#place(number);
    const end = starts[at + 1] ?? 0;
    let from = starts[at] ?? 0;
    let to = end;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((terms[middle] ?? 0) < term) from = middle + 1;
      else to = middle;
    }
    return from < end && terms[from] === term ? (units[from] ?? 0) : 0;
  }

  /** The terms of some documents as flat arrays, for `restore`. */
  store(numbers: Int32Array): StoredTerms {
    const starts = new Uint32Array(numbers.length + 1);
    numbers.forEach((number, at) => {
      starts[at + 1] = (starts[at] ?? 0) + this.terms(number).length;
    });
    const terms = new Int32Array(starts[numbers.length] ?? 0);
    const units = new Uint8Array(terms.length);
    const frequencies = new Int32Array(this.#lists.length);
    numbers.forEach((number, at) => {
      terms.set(this.terms(number), starts[at]);
      units.set(this.units(number), starts[at]);
    });
    for (const term of terms) frequencies[term] = (frequencies[term] ?? 0) + 1;
    // Numbered anew without gaps, in the same order.
    const words: string[] = [];
    const renamed = new Int32Array(this.#lists.length);
    frequencies.forEach((frequency, term) => {
      if (frequency > 0) renamed[term] = words.push(this.word(term)) - 1;
    });
    for (let at = 0; at < terms.length; at++) terms[at] = renamed[terms[at] ?? 0] ?? 0;
    const lengths = Uint32Array.from(numbers, (number) => this.lengths[number] ?? 0);
    const lists = inverted({ starts, terms, units }, words.length);
    return { words, starts, terms, units, lengths, lists };
  }

  /** Documents as `store` gave them, under the next numbers. Fast when there are none yet. */
  async restore(stored: StoredTerms): Promise<void> {
    if (this.#end === 0 && this.#lists.length === 0) await this.#adopt(stored);
    else for (const weights of weightsIn(stored)) this.add(weights);
  }

  /** In short pieces; nothing can be found before it is done. */
  async #adopt(stored: StoredTerms): Promise<void> {
    const { words, lengths } = stored;
    const documents = lengths.length;
    this.#stored = stored;
    this.lengths = new Uint32Array(documents + 1);
    this.lengths.set(lengths);
    this.#present = new Uint8Array(documents + 1).fill(1, 0, documents);
    for (const length of lengths) this.#total += length;
    for (const [term, word] of words.entries()) {
      if (term % PIECE === 0) await breathe();
      this.#ids.set(word, term);
    }
    this.#words = [...words];
    this.#lists = [];
    this.#lists.length = words.length;
    this.#end = documents;
    this.#size = documents;
  }

  add(weights: ReadonlyMap<string, number>): number {
    const entries = [...weights]
      .map(([word, weight]): readonly [number, number] => [
        this.#idOf(word),
        Math.max(1, Math.min(MAX_UNITS, Math.round(weight / UNIT))),
      ])
      .sort(([a], [b]) => a - b);
    const number = this.#begin(entries.length);
    const at = number - this.#storedEnd;
    const start = this.#starts[at] ?? 0;
    let length = 0;
    for (const [place, [term, units]] of entries.entries()) {
      this.#terms[start + place] = term;
      this.#units[start + place] = units;
      length += units;
      this.#post(term, number, units);
    }
    this.#finish(number, start + entries.length, length);
    return number;
  }

  remove(number: number): void {
    if (!this.has(number)) return;
    this.#present[number] = 0;
    this.#size--;
    this.#total -= this.lengths[number] ?? 0;
    this.lengths[number] = 0;
    for (const term of this.terms(number)) {
      const list = this.#list(term);
      if (list !== undefined) list.frequency--;
    }
  }

  /** Numbers all documents and terms anew. @returns by old number the new one, −1 for those that are gone */
  compact(): Int32Array {
    const old = new Postings();
    old.#take(this);
    this.#take(new Postings());
    const map = new Int32Array(old.#end).fill(-1);
    for (let number = 0; number < old.#end; number++) {
      if (!old.has(number)) continue;
      const units = old.units(number);
      const weights = new Map<string, number>();
      old.terms(number).forEach((term, at) => {
        weights.set(old.#words[term] ?? '', (units[at] ?? 0) * UNIT);
      });
      map[number] = this.add(weights);
    }
    return map;
  }

  #take(other: Postings): void {
    this.#ids = other.#ids;
    this.#words = other.#words;
    this.#lists = other.#lists;
    this.#stored = other.#stored;
    this.#starts = other.#starts;
    this.#terms = other.#terms;
    this.#units = other.#units;
    this.lengths = other.lengths;
    this.#present = other.#present;
    this.#end = other.#end;
    this.#size = other.#size;
    this.#total = other.#total;
  }

  /** How many documents were restored. */
  get #storedEnd(): number {
    return this.#stored?.lengths.length ?? 0;
  }

  /** Where the terms of a document stand. */
  #place(number: number): Pick<StoredTerms, 'terms' | 'units'> & {
    readonly starts: Uint32Array | Float64Array;
    readonly at: number;
  } {
    const stored = this.#stored;
    if (stored !== undefined && number < stored.lengths.length) {
      const { starts, terms, units } = stored;
      return { starts, terms, units, at: number };
    }
    return {
      starts: this.#starts,
      terms: this.#terms,
      units: this.#units,
      at: number - this.#storedEnd,
    };
  }

  #list(term: number): List | undefined {
    const known = this.#lists[term];
    if (known !== undefined || term >= this.#lists.length) return known;
    const { starts, numbers, units, greatest } = this.#stored?.lists ?? NO_LISTS;
    const [from, to] = [starts[term] ?? 0, starts[term + 1] ?? 0];
    const list = {
      numbers: numbers.subarray(from, to),
      units: units.subarray(from, to),
      length: to - from,
      frequency: to - from,
      greatest: greatest[term] ?? 0,
    };
    this.#lists[term] = list;
    return list;
  }

  #idOf(word: string): number {
    const known = this.#ids.get(word);
    if (known !== undefined) return known;
    const id = this.#lists.length;
    this.#ids.set(word, id);
    this.#words.push(word);
    this.#lists.push({
      numbers: new Int32Array(2),
      units: new Uint8Array(2),
      length: 0,
      frequency: 0,
      greatest: 0,
    });
    return id;
  }

  /** Makes room for a document with so many terms. */
  #begin(terms: number): number {
    const number = this.#end;
    if (number + 2 > this.lengths.length) {
      this.lengths = grown(this.lengths, number + 2);
      this.#present = grown(this.#present, number + 2);
    }
    const at = number - this.#storedEnd;
    if (at + 2 > this.#starts.length) this.#starts = grown(this.#starts, at + 2);
    const end = (this.#starts[at] ?? 0) + terms;
    if (end > this.#terms.length) {
      this.#terms = grown(this.#terms, end);
      this.#units = grown(this.#units, end);
    }
    return number;
  }

  #finish(number: number, end: number, length: number): void {
    this.#starts[number - this.#storedEnd + 1] = end;
    this.lengths[number] = length;
    this.#present[number] = 1;
    this.#end++;
    this.#size++;
    this.#total += length;
  }

  #post(term: number, number: number, units: number): void {
    const list = this.#list(term);
    if (list === undefined) return;
    if (list.length === list.numbers.length) {
      list.numbers = grown(list.numbers, list.length + 1);
      list.units = grown(list.units, list.length + 1);
    }
    list.numbers[list.length] = number;
    list.units[list.length] = units;
    list.length++;
    list.frequency++;
    list.greatest = Math.max(list.greatest, units);
  }
}

/** A copy with room for at least so many, and for as many again. */
function grown<A extends Float64Array | Int32Array | Uint32Array | Uint8Array>(
  array: A,
  least: number,
): A {
  const copy = new (array.constructor as new (length: number) => A)(
    Math.max(least, 2 * array.length),
  );
  copy.set(array);
  return copy;
}
