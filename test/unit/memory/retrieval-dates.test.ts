// Times in the words of people, read as of a Wednesday in June.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namedTimes } from '../../../runtime/memory/retrieval/dates.js';

const NOW = new Date(2026, 5, 24, 10, 30).getTime();
const day = (text: string): number => {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  return new Date(year, month - 1, date).getTime();
};

test.each([
  ['what did we say yesterday?', '2026-06-23', '2026-06-24'],
  ['what did I ask today', '2026-06-24', '2026-06-25'],
  ['what broke last night?', '2026-06-23', '2026-06-24'],
  ['last week we chose a queue', '2026-06-15', '2026-06-22'],
  ['what happened this month', '2026-06-01', '2026-07-01'],
  ['the outage of last month', '2026-05-01', '2026-06-01'],
  ['decisions of last year', '2025-01-01', '2026-01-01'],
  ['on 3 May 2026 we moved', '2026-05-03', '2026-05-04'],
  ['on May 3rd, 2026', '2026-05-03', '2026-05-04'],
  ['on 2026-05-03', '2026-05-03', '2026-05-04'],
  ['am 3.5.2026', '2026-05-03', '2026-05-04'],
  ['the release of 3 May', '2026-05-03', '2026-05-04'],
  ['the release of 24 December', '2025-12-24', '2025-12-25'],
  ['what did Rutger want in March?', '2026-03-01', '2026-04-01'],
  ['what did Rutger want in November?', '2025-11-01', '2025-12-01'],
  ['what was decided in Nov 2024', '2024-11-01', '2024-12-01'],
  ['since when, in 2025, did we', '2025-01-01', '2026-01-01'],
  ['what did I tell you last Tuesday', '2026-06-23', '2026-06-24'],
  ['what did I tell you on Wednesday', '2026-06-17', '2026-06-18'],
  ['the plan of last winter', '2025-12-01', '2026-03-01'],
])('%s', (text, from, to) => {
  expect(namedTimes(text, NOW).ranges).toEqual([{ from: day(from), to: day(to) }]);
});

test.each([
  ['two months ago', '2026-04-24'],
  ['a week ago', '2026-06-17'],
  ['3 days ago', '2026-06-21'],
  ['a couple of weeks ago', '2026-06-10'],
  ['in early March', '2026-03-04'],
  ['at the end of March', '2026-03-29'],
  ['in the last three weeks', '2026-06-10'],
])('"%s" is around a day', (text, around) => {
  const [range] = namedTimes(`what did we do ${text}?`, NOW).ranges;
  expect(range?.from).toBeLessThanOrEqual(day(around));
  expect(range?.to).toBeGreaterThan(day(around));
});

describe('a direction', () => {
  test.each([
    ['what was the port before April?', Number.NEGATIVE_INFINITY, day('2026-04-01')],
    ['what changed since March 2026?', day('2026-03-01'), Number.POSITIVE_INFINITY],
    ['what changed after 3 May 2026?', day('2026-05-04'), Number.POSITIVE_INFINITY],
  ])('%s', (text, from, to) => {
    expect(namedTimes(text, NOW).ranges).toEqual([{ from, to }]);
  });
});

test.each([
  'you may march on',
  'the port is 2025',
  'version 2026.1 of 10.0.0.5',
  'a month has thirty days',
  'which week number is it',
  'use mar or dec as names',
])('%s: names no time', (text) => {
  expect(namedTimes(text, NOW)).toEqual({ ranges: [], rest: text });
});

test('the words of the time are taken out of the question', () => {
  expect(namedTimes('which queue did we choose last week', NOW).rest.trim()).toBe(
    'which queue did we choose',
  );
});

test('property: any text is read, ranges are not empty', () => {
  const words = fc.constantFrom(
    ...'on in last this since before May 3 3rd 2026 march 31 two weeks ago week year of early - .'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
      for (const { from, to } of namedTimes(parts.join(' '), NOW).ranges) {
        expect(to).toBeGreaterThan(from);
      }
    }),
  );
});
