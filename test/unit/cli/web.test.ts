// `memfun web`: a page or a search, as text or as one JSON record.
import { describe, expect, test } from 'vitest';
import type { WebAccess } from '../../../runtime/app/index.js';
import { parseCommandLine } from '../../../runtime/cli/arguments.js';
import { runWebCommand } from '../../../runtime/cli/web.js';

const { signal } = new AbortController();
const web: WebAccess = {
  fetch: async (url) => ({
    url,
    title: 'A page',
    byline: '',
    contentType: 'text/html',
    text: '# Words',
    part: 'article',
  }),
  search: async (query, _signal, limit = 8) => ({
    engine: 'duckduckgo',
    results: [
      { title: `${query} 1`, url: 'https://a.test/', snippet: 'first' },
      { title: `${query} 2`, url: 'https://b.test/', snippet: 'second' },
    ].slice(0, limit),
  }),
};

async function run(...argv: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const output = { write: (text: string) => printed.push(text) };
  await runWebCommand(parseCommandLine(['web', ...argv]), { web, signal, output });
  return printed.join('');
}

describe('memfun web', () => {
  test('fetch prints the page, or one record that says it is not to be trusted', async () => {
    expect(await run('fetch', 'https://a.test/')).toBe('A page\nhttps://a.test/\n\n# Words\n');
    expect(JSON.parse(await run('fetch', 'https://a.test/', '--json'))).toMatchObject({
      url: 'https://a.test/',
      text: '# Words',
      untrusted: true,
    });
  });

  test('search takes several words and a limit', async () => {
    expect(await run('search', 'node', 'streams')).toContain(
      'node streams 2\n  https://b.test/\n  second',
    );
    expect(JSON.parse(await run('search', 'x', '--limit', '1', '--json'))).toEqual({
      query: 'x',
      engine: 'duckduckgo',
      results: [{ title: 'x 1', url: 'https://a.test/', snippet: 'first' }],
      untrusted: true,
    });
  });

  test.each([
    [[]],
    [['look']],
    [['fetch']],
    [['fetch', 'a', 'b']],
    [['search']],
    [['search', 'x', '--limit', '0']],
  ])('with %j says how it is used', async (argv) => {
    await expect(run(...argv)).rejects.toMatchObject({ code: 'cli.usage' });
  });
});
