// Fetching: what comes back, what is sent, and how it ends when it does not work.

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createSafeFetch } from '../../../runtime/web/index.js';
import { publicServer, serve, type TestServer } from './server.js';

const { signal } = new AbortController();
const open: TestServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function server(...parameters: Parameters<typeof serve>): Promise<TestServer> {
  const started = await serve(...parameters);
  open.push(started);
  return started;
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('a page', () => {
  test('comes with its status, headers, bytes and final address', async () => {
    const site = await server((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/new?a=1#part' }).end();
      else response.writeHead(200, { 'content-type': 'text/plain' }).end('hello');
    });
    const found = await site.fetch()({ url: site.url('/old#top'), signal });
    expect(found).toMatchObject({ status: 200, headers: { 'content-type': 'text/plain' } });
    expect(text(found.body)).toBe('hello');
    expect(found.url).toBe(site.url('/new?a=1'));
    expect(site.seen[0]?.headers.host).toBe(`public.test:${site.port}`);
  });

  test('that is not there is an answer too', async () => {
    const site = await server((_request, response) => response.writeHead(404).end('gone'));
    expect(await site.fetch()({ url: site.url(), signal })).toMatchObject({ status: 404 });
  });

  test.each([
    ['gzip', gzipSync('packed')],
    ['deflate', deflateSync('packed')],
    ['br', brotliCompressSync('packed')],
    ['identity', Buffer.from('packed')],
  ])('packed with %s is unpacked', async (encoding, body) => {
    const site = await server((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    expect(text((await site.fetch()({ url: site.url(), signal })).body)).toBe('packed');
  });

  test.each(['gzip', 'br', 'deflate', 'zstd'])(
    'broken in its packing %s is an error',
    async (encoding) => {
      const site = await server((_request, response) =>
        response.writeHead(200, { 'content-encoding': encoding }).end('not packed at all'),
      );
      await expect(site.fetch()({ url: site.url(), signal })).rejects.toMatchObject({
        code: 'web.encoding',
      });
    },
  );

  test('that breaks off is an error, not half a page', async () => {
    const site = await server((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    });
    await expect(site.fetch()({ url: site.url(), signal })).rejects.toMatchObject({
      code: 'web.connection',
    });
  });
});

describe('a request', () => {
  test('with a body is a POST with the given headers, and follows no redirect with them', async () => {
    const received: string[] = [];
    const site = await server((request, response) => {
      request.on('data', (chunk: Buffer) => received.push(chunk.toString()));
      request.on('end', () => response.writeHead(307, { location: '/elsewhere' }).end());
    });
    await expect(
      site.fetch()({
        url: site.url(),
        signal,
        headers: { authorization: 'Bearer key' },
        body: { type: 'application/json', text: '{"q":"ä"}' },
        redirects: 'none',
      }),
    ).rejects.toMatchObject({ code: 'web.redirect' });
    expect(site.seen).toHaveLength(1);
    expect(site.seen[0]).toMatchObject({
      method: 'POST',
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    });
    expect(received.join('')).toBe('{"q":"ä"}');
  });

  test('to an encrypted address names the server and checks its certificate', async () => {
    const names: string[] = [];
    const secure = createServer({
      SNICallback: (name, done) => {
        names.push(name);
        done(new Error('no certificate'));
      },
    });
    secure.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const { port } = secure.address() as AddressInfo;
    const fetch = createSafeFetch(publicServer(port));
    await expect(fetch({ url: `https://secure.test.:${port}/`, signal })).rejects.toMatchObject({
      code: 'web.connection',
    });
    expect(names).toEqual(['secure.test']);
    await new Promise((resolve) => secure.close(resolve));
  });

  test('from www to the bare name stays on the same host', async () => {
    const site: TestServer = await server((request, response) => {
      if (request.headers.host?.startsWith('www.') === true) {
        response.writeHead(301, { location: site.url('/home') }).end();
      } else response.end('home');
    });
    const found = await site.fetch()({
      url: site.url('/', 'www.public.test'),
      signal,
      redirects: 'same-host',
    });
    expect(found.url).toBe(site.url('/home'));
  });
});

describe('when it does not work', () => {
  test('a name without an address says so', async () => {
    const fetch = createSafeFetch({ resolve: async () => Promise.reject(new Error('ENOTFOUND')) });
    await expect(fetch({ url: 'http://nowhere.test/', signal })).rejects.toMatchObject({
      code: 'web.dns',
      remedy: expect.stringMatching(/spelling/),
    });
  });

  test('the next address of a name is tried, and when none answers the reason is told', async () => {
    const site = await server((_request, response) => response.end('here'));
    const exempt = (): boolean => true;
    const second = createSafeFetch({ resolve: async () => ['127.0.0.3', '127.0.0.1'], exempt });
    expect(text((await second({ url: site.url(), signal })).body)).toBe('here');
    const none = createSafeFetch({ resolve: async () => ['127.0.0.3'], exempt });
    await expect(none({ url: site.url(), signal })).rejects.toMatchObject({
      code: 'web.connection',
      message: expect.stringMatching(/ECONNREFUSED/),
    });
  });

  test.each(['while connecting', 'while reading'])('it ends when stopped %s', async (when) => {
    const stop = new AbortController();
    const site = await server((_request, response) => {
      response.writeHead(200).write('a');
      setImmediate(() => stop.abort());
    });
    const fetch =
      when === 'while reading'
        ? site.fetch()
        : createSafeFetch({
            resolve: () => {
              setImmediate(() => stop.abort());
              return new Promise(() => undefined);
            },
          });
    await expect(fetch({ url: site.url(), signal: stop.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});
