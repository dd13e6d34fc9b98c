// Reading: a page becomes the text that its author wrote, in Markdown, with links that lead somewhere.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { WebPage } from '../../../runtime/web/index.js';
import { fetchPage } from '../../../runtime/web/index.js';
import { serve, type TestServer } from './server.js';

const { signal } = new AbortController();
const open: TestServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

function fixture(name: string): string {
  return readFileSync(path.resolve(import.meta.dirname, '../../fixtures/web', name), 'utf8');
}

/** What is read when a server answers with this. */
async function read(
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = { 'content-type': 'text/html; charset=utf-8' },
  status = 200,
): Promise<WebPage> {
  const server = await serve((_request, response) => response.writeHead(status, headers).end(body));
  open.push(server);
  return fetchPage(server.fetch(), { url: server.url('/docs/guide'), signal });
}

describe('an article', () => {
  test('is told from what surrounds it, with title, author and address', async () => {
    const page = await read(fixture('article.html'));
    expect(page).toMatchObject({
      title: 'Backpressure in streams',
      byline: 'Ada Example',
      part: 'article',
      contentType: 'text/html',
      url: expect.stringMatching(/^http:\/\/public\.test:\d+\/docs\/guide$/),
    });
    expect(page.text).toContain('A stream that is written faster than it is read');
    for (const around of ['Sign in', 'All rights reserved', 'tracker', 'Related offers'])
      expect(page.text).not.toContain(around);
  });

  test('keeps headings, code with its language, tables, lists and emphasis', async () => {
    const { text } = await read(fixture('article.html'));
    expect(text).toContain('## Signs of trouble');
    expect(text).toContain(
      "```js\nconst ok = stream.write('a | b');\nif (!ok) await once(stream, 'drain');\n```",
    );
    expect(text).toContain(
      '| Option | Meaning |\n| --- | --- |\n| `highWaterMark` | bytes \\| objects |',
    );
    expect(text).toMatch(/^-\s+the queue \*\*grows\*\*/m);
    expect(text).toContain('~~objectMode~~');
  });

  test('has absolute links only, by the base that the page names', async () => {
    const { text, url } = await read(fixture('article.html'));
    expect(text).toContain('[the reference](https://docs.example/streams/reference#drain)');
    expect(text).toContain('![a full queue](https://docs.example/img/queue.png)');
    expect(text).not.toMatch(/javascript:|data:/);
    const plain = await read('<p>See <a href="../other?x=1">this</a>.</p>');
    expect(plain.text).toContain(
      `[this](${new URL('../other?x=1', url).origin.replace(/:\d+$/, '')}`,
    );
    expect(plain.text).toContain(new URL('../other?x=1', plain.url).href);
  });
});

describe('a page without an article', () => {
  test('is read whole, and says so', async () => {
    const page = await read(fixture('index.html'));
    expect(page).toMatchObject({ part: 'body', title: 'Packages' });
    expect(page.text).toContain('[left-pad](');
    expect(page.text).not.toContain('var secret');
  });

  test.each([
    ['empty', ''],
    ['unfinished', '<html><body><p>Half a <b>sentence'],
    ['without a body', '<title>Only a title</title>'],
    ['not HTML at all', 'just words < and > signs & more'],
  ])('that is %s does not fail', async (_what, html) => {
    const page = await read(html);
    expect(page.part).toBe('body');
    expect(page.text).toContain(html === '' ? '' : (/Half a|just words/.exec(html)?.[0] ?? ''));
  });

  test('however deeply it is nested gives text or a clear error', async () => {
    const deep = `<body>${'<div>'.repeat(20_000)}deep${'</div>'.repeat(20_000)}`;
    const page = await read(deep).catch((error: unknown) => error);
    expect(page).toMatchObject(
      page instanceof Error ? { code: 'web.encoding' } : { text: expect.stringContaining('deep') },
    );
  });

  test('of any length is kept whole', async () => {
    const html = `<body>${Array.from({ length: 20_000 }, (_, at) => `<p>row ${at}</p>`).join('')}`;
    expect((await read(html)).text).toContain('row 19999');
  });
});

describe('other text', () => {
  test.each([
    ['application/json', '{"a": [1, 2]}'],
    ['application/vnd.api+json; charset=utf-8', '{"b":1}'],
    ['text/plain', 'a\n  <b> & c\n'],
    ['text/markdown', '# Title'],
    ['application/xml', '<a><b/></a>'],
    ['', 'no type, but text'],
  ])('of the type "%s" comes as it is', async (type, body) => {
    expect((await read(body, type === '' ? {} : { 'content-type': type })).text).toBe(body);
  });

  test('that is HTML without saying so is read as HTML', async () => {
    const page = await read('<!doctype html><title>T</title><p>Hello</p>', {});
    expect(page).toMatchObject({ contentType: 'text/html', title: 'T', text: 'Hello' });
  });

  test.each([
    ['application/pdf', '%PDF-1.7'],
    ['image/png', '\x89PNG'],
    ['application/octet-stream', 'a\0b'],
    ['text/plain', 'binary\0all the same'],
  ])('of the type %s that is none is refused by name', async (type, body) => {
    await expect(read(body, { 'content-type': type })).rejects.toMatchObject({ code: 'web.type' });
  });
});

describe('letters', () => {
  const latin1 = Buffer.from(
    '<html><head><title>Caf\xe9</title></head><body>na\xefve</body></html>',
    'latin1',
  );
  const declared = (meta: string): Buffer =>
    Buffer.from(`<html><head>${meta}<title>Caf\xe9</title></head><body>x</body></html>`, 'latin1');

  test.each<[string, Uint8Array, string]>([
    ['the header', latin1, 'text/html; charset=ISO-8859-1'],
    ['a meta element', declared('<meta charset="windows-1252">'), 'text/html'],
    [
      'an older meta element',
      declared('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">'),
      'text/html',
    ],
    [
      'a byte order mark',
      Buffer.from('\uFEFF<title>Café</title>', 'utf16le'),
      'text/html; charset=iso-8859-1',
    ],
    ['the usual', Buffer.from('<title>Café</title>'), 'text/html'],
    ['a header that names nonsense', Buffer.from('<title>Café</title>'), 'text/html; charset=none'],
  ])('are decoded by %s', async (_what, bytes, type) => {
    expect((await read(bytes, { 'content-type': type })).title).toBe('Café');
  });
});

test.each([401, 403, 404, 429, 500])(
  'a page answered with %i is an error with advice',
  async (status) => {
    await expect(read('sorry', { 'content-type': 'text/plain' }, status)).rejects.toMatchObject({
      code: 'web.status',
      status,
      remedy: expect.stringMatching(/\w/),
    });
  },
);
