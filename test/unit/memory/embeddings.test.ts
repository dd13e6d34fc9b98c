// Vectors of memories: likeness of meaning without a model, nearness as brute force says, kept, resumed and rebuilt.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AbortedError, ManualClock } from '../../../runtime/core/index.js';
import {
  builtInEmbeddings,
  EmbeddingError,
  type EmbeddingProvider,
  Meaning,
  VectorCache,
} from '../../../runtime/memory/embeddings/index.js';
import { quantized, Vectors } from '../../../runtime/memory/embeddings/vectors.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { tempFolder } from '../../support/memory.js';

const never = new AbortController().signal;
const clock = new ManualClock();

const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

describe('the built-in embeddings', () => {
  const likeness = async (one: string, other: string): Promise<number> => {
    const [a, b] = await builtInEmbeddings.embed([one, other], never);
    return a === undefined || b === undefined ? Number.NaN : dot(a, b);
  };

  test.each([
    ['database connection', 'PostgreSQL is at 10.0.0.5', 'Answer in German, please'],
    ['which test runner do we use?', 'Checks run with vitest', 'Money is stored as cents'],
    ['postgress', 'We use Postgres', 'We use Redis'],
    ['how do we deploy', 'Releases go out on Tuesdays', 'Two spaces of indentation'],
  ])('%s: %s rather than %s', async (question, near, far) => {
    const one = await likeness(question, near);
    expect(one).toBeGreaterThan(await likeness(question, far));
    expect(one).toBeGreaterThan(builtInEmbeddings.unrelated);
  });

  test('property: vectors have length 1, or are empty of meaning, and are the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 80 }), async (text) => {
        const [once] = await builtInEmbeddings.embed([text], never);
        const [again] = await builtInEmbeddings.embed([text], never);
        expect(once).toEqual(again);
        expect(once).toHaveLength(builtInEmbeddings.dim ?? 0);
        const length = once === undefined ? 0 : dot(once, once);
        expect(length === 0 || Math.abs(length - 1) < 1e-4).toBe(true);
      }),
    );
  });
});

describe('nearness', () => {
  const vector = fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 32, maxLength: 32 })
    .map((values) => Float32Array.from(values));

  test('property: the nearest are those of brute force, to the precision of a byte', () => {
    fc.assert(
      fc.property(
        fc.array(vector, { maxLength: 30 }),
        vector,
        fc.integer({ min: 1, max: 10 }),
        (all, query, k) => {
          const vectors = new Vectors(32);
          all.forEach((one, at) => vectors.set(`v${at}`, quantized(one)));
          const found = vectors.nearest(quantized(query), k, (id) => id !== 'v0');
          const exact = all
            .map((one, at) => ({ id: `v${at}`, likeness: dot(query, one) }))
            .filter(({ id }) => id !== 'v0')
            .sort((a, b) => b.likeness - a.likeness);
          expect(found).toHaveLength(Math.min(k, exact.length));
          found.forEach(({ likeness }, at) => {
            expect(Math.abs(likeness - (exact[at]?.likeness ?? 0))).toBeLessThan(0.3);
          });
        },
      ),
    );
  });

  test('with many vectors only those with like signs are compared, and the nearest are among them', async () => {
    const exact = new Vectors(builtInEmbeddings.dim ?? 0);
    const signsFirst = new Vectors(builtInEmbeddings.dim ?? 0, 0);
    const words =
      'port database cache queue deploy linter formatter token session branch review'.split(' ');
    const texts = Array.from({ length: 4000 }, (_, i) =>
      [words[i % 11], words[(i * 7) % 11], words[(i * i) % 11], `thing${i}`].join(' '),
    );
    const embedded = await builtInEmbeddings.embed(texts, never);
    embedded.forEach((one, at) => {
      exact.set(`v${at}`, quantized(one));
      signsFirst.set(`v${at}`, quantized(one));
    });
    let common = 0;
    for (let i = 0; i < 20; i++) {
      const query = quantized(embedded[i * 100] ?? new Float32Array());
      const best = exact.nearest(query, 10, () => true).map(({ id }) => id);
      const found = signsFirst.nearest(query, 10, () => true).map(({ id }) => id);
      expect(found[0]).toBe(best[0]);
      common += found.filter((id) => best.includes(id)).length;
    }
    expect(common / 200).toBeGreaterThan(0.9);
  });

  test('what is deleted is not found, and its place is used again', () => {
    const vectors = new Vectors(2);
    vectors.set('a', quantized(Float32Array.of(1, 0)));
    vectors.delete('a');
    vectors.set('b', quantized(Float32Array.of(0, 1)));
    const query = quantized(Float32Array.of(1, 0.1));
    expect(vectors.nearest(query, 5, () => true).map(({ id }) => id)).toEqual(['b']);
    expect(vectors.likeness(query, 'a')).toBeUndefined();
  });
});

/** Counts, and fails or waits when told to. */
function provider(id = 'counted'): EmbeddingProvider & { texts: string[]; fail: boolean } {
  return {
    id,
    dim: 2,
    unrelated: 0,
    texts: [],
    fail: false,
    embed(texts) {
      if (this.fail) return Promise.reject(new EmbeddingError(id, 'away', { remedy: 'wait' }));
      this.texts.push(...texts);
      return Promise.resolve(
        texts.map((text) => (text === 'odd' ? Float32Array.of(1, 0) : Float32Array.of(0, 1))),
      );
    },
  };
}

