// Places of the workspace are found in text and in code, also with brackets in their paths; what only looks like it is not.
import { expect, test } from 'vitest';
import { citationsInText } from '../../../runtime/rlm/citations.js';
import { fileOfCode } from '../../../webview/markdown/code-file.js';
import { parsePlace, splitPlaces } from '../../../webview/markdown/places.js';

const linked = (text: string): readonly string[] =>
  splitPlaces(text).flatMap(({ text: part, citation }) => (citation === undefined ? [] : [part]));

const BRACKETED = [
  'app/[id]/page.tsx:12',
  'app/(shop)/cart.tsx',
  'app/(shop)/cart.tsx:3-9',
  'app/blog/[...slug]/page.tsx:1',
  'app/[[...slug]]/page.tsx:1',
  'app/@modal/(.)photo/[id]/page.tsx:4',
  'app/(..)(..)photo/page.tsx:4',
  'src/routes/[lang=lang]/+page.svelte:2',
  'src/pages/[id].astro:7',
  'pages/user-[id].vue',
  'pages/[lang]-[id]/index.vue:3',
  'app/routes/($lang).products.tsx:8',
  '(shop)/cart.tsx:3',
];

test.each(BRACKETED)('%s is a place, in text as in code', (place) => {
  const [path = '', lines = '1'] = place.split(':');
  const [line, endLine] = lines.split('-').map(Number);
  const citation = endLine === undefined ? { path, line } : { path, line, endLine };
  expect(parsePlace(place)).toEqual(citation);
  for (const text of [`${place} is it`, `See (${place}), and ${place}.`, `“${place}”: there`])
    expect(new Set(linked(text))).toEqual(new Set([place]));
});

test.each([
  'a[0]',
  'a[0].b:12',
  'rows[0]/total.ts:5',
  'items[i].name',
  'items[i].name:3',
  'items[i]/name.ts:3',
  'f(x)/g.ts:12',
  'delayFor(attempt).then',
  'sum/(count).toFixed',
  'sum/(count).toFixed(2)',
  '1/(a+b).c:3',
  'and/or',
  'src/[id]/',
  'https://example.com/(a)/b.ts',
  'app/[id]/page.tsx(3)',
  '[x](y).z:3',
])('%s is no place', (text) => {
  expect(parsePlace(text)).toBeUndefined();
  expect(linked(`it says ${text} there`)).toEqual([]);
});

test('places without brackets are found as before', () => {
  expect(linked('src/a.ts:12 (b.ts:3), [src/c.ts:1-4] at 10:30 or a:1, x/y.ts')).toEqual([
    'src/a.ts:12',
    'b.ts:3',
    'src/c.ts:1-4',
  ]);
});

test('an answer that names such a place cites it, and code can say that it belongs there', () => {
  expect(citationsInText('See app/[id]/page.tsx:12-14 and src/a.ts:3.')).toEqual([
    { path: 'app/[id]/page.tsx', line: 12, endLine: 14 },
    { path: 'src/a.ts', line: 3 },
  ]);
  expect(fileOfCode('tsx app/(shop)/[...slug]/page.tsx', '')).toBe('app/(shop)/[...slug]/page.tsx');
  expect(fileOfCode('ts', '// rows(all).first')).toBeUndefined();
});

test.each(['+', '(', '[', 'a/', '[a]/', '(a)-'])(
  'a long row of %s is looked through at once',
  (piece) => {
    const text = piece.repeat(20_000);
    expect(linked(text)).toEqual([]);
    expect(parsePlace(text)).toBeUndefined();
  },
);
