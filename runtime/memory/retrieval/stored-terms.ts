// The arrays of an inverted index as they are stored: by document its terms, by term its documents.

/** Weights are kept in quarters, in a byte. */
export const UNIT = 0.25;

/** Terms of documents, one document after the other. */
export interface StoredTerms {
  readonly words: readonly string[];
  /** By document where its terms begin, and at last where they end. */
  readonly starts: Uint32Array;
  /** Places in `words`, ascending in each document. */
  readonly terms: Int32Array;
  /** Weights in quarters. */
  readonly units: Uint8Array;
  /** By document the sum of its weights. */
  readonly lengths: Uint32Array;
  /** The same the other way round, so that restoring need not sort it. */
  readonly lists: StoredLists;
}

/** Documents of words, one word after the other. */
export interface StoredLists {
  /** By word where its documents begin, and at last where they end. */
  readonly starts: Uint32Array;
  /** Ascending for each word. */
  readonly numbers: Int32Array;
  readonly units: Uint8Array;
  /** By word the greatest of its weights. */
  readonly greatest: Uint8Array;
}

/** From the terms of documents to the documents of terms. */
export function inverted(
  { starts, terms, units }: Pick<StoredTerms, 'starts' | 'terms' | 'units'>,
  words: number,
): StoredLists {
  const ends = new Uint32Array(words + 1);
  for (const term of terms) ends[term + 1] = (ends[term + 1] ?? 0) + 1;
  for (let term = 0; term < words; term++) {
    ends[term + 1] = (ends[term + 1] ?? 0) + (ends[term] ?? 0);
  }
  const next = ends.slice();
  const numbers = new Int32Array(terms.length);
  const weights = new Uint8Array(terms.length);
  const greatest = new Uint8Array(words);
  for (let number = 0; number + 1 < starts.length; number++) {
    for (let at = starts[number] ?? 0; at < (starts[number + 1] ?? 0); at++) {
      const term = terms[at] ?? 0;
      const unit = units[at] ?? 0;
      const place = next[term] ?? 0;
      next[term] = place + 1;
      numbers[place] = number;
      weights[place] = unit;
      if (unit > (greatest[term] ?? 0)) greatest[term] = unit;
    }
  }
  return { starts: ends, numbers, units: weights, greatest };
}

/** By document the weights of its words. */
export function* weightsIn({
  words,
  starts,
  terms,
  units,
}: StoredTerms): Iterable<Map<string, number>> {
  for (let document = 0; document + 1 < starts.length; document++) {
    const weights = new Map<string, number>();
    for (let at = starts[document] ?? 0; at < (starts[document + 1] ?? 0); at++) {
      weights.set(words[terms[at] ?? 0] ?? '', (units[at] ?? 0) * UNIT);
    }
    yield weights;
  }
}
