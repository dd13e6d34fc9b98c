// What a newcomer is compared with: leaving out memories with few common words never changes what becomes of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse } from '../../../runtime/memory/analysis/index.js';
import { leastCommonTerms, reconcile } from '../../../runtime/memory/reconcile/index.js';
import { inDoubt } from '../../../runtime/memory/reconcile/judge.js';
import { weightsOf } from '../../../runtime/memory/retrieval/reading.js';
import { remembered } from '../../support/remembered.js';

const WORDS =
  'never always not we use prefer npm pnpm tabs spaces over for in when the our main branch is port 3000 8080 v1.2 10.0.0.5 deploy server tests cache requests timeout seconds retry database index'.split(
    ' ',
  );
const text = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 10 });
/** A text and another one that often says nearly the same. */
const pair = text.chain((words) =>
  fc.tuple(
    fc.constant(words),
    fc.oneof(
      text,
      fc
        .tuple(fc.shuffledSubarray(words), fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }))
        .map(([kept, added]) => [...kept, ...added]),
      fc.array(fc.constantFrom(...WORDS), { maxLength: 2 }).map((added) => [...words, ...added]),
    ),
  ),
);

test('property: what shares fewer words than any rule asks for is new beside the memory', () => {
  let fitted = 0;
  fc.assert(
    fc.property(pair, ([one, other]) => {
      const newcomer = { content: one.join(' '), subject: undefined };
      const memory = remembered(other.join(' '));
      const known = weightsOf(memory);
      const terms = new Set(analyse(newcomer.content).map(({ term }) => term));
      const common = [...terms].filter((term) => known.has(term)).length;
      const concerns =
        reconcile(newcomer, [memory]).action !== 'added' || inDoubt(newcomer, [memory]).length > 0;
      if (concerns) fitted++;
      return !concerns || common >= leastCommonTerms(newcomer);
    }),
    { numRuns: 3_000 },
  );
  expect(fitted).toBeGreaterThan(500);
});

test('a long text is not compared with one that shares a word or two', () => {
  const content = WORDS.filter((word) =>
    /^(?:deploy|server|tests|cache|requests|timeout|retry|index|seconds)$/.test(word),
  ).join(' ');
  expect(leastCommonTerms({ content, subject: undefined })).toBeGreaterThan(2);
});
