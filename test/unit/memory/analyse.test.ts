// Reading text: different forms of a word meet, identifiers stay whole and are found by their parts.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, stem } from '../../../runtime/memory/analysis/index.js';

const terms = (text: string): string[] => analyse(text).map(({ term }) => term);

describe('words', () => {
  test.each([
    ['caresses', 'caress'],
    ['ponies', 'poni'],
    ['agreed', 'agre'],
    ['plastered', 'plaster'],
    ['motoring', 'motor'],
    ['conflated', 'conflat'],
    ['hopping', 'hop'],
    ['filing', 'file'],
    ['happy', 'happi'],
    ['relational', 'relat'],
    ['vietnamization', 'vietnam'],
    ['electrical', 'electr'],
    ['goodness', 'good'],
    ['adoption', 'adopt'],
    ['generalizations', 'gener'],
    ['rate', 'rate'],
    ['controlling', 'control'],
  ])('%s → %s', (word, expected) => expect(stem(word)).toBe(expected));

  test.each([
    ['preferences', 'prefer'],
    ['ran', 'running'],
    ['wrote', 'writes'],
    ['chosen', 'choose'],
    ['deployments', 'deploys'],
    ['linter', 'linting'],
    ['configuration', 'configurations'],
  ])('%s meets %s', (one, other) => expect(stem(one)).toBe(stem(other)));

  test('that only make a sentence are left out', () => {
    expect(terms('What did I say about it? Do you remember?')).toEqual([]);
    expect(terms("I don't know what we've told them")).toEqual([]);
  });

  test('meet in spite of case, accents and width', () => {
    expect(terms('CAFÉ')).toEqual(terms('cafe'));
    expect(terms('ｆｕｌｌ')).toEqual(terms('full'));
  });

  test('of scripts without spaces are compared by pairs', () => {
    expect(terms('数据库连接')).toEqual(['数据', '据库', '库连', '连接']);
    expect(terms('数据库')).toEqual(['数据', '据库']);
  });
});

describe('identifiers', () => {
  test.each([
    ['getUserName', ['getusername', 'get', 'user', 'name']],
    ['MAX_RETRY_COUNT', ['max_retry_count', 'max', 'retri', 'count']],
    ['HTTPServer', ['httpserver', 'http', 'server']],
    ['src/memory/log.ts', ['src/memory/log.ts', 'src', 'memori', 'log', 'ts']],
    ['dev-server.port', ['dev-server.port', 'dev', 'server', 'port']],
    ['C++', ['c++']],
    ['C#', ['c#']],
  ])('%s is found whole and by its parts', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  test('addresses, versions and numbers are one thing', () => {
    expect(terms('10.0.0.5:5432')).toEqual(['10.0.0.5:5432']);
    expect(terms('16.2')).toEqual(['16.2']);
    expect(terms('8080')).toEqual(['8080']);
  });

  test('at the end of a sentence are the same', () => {
    expect(terms('See src/log.ts.')).toContain('src/log.ts');
    expect(terms('Use v2, please')).toContain('v2');
  });
});

test('property: any text is read, case does not matter, no term is empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      for (const term of terms(text)) expect(term.trim()).not.toBe('');
      const ascii = text.replaceAll(/[^a-z ]/g, ' ');
      expect(terms(ascii.toUpperCase())).toEqual(terms(ascii));
    }),
  );
});

test('property: a long text is read in linear time', () => {
  const text = 'aB1_./-:@'.repeat(20_000);
  expect(analyse(text).length).toBeGreaterThan(0);
  expect(analyse('a'.repeat(200_000))).toHaveLength(1);
});
