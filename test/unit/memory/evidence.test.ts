// Who may bear witness to what is learned: stated words do, questions, guesses, reservations and inventions do not.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agrees, ownWords, type Transcript, witnessOf } from '../../../runtime/memory/evidence.js';

const NOTHING: Transcript = { said: '', agreed: '', outcomes: [], recalled: [] };
const witness = (said: string, content: string, evidence = content) =>
  witnessOf({ content, evidence }, { ...NOTHING, said });

describe('what is stated', () => {
  test.each([
    'We use pnpm in this project',
    'If a test fails, always run it a second time',
    'Commit messages follow Conventional Commits, e.g. feat: tabs',
    'Please remember that I might be in Paris in May',
    'Wer hier arbeitet, schreibt Tests zuerst',
    '请用中文回答',
  ])('“%s” counts', (said) => expect(witness(`Hello. ${said}. Go on?`, said)).toBe('user'));
});

describe('what is only supposed or asked', () => {
  test.each([
    'Maybe we use pnpm',
    'I think the parser is in src/parse.ts',
    'If we used pnpm the install would be faster',
    'Suppose that the cache is on disk',
    'We might move to Redis',
    'The API could be REST',
    'What if tests run in parallel',
    'For example, we deploy on Fridays',
    'Do we use pnpm?',
  ])('“%s” does not count', (said) => {
    expect(witness(said, said.replace(/\?$/, ''))).toBeUndefined();
  });
});

describe('agreement', () => {
  test.each(['yes', 'Yes, do it.', 'ok go ahead', 'Sounds good!', "let's do that", 'Exactly'])(
    '“%s”',
    (text) => expect(agrees(text)).toBe(true),
  );
  test.each([
    'yes, but use npm',
    'ok, not Redis though',
    'yes?',
    'okay, what about tests?',
    'no',
    'The yes button is broken',
    'sure, except for Windows',
  ])('not “%s”', (text) => expect(agrees(text)).toBe(false));

  test('to one of several is to none', () => {
    const agreed = 'We use pnpm or yarn for it.';
    const candidate = { content: 'We use pnpm', evidence: 'We use pnpm or yarn' };
    expect(witnessOf(candidate, { ...NOTHING, said: 'yes', agreed })).toBeUndefined();
  });
});

test('property: nothing is learned whose evidence nobody gave, or that names a number or path nobody said', () => {
  const word = fc.constantFrom(
    'we',
    'use',
    'port',
    '8080',
    'src/a.ts',
    'tests',
    'pnpm',
    '42',
    'fooBar',
  );
  const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(text, text, text, (said, content, evidence) => {
      if (witness(said, content, evidence) === undefined) return;
      expect(said).toContain(evidence);
      for (const name of content.match(/\d+|\S+\/\S+|fooBar/g) ?? []) expect(said).toContain(name);
    }),
    { numRuns: 500 },
  );
});

test('property: reading own words never fails, takes away and never adds', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      expect(ownWords(text).replaceAll(/\s/g, '').length).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 200 },
  );
});

test('a huge message is read in passing', () => {
  const huge = `${'<private>'.repeat(2_000)}${'```'.repeat(5_001)}${'a if we b '.repeat(20_000)}`;
  expect(ownWords(huge).length).toBeLessThanOrEqual(huge.length);
  expect(witness('if we '.repeat(5_000), 'we use pnpm')).toBeUndefined();
});
