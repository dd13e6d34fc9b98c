// The arrays of an inverted index: by term the documents that have it, by document its terms.

/** Weights are kept in quarters, in a byte. */
export const UNIT = 0.25;
const MAX_UNITS = 255;
const EMPTY_TERMS = new Int32Array(0);
const EMPTY_WEIGHTS = new Uint8Array(0);

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
  #lists: List[] = [];
  /** Where the terms of a document begin; those of the next one follow. */
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
    return this.#lists[term]?.frequency ?? 0;
  }

  /** In quarters; of documents that are gone as well. */
  greatestUnits(term: number): number {
    return this.#lists[term]?.greatest ?? 0;
  }

  /** Documents with the term, those that are gone included, and its weight in each in quarters. */
  list(term: number): Pick<Readonly<List>, 'numbers' | 'units' | 'length'> {
    return this.#lists[term] ?? { numbers: EMPTY_TERMS, units: EMPTY_WEIGHTS, length: 0 };
  }

  /** Ids of the terms of a document, ascending. */
  terms(number: number): Int32Array {
    return this.#terms.subarray(this.#starts[number], this.#starts[number + 1]);
  }

  /** Their weights in quarters. */
  units(number: number): Uint8Array {
    return this.#units.subarray(this.#starts[number], this.#starts[number + 1]);
  }

  /** Weight of a term in a document, in quarters; 0 when it is not there. */
  unitsOf(number: number, term: number): number {
    const terms = this.#terms;
    const end = this.#starts[number + 1] ?? 0;
    let from = this.#starts[number] ?? 0;
    let to = end;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((terms[middle] ?? 0) < term) from = middle + 1;
      else to = middle;
    }
    return from < end && terms[from] === term ? (this.#units[from] ?? 0) : 0;
  }

  add(weights: ReadonlyMap<string, number>): number {
    const entries = [...weights]
      .map(([word, weight]): readonly [number, number] => [
        this.#idOf(word),
        Math.max(1, Math.min(MAX_UNITS, Math.round(weight / UNIT))),
      ])
      .sort(([a], [b]) => a - b);
    const number = this.#begin(entries.length);
    const start = this.#starts[number] ?? 0;
    let length = 0;
    for (const [at, [term, units]] of entries.entries()) {
      this.#terms[start + at] = term;
      this.#units[start + at] = units;
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
      const list = this.#lists[term];
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
    this.#starts = other.#starts;
    this.#terms = other.#terms;
    this.#units = other.#units;
    this.lengths = other.lengths;
    this.#present = other.#present;
    this.#end = other.#end;
    this.#size = other.#size;
    this.#total = other.#total;
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
      this.#starts = grown(this.#starts, number + 2);
      this.lengths = grown(this.lengths, number + 2);
      this.#present = grown(this.#present, number + 2);
    }
    const end = (this.#starts[number] ?? 0) + terms;
    if (end > this.#terms.length) {
      this.#terms = grown(this.#terms, end);
      this.#units = grown(this.#units, end);
    }
    return number;
  }

  #finish(number: number, end: number, length: number): void {
    this.#starts[number + 1] = end;
    this.lengths[number] = length;
    this.#present[number] = 1;
    this.#end++;
    this.#size++;
    this.#total += length;
  }

  #post(term: number, number: number, units: number): void {
    const list = this.#lists[term];
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
