// Ranking: exactly the formula, whatever was added, replaced and removed before.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bm25Index } from '../../../runtime/memory/retrieval/bm25.js';

const OPTIONS = { k1: 0.6, b: 0.3, minDocuments: 10 };
type Weights = ReadonlyMap<string, number>;

/** The formula over all documents, as it stands in the literature. */
function bruteForce(documents: ReadonlyMap<string, Weights>, query: Weights): [string, number][] {
  const { k1, b, minDocuments } = OPTIONS;
  const length = (weights: Weights): number => [...weights.values()].reduce((x, y) => x + y, 0);
  const average =
    [...documents.values()].reduce((sum, d) => sum + length(d), 0) / Math.max(1, documents.size);
  const n = Math.max(documents.size, minDocuments);
  return [...documents]
    .map(([id, weights]): [string, number] => {
      let score = 0;
      for (const [term, matter] of query) {
        const df = [...documents.values()].filter((d) => d.has(term)).length;
        const idf = Math.log(1 + (n - df + 0.5) / (df + 0.5));
        const tf = weights.get(term) ?? 0;
        if (tf === 0) continue;
        score +=
          (matter * idf * tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * length(weights)) / average));
      }
      return [id, score];
    })
    .filter(([, score]) => score > 0)
    .sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1));
}

const term = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
const weights = fc
  .uniqueArray(fc.tuple(term, fc.constantFrom(0.5, 1, 2, 3)), {
    selector: ([t]) => t,
    minLength: 1,
  })
  .map((entries) => new Map(entries));
const change = fc.record({
  id: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7'),
  weights: fc.option(weights),
});

test('property: the top k equals brute force after any history of changes', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 40 }),
      weights,
      fc.integer({ min: 1, max: 8 }),
      (history, query, k) => {
        const index = new Bm25Index(OPTIONS);
        const documents = new Map<string, Weights>();
        for (const { id, weights: given } of history) {
          if (given === null) {
            index.delete(id);
            documents.delete(id);
          } else {
            index.set(id, given);
            documents.set(id, given);
          }
        }
        const expected = bruteForce(documents, query).slice(0, k);
        const found = index.search(query, k);
        expect(found.map(({ id }) => id)).toEqual(expected.map(([id]) => id));
        found.forEach(({ score }, i) => expect(score).toBeCloseTo(expected[i]?.[1] ?? -1, 10));
      },
    ),
    { numRuns: 500 },
  );
});

test('a rare word weighs more than a common one, and saying it thrice is not thrice as good', () => {
  const index = new Bm25Index(OPTIONS);
  for (let i = 0; i < 20; i++)
    index.set(
      `common${i}`,
      new Map([
        ['use', 1],
        ['filler', 3],
      ]),
    );
  index.set(
    'rare',
    new Map([
      ['port', 1],
      ['filler', 3],
    ]),
  );
  index.set(
    'thrice',
    new Map([
      ['port', 3],
      ['filler', 1],
    ]),
  );
  const [first, second, third] = index.search(
    new Map([
      ['port', 1],
      ['use', 1],
    ]),
    3,
  );
  expect([first?.id, second?.id]).toEqual(['thrice', 'rare']);
  expect((first?.score ?? 0) / (second?.score ?? 1)).toBeLessThan(1.6);
  expect(third?.id).toMatch(/^common/);
});

test('what is filtered does not take a place among the best', () => {
  const index = new Bm25Index(OPTIONS);
  for (let i = 0; i < 5; i++) index.set(`d${i}`, new Map([['x', 5 - i]]));
  expect(index.search(new Map([['x', 1]]), 2, (id) => id > 'd1').map(({ id }) => id)).toEqual([
    'd2',
    'd3',
  ]);
});