describe('the vectors of all memories', () => {
  test('are made in the background, with progress, and found then', async () => {
    const meaning = new Meaning({ provider: provider(), clock });
    for (let i = 0; i < 70; i++) meaning.set(`m${i}`, i === 5 ? 'odd' : `text ${i}`);
    expect(await meaning.vectorOf('odd', never)).toBeUndefined();
    const told: number[] = [];
    await meaning.update(never, ({ done, total }) => told.push(done / total));
    expect(told).toEqual([0, 32 / 70, 64 / 70, 1]);
    const vector = await meaning.vectorOf('odd', never);
    const near = vector === undefined ? [] : meaning.nearest(vector, 1, () => true);
    expect(near).toMatchObject([{ id: 'm5', likeness: expect.closeTo(1, 2) }]);
  });

  test('go on after a stop or a failure where they were', async () => {
    const counted = provider();
    const meaning = new Meaning({ provider: counted, clock });
    for (let i = 0; i < 100; i++) meaning.set(`m${i}`, `text ${i}`);
    const controller = new AbortController();
    const stopped = meaning.update(controller.signal, ({ done }) => {
      if (done > 0) controller.abort();
    });
    await expect(stopped).rejects.toBeInstanceOf(AbortedError);
    counted.fail = true;
    await expect(meaning.update(never)).rejects.toBeInstanceOf(EmbeddingError);
    counted.fail = false;
    await meaning.update(never);
    expect(meaning.progress).toEqual({ done: 100, total: 100 });
    expect(counted.texts).toHaveLength(100);
  });

  test('of another provider take the place of the old ones', async () => {
    const meaning = new Meaning({ provider: provider('a'), clock });
    meaning.set('m', 'text');
    await meaning.update(never);
    const other = provider('b');
    meaning.use(other);
    expect(meaning.progress).toEqual({ done: 0, total: 1 });
    expect(await meaning.vectorOf('text', never)).toBeUndefined();
    await meaning.update(never);
    expect(other.texts).toEqual(['text']);
    expect(await meaning.vectorOf('text', never)).toBeDefined();
  });

  test('a question does without when the provider is away, and does not ask again at once', async () => {
    const time = new ManualClock();
    const counted = provider();
    const meaning = new Meaning({ provider: counted, clock: time });
    meaning.set('m', 'text');
    await meaning.update(never);
    counted.fail = true;
    expect(await meaning.vectorOf('odd', never)).toBeUndefined();
    counted.fail = false;
    expect(await meaning.vectorOf('odd', never)).toBeUndefined();
    time.advance(60_000);
    expect(await meaning.vectorOf('odd', never)).toBeDefined();
  });

  test('a changed text gets a new vector, a deleted one has none', async () => {
    const counted = provider();
    const meaning = new Meaning({ provider: counted, clock });
    meaning.set('m', 'text');
    meaning.set('n', 'other');
    await meaning.update(never);
    meaning.set('m', 'text');
    meaning.set('n', 'odd');
    meaning.delete('m');
    await meaning.update(never);
    expect(counted.texts).toEqual(['text', 'other', 'odd']);
    expect(meaning.progress).toEqual({ done: 1, total: 1 });
  });
});

describe('kept in files', () => {
  const fill = async (
    folder: string,
    counted: EmbeddingProvider,
    writer: string,
  ): Promise<void> => {
    const cache = new VectorCache(createNodeFileStore(folder), 'vectors', writer);
    const meaning = new Meaning({ provider: counted, clock, cache });
    for (let i = 0; i < 40; i++) meaning.set(`m${i}`, `text ${i}`);
    await meaning.update(never);
    expect(meaning.progress).toEqual({ done: 40, total: 40 });
  };
  const filesOf = (folder: string): string[] =>
    readdirSync(path.join(folder, 'vectors'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.vec'))
      .map((name) => path.join(folder, 'vectors', name));

  test('nothing is asked for twice, by any window', async () => {
    const folder = tempFolder();
    const counted = provider();
    await fill(folder, counted, 'one');
    await fill(folder, counted, 'two');
    expect(counted.texts).toHaveLength(40);
    await fill(folder, provider('other'), 'one');
    expect(counted.texts).toHaveLength(40);
  });

  test('a damaged file is made anew, a lost one too', async () => {
    const folder = tempFolder();
    const counted = provider();
    await fill(folder, counted, 'one');
    const [first = '', second = ''] = filesOf(folder);
    const bytes = readFileSync(first);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 255;
    writeFileSync(first, bytes);
    writeFileSync(second, readFileSync(second).subarray(0, 30));
    await fill(folder, counted, 'two');
    expect(counted.texts).toHaveLength(80);
  });

  test('many files become one', async () => {
    const folder = tempFolder();
    const cache = new VectorCache(createNodeFileStore(folder), 'vectors', 'w');
    for (let i = 0; i < 70; i++) {
      await cache.add('p', new Map([[`text ${i}`, quantized(Float32Array.of(i, 1))]]));
    }
    expect((await cache.read('p', never)).size).toBe(70);
    expect(filesOf(folder)).toHaveLength(1);
    expect((await cache.read('p', never)).get(cache.keyOf('text 3'))).toEqual(
      quantized(Float32Array.of(3, 1)),
    );
  });
});
