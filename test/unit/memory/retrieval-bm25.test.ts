// Ranking: exactly the formula, whatever was added, removed and numbered anew before, and whatever is left out early.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bm25Index } from '../../../runtime/memory/retrieval/bm25.js';
import { TopK } from '../../../runtime/memory/top-k.js';

const OPTIONS = { k1: 0.6, b: 0.3, minDocuments: 10 };
type Weights = ReadonlyMap<string, number>;
type Ranking = readonly { readonly name: string; readonly score: number }[];

/** The formula over all documents, as it stands in the literature. */
function bruteForce(documents: ReadonlyMap<string, Weights>, query: Weights): Ranking {
  const { k1, b, minDocuments } = OPTIONS;
  const length = (weights: Weights): number => [...weights.values()].reduce((x, y) => x + y, 0);
  const average =
    [...documents.values()].reduce((sum, d) => sum + length(d), 0) / Math.max(1, documents.size);
  const n = Math.max(documents.size, minDocuments);
  return [...documents]
    .map(([name, weights]) => {
      let score = 0;
      for (const [term, matter] of query) {
        const df = [...documents.values()].filter((d) => d.has(term)).length;
        const idf = Math.log(1 + (n - df + 0.5) / (df + 0.5));
        const tf = weights.get(term) ?? 0;
        if (tf === 0) continue;
        score +=
          (matter * idf * tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * length(weights)) / average));
      }
      return { name, score: Math.fround(score) };
    })
    .filter(({ score }) => score > 0)
    .sort((x, y) => y.score - x.score || (x.name < y.name ? -1 : 1));
}

/** An index under names, as its owner keeps it. */
class Named {
  #names: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly index = new Bm25Index(OPTIONS, (a, b) => (this.name(a) < this.name(b) ? -1 : 1));

  name(number: number): string {
    return this.#names[number] ?? '?';
  }

  set(name: string, weights: Weights | null): void {
    const known = this.#numbers.get(name);
    if (known !== undefined) this.index.remove(known);
    this.#numbers.delete(name);
    if (weights === null) return;
    const number = this.index.add(weights);
    this.#names[number] = name;
    this.#numbers.set(name, number);
    if (this.index.isSparse) this.#compact();
  }

  search(query: Weights, k: number, accept: (name: string) => boolean = () => true): Ranking {
    return this.index
      .search(query, k, (number) => accept(this.name(number)))
      .map(({ number, score }) => ({ name: this.name(number), score }));
  }

  /** Of every document that has a term of the query, put in order here. */
  all(query: Weights): Ranking {
    const told: { readonly name: string; readonly score: number }[] = [];
    this.index.each(query, (number, score) => told.push({ name: this.name(number), score }));
    return told.sort((x, y) => y.score - x.score || (x.name < y.name ? -1 : 1));
  }

  #compact(): void {
    const names: string[] = [];
    this.index.compact().forEach((next, old) => {
      if (next >= 0) names[next] = this.name(old);
    });
    this.#names = names;
    names.forEach((name, number) => this.#numbers.set(name, number));
  }
}

const term = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
const weights = fc
  .uniqueArray(fc.tuple(term, fc.constantFrom(0.5, 1, 2, 3)), {
    selector: ([t]) => t,
    minLength: 1,
  })
  .map((entries) => new Map(entries));
const change = fc.record({
  name: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7'),
  weights: fc.option(weights),
});

function expectSame(found: Ranking, expected: Ranking): void {
  expect(found.map(({ name }) => name)).toEqual(expected.map(({ name }) => name));
  found.forEach(({ score }, i) => expect(score).toBeCloseTo(expected[i]?.score ?? -1, 5));
}

test('property: the top k equals brute force after any history of changes', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 60 }),
      weights,
      fc.integer({ min: 1, max: 8 }),
      (history, query, k) => {
        const named = new Named();
        const documents = new Map<string, Weights>();
        for (const { name, weights: given } of history) {
          named.set(name, given);
          if (given === null) documents.delete(name);
          else documents.set(name, given);
        }
        const expected = bruteForce(documents, query);
        expectSame(named.search(query, k), expected.slice(0, k));
        expectSame(named.all(query), expected);
        expectSame(
          named.search(query, k, (name) => name > '3'),
          expected.filter(({ name }) => name > '3').slice(0, k),
        );
      },
    ),
    { numRuns: 400 },
  );
});

