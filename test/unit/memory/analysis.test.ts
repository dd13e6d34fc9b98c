// Reading text: different forms of a word meet, identifiers stay whole and are found by their parts.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, plain, stem } from '../../../runtime/memory/analysis/index.js';

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
    ['config', 'configure'],
    ['db', 'databases'],
    ['normalise', 'normalization'],
    ['repo', 'repositories'],
  ])('%s meets %s', (one, other) => expect(stem(one)).toBe(stem(other)));

  test.each(['ClickHouse', 'PostgreSQL', 'GitHub', 'TypeScript', 'getUserName'])(
    '%s is the same in lower case',
    (name) => expect(terms(name)).toEqual(expect.arrayContaining(terms(name.toLowerCase()))),
  );

  test.each(['redis', 'cors', 'kubernetes', 'enoent', 'eaddrinuse', 'v16'])(
    '%s is a name, not a form of a word',
    (word) => expect(stem(word)).toBe(word),
  );

  test('in capitals have their plural', () => {
    expect(terms('APIs')).toEqual(['api']);
    expect(terms('PRs')).toEqual(['pr']);
  });

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
    ['getUserName', ['getusernam', 'get', 'user', 'name']],
    ['MAX_RETRY_COUNT', ['max_retry_count', 'max', 'retri', 'count']],
    ['HTTPServer', ['httpserver', 'http', 'server']],
    ['src/memory/log.ts', ['src/memory/log.ts', 'log.ts', 'src', 'memori', 'log', 'ts']],
    ['ERR_MODULE_NOT_FOUND', ['err_module_not_found', 'err', 'modul', 'find']],
    ['a2f9c01d-77aa-4b1c', ['a2f9c01d-77aa-4b1c']],
    ['TS2345', ['ts2345']],
    ['web-server.port', ['web-server.port', 'web', 'server', 'port']],
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

  test('beside scripts without spaces are read as if they stood alone', () => {
    expect(terms('数据库#')).toEqual(['数据', '据库']);
    expect(terms('数+8080')).toEqual(['数', '8080']);
    expect(terms('C++と')).toEqual(['c++', 'と']);
    expect(terms('src/log.ts/数')).toEqual(terms('src/log.ts 数'));
  });

  test('at the end of a sentence are the same', () => {
    expect(terms('See src/log.ts.')).toContain('src/log.ts');
    expect(terms('Use v2, please')).toContain('v2');
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        'getUserName',
        'src/a/b.ts',
        "don't",
        'ＡＰＩs',
        '数据库',
        'v1.2',
        '-',
        ' ',
        '.',
        'É',
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join('')),
);

test('property: any text is read, case does not matter, no term is empty', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const term of terms(text)) expect(term.trim()).not.toBe('');
      const ascii = text.replaceAll(/[^a-z ]/g, ' ');
      expect(terms(ascii.toUpperCase())).toEqual(terms(ascii));
    }),
  );
});

test('property: no more tokens than twice the characters, no term longer than its text allows', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const read = analyse(text);
      expect(read.length).toBeLessThanOrEqual(2 * plain(text).length);
      for (const { term, surface } of read)
        expect(term.length).toBeLessThanOrEqual(surface.length + 20);
    }),
  );
});

test('property: a text read once more says the same, and every token is found by what stands there', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = analyse(text);
      expect(analyse(plain(text))).toEqual(once);
      for (const { term, surface } of once) expect(terms(surface)).toContain(term);
    }),
  );
});

test('property: a long text is read in linear time, and only so much of it', () => {
  const text = 'aB1_./-:@ '.repeat(20_000);
  expect(analyse(text).length).toBeLessThan(200_000);
  expect(analyse('aB1_.'.repeat(30_000))).toHaveLength(1);
  expect(analyse('a'.repeat(200_000))).toHaveLength(1);
  expect(analyse('word '.repeat(1_000_000)).length).toBeLessThan(50_000);
});