test('property: among thousands, of which most are left out early, the top k equals brute force', () => {
  // Word ranks as in natural text: a few stand nearly everywhere, most almost nowhere.
  const word = fc
    .integer({ min: 0, max: 1_000_000 })
    .map((n) => `w${Math.floor(400 ** (n / 1e6))}`);
  fc.assert(
    fc.property(
      fc.integer(),
      fc.uniqueArray(word, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 20 }),
      (seed, words, k) => {
        const named = new Named();
        const documents = new Map<string, Weights>();
        const random = randomOf(seed);
        for (let i = 0; i < 1500; i++) {
          const own = new Map<string, number>();
          const length = 3 + Math.floor(random() * 12);
          for (let j = 0; j < length; j++) {
            const w = `w${Math.floor(400 ** random())}`;
            own.set(w, (own.get(w) ?? 0) + 1);
          }
          documents.set(`d${i}`, own);
          named.set(`d${i}`, own);
        }
        const query = new Map(words.map((w, i) => [w, i % 3 === 2 ? 0.3 : 1]));
        const expected = bruteForceFast(documents, query);
        expectSame(named.search(query, k), expected.slice(0, k));
        expectSame(named.all(query), expected);
        const odd = (name: string): boolean => Number(name.slice(1)) % 2 === 1;
        expectSame(
          named.search(query, k, odd),
          expected.filter(({ name }) => odd(name)).slice(0, k),
        );
        const scoreOf = named.index.scorer(query);
        const scores = new Map(expected.map(({ name, score }) => [name, score]));
        for (let number = 0; number < 50; number++) {
          expect(scoreOf(number)).toBeCloseTo(scores.get(named.name(number)) ?? 0, 5);
        }
      },
    ),
    { numRuns: 15 },
  );
});

/** The same, but every document frequency is counted once. */
function bruteForceFast(documents: ReadonlyMap<string, Weights>, query: Weights): Ranking {
  const relevant = new Map<string, Weights>();
  for (const [name, own] of documents) relevant.set(name, own);
  const { k1, b, minDocuments } = OPTIONS;
  const all = [...documents.values()];
  const lengthOf = (own: Weights): number => [...own.values()].reduce((x, y) => x + y, 0);
  const average = all.reduce((sum, own) => sum + lengthOf(own), 0) / all.length;
  const n = Math.max(all.length, minDocuments);
  const idf = new Map(
    [...query.keys()].map((t) => {
      const df = all.filter((own) => own.has(t)).length;
      return [t, Math.log(1 + (n - df + 0.5) / (df + 0.5))];
    }),
  );
  return [...documents]
    .map(([name, own]) => {
      const norm = k1 * (1 - b + (b * lengthOf(own)) / average);
      let score = 0;
      for (const [t, matter] of query) {
        const tf = own.get(t) ?? 0;
        if (tf > 0) score += (matter * (idf.get(t) ?? 0) * tf * (k1 + 1)) / (tf + norm);
      }
      return { name, score: Math.fround(score) };
    })
    .filter(({ score }) => score > 0)
    .sort((x, y) => y.score - x.score || (x.name < y.name ? -1 : 1));
}

/** G. Marsaglia, "Xorshift RNGs", 2003. */
function randomOf(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

test('a rare word weighs more than a common one, and saying it thrice is not thrice as good', () => {
  const named = new Named();
  const entries = (...pairs: [string, number][]): Weights => new Map(pairs);
  for (let i = 0; i < 20; i++) named.set(`common${i}`, entries(['use', 1], ['filler', 3]));
  named.set('rare', entries(['port', 1], ['filler', 3]));
  named.set('thrice', entries(['port', 3], ['filler', 1]));
  const [first, second, third] = named.search(entries(['port', 1], ['use', 1]), 3);
  expect([first?.name, second?.name]).toEqual(['thrice', 'rare']);
  expect((first?.score ?? 0) / (second?.score ?? 1)).toBeLessThan(1.6);
  expect(third?.name).toMatch(/^common/);
});

test('nothing is found in nothing, and a query without known words finds nothing', () => {
  const named = new Named();
  expect(named.search(new Map([['x', 1]]), 5)).toEqual([]);
  named.set('d', new Map([['x', 1]]));
  expect(named.search(new Map([['y', 1]]), 5)).toEqual([]);
  expect(named.search(new Map([['x', 1]]), 0)).toEqual([]);
});

test('property: the best k of any numbers are those that sorting gives', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 })),
      fc.integer({ min: 0, max: 12 }),
      (scores, k) => {
        const best = new TopK(k);
        scores.forEach((score, number) => best.offer(number, score));
        const sorted = scores
          .map((score, number) => ({ number, score }))
          .sort((a, b) => b.score - a.score || a.number - b.number);
        expect(best.sorted()).toEqual(sorted.slice(0, k));
      },
    ),
  );
});
