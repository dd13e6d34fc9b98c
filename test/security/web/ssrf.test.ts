// The web is the public internet: no spelling, redirect, name server or proxy leads anywhere else.

import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSafeFetch, forbiddenKind } from '../../../runtime/web/index.js';
import { publicServer, serve, type TestServer } from '../../unit/web/server.js';

const { signal } = new AbortController();
const MIB = 1024 * 1024;
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(open.splice(0).map((close) => close()));
});

async function server(...parameters: Parameters<typeof serve>): Promise<TestServer> {
  const started = await serve(...parameters);
  open.push(() => started.close());
  return started;
}

/** A server that speaks whatever it likes. */
async function rawServer(onConnection: Parameters<typeof createServer>[1]): Promise<number> {
  const raw: Server = createServer(onConnection);
  await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
  open.push(() => new Promise((resolve) => raw.close(() => resolve())));
  return (raw.address() as AddressInfo).port;
}

describe('a host in any spelling', () => {
  let inner: TestServer;
  beforeAll(async () => {
    inner = await serve((_request, response) => response.end('the inner service'));
  });
  afterAll(() => inner.close());

  test.each([
    ['loopback', '127.0.0.1'],
    ['another loopback', '127.8.9.10'],
    ['decimal', '2130706433'],
    ['octal', '0177.0.0.1'],
    ['octal in one number', '017700000001'],
    ['hexadecimal', '0x7f.0.0.1'],
    ['hexadecimal in one number', '0x7f000001'],
    ['short', '127.1'],
    ['shorter', '127.0.1'],
    ['mixed bases', '0x7f.1'],
    ['with a final dot', '127.0.0.1.'],
    ['full-width digits', '１２７.０.０.１'],
    ['circled digits', '①②⑦.⓪.⓪.①'],
    ['ideographic full stops', '127。0。0。1'],
    ['percent-encoded', '%31%32%37.0.0.1'],
    ['zero', '0'],
    ['this host', '0.0.0.0'],
    ['private 10', '10.1.2.3'],
    ['private 172', '172.16.0.1'],
    ['end of private 172', '172.31.255.254'],
    ['private 192', '192.168.1.1'],
    ['link-local', '169.254.1.1'],
    ['metadata', '169.254.169.254'],
    ['metadata in decimal', '2852039166'],
    ['metadata of Azure', '168.63.129.16'],
    ['metadata of Alibaba', '100.100.100.200'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['benchmarking', '198.18.0.1'],
    ['documentation', '203.0.113.9'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['IPv6 loopback', '[::1]'],
    ['IPv6 loopback in full', '[0:0:0:0:0:0:0:1]'],
    ['IPv6 unspecified', '[::]'],
    ['mapped loopback', '[::ffff:127.0.0.1]'],
    ['mapped loopback in hexadecimal', '[::ffff:7f00:1]'],
    ['mapped metadata', '[::ffff:a9fe:a9fe]'],
    ['compatible loopback', '[::127.0.0.1]'],
    ['translated loopback', '[::ffff:0:7f00:1]'],
    ['NAT64 of private', '[64:ff9b::10.0.0.1]'],
    ['local NAT64', '[64:ff9b:1::a00:1]'],
    ['6to4 of loopback', '[2002:7f00:1::]'],
    ['Teredo', '[2001:0:7f00:1::1]'],
    ['unique local', '[fd12:3456:789a::1]'],
    ['metadata over IPv6', '[fd00:ec2::254]'],
    ['IPv6 link-local', '[fe80::1]'],
    ['site-local', '[fec0::1]'],
    ['IPv6 multicast', '[ff02::1]'],
    ['IPv6 documentation', '[2001:db8::1]'],
    ['new IPv6 documentation', '[3fff::1]'],
    ['IPv6 discard', '[100::1]'],
    ['outside of what is given out', '[4000::1]'],
  ])('%s (%s) is not reached', async (_what, host) => {
    await expect(
      createSafeFetch()({ url: `http://${host}:${inner.port}/`, signal }),
    ).rejects.toMatchObject({ code: 'web.forbidden' });
    expect(inner.seen).toHaveLength(0);
  });

  test.each([
    ['a zone', 'http://[fe80::1%25eth0]/'],
    ['a user', 'http://user@public.test/'],
    ['a password that looks like the host', 'http://public.test:80@127.0.0.1/'],
    ['a file', 'file:///etc/passwd'],
    ['inline data', 'data:text/plain,hello'],
    ['another protocol', 'gopher://127.0.0.1:6379/_INFO'],
    ['no address', 'etc/passwd'],
  ])('%s in an address is refused before anything is looked up', async (_what, url) => {
    const resolve = vi.fn(async () => ['127.0.0.1']);
    await expect(createSafeFetch({ resolve })({ url, signal })).rejects.toMatchObject({
      code: 'web.address',
    });
    expect(resolve).not.toHaveBeenCalled();
  });

  test('a password in a refused address is not repeated', async () => {
    const refused = createSafeFetch()({ url: 'http://me:hunter2@public.test/', signal });
    await expect(refused).rejects.not.toThrow(/hunter2/);
  });
});

describe('the numeric judgement', () => {
  test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '192.169.0.1', '2606:4700::1111'])(
    '%s is public',
    (address) => expect(forbiddenKind(address)).toBeUndefined(),
  );

  test('is the same for an IPv4 address and for every IPv6 form that carries it', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
        const plain = octets.join('.');
        for (const prefix of ['::ffff:', '64:ff9b::']) {
          expect(forbiddenKind(prefix + plain)).toBe(forbiddenKind(plain));
        }
        const compatible = forbiddenKind(`::${plain}`);
        if (forbiddenKind(plain) !== undefined) expect(compatible).toBeDefined();
      }),
    );
  });

  test('forbids whatever is no address', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^[\d.]+$/.test(text) && !text.includes(':'));
        expect(forbiddenKind(text)).toBe('not an address');
      }),
    );
    expect(forbiddenKind('fe80::1%eth0')).toBe('not an address');
  });
});

describe('a name', () => {
  test('is refused when one of its addresses is private, even behind a public one', async () => {
    const site = await server((_request, response) => response.end('never'));
    const fetch = site.fetch({ 'mixed.test': ['127.0.0.1', '10.0.0.7'] });
    await expect(fetch({ url: site.url('/', 'mixed.test'), signal })).rejects.toMatchObject({
      code: 'web.forbidden',
      address: '10.0.0.7',
    });
    expect(site.seen).toHaveLength(0);
  });

  test('of this machine is looked up and refused like any other', async () => {
    const site = await server((_request, response) => response.end('never'));
    await expect(
      createSafeFetch()({ url: `http://localhost:${site.port}/`, signal }),
    ).rejects.toMatchObject({ code: 'web.forbidden' });
    expect(site.seen).toHaveLength(0);
  });

  test('that changes its answer is asked once, and the checked address is the one connected to', async () => {
    const site = await server((_request, response) => response.end('public'));
    const trap = await server((_request, response) => response.end('private'));
    let asked = 0;
    const { exempt } = publicServer(site.port);
    const fetch = createSafeFetch({
      resolve: async () => (asked++ === 0 ? ['127.0.0.1'] : ['127.0.0.2']),
      ...(exempt === undefined ? {} : { exempt }),
    });
    const found = await fetch({ url: site.url('/', 'rebinding.test'), signal });
    expect(new TextDecoder().decode(found.body)).toBe('public');
    expect(asked).toBe(1);
    await expect(fetch({ url: site.url('/', 'rebinding.test'), signal })).rejects.toMatchObject({
      code: 'web.forbidden',
      address: '127.0.0.2',
    });
    expect(trap.seen).toHaveLength(0);
  });

  test('that changes its answer between a page and its redirect is checked again', async () => {
    const site = await server((_request, response) =>
      response.writeHead(302, { location: '/next' }).end(),
    );
    let asked = 0;
    const { exempt } = publicServer(site.port);
    const fetch = createSafeFetch({
      resolve: async () => (asked++ === 0 ? ['127.0.0.1'] : ['169.254.169.254']),
      ...(exempt === undefined ? {} : { exempt }),
    });
    await expect(fetch({ url: site.url(), signal })).rejects.toMatchObject({
      code: 'web.forbidden',
      kind: 'cloud metadata',
    });
  });
});

describe('a redirect', () => {
  test.each([
    'http://127.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:10.0.0.1]/',
    '//192.168.0.1/',
    'http://2130706433/',
    'http://inside.test/',
  ])('to %s is not followed', async (location) => {
    const site = await server((_request, response) => response.writeHead(302, { location }).end());
    const fetch = site.fetch({ 'inside.test': ['10.0.0.1'] });
    await expect(fetch({ url: site.url(), signal })).rejects.toMatchObject({
      code: 'web.forbidden',
    });
    expect(site.seen).toHaveLength(1);
  });

  test.each(['file:///etc/passwd', 'ftp://public.test/', 'http://a:b@public.test/'])(
    'to %s is refused',
    async (location) => {
      const site = await server((_request, response) =>
        response.writeHead(302, { location }).end(),
      );
      await expect(site.fetch()({ url: site.url(), signal })).rejects.toMatchObject({
        code: 'web.address',
      });
    },
  );

  test('that never ends does, after five', async () => {
    const site = await server(({ url = '' }, response) =>
      response.writeHead(302, { location: `${url}x` }).end(),
    );
    await expect(site.fetch()({ url: site.url(), signal })).rejects.toMatchObject({
      code: 'web.redirect',
    });
    expect(site.seen).toHaveLength(6);
  });

  test('to another host is left to whoever asked, where hosts are allowed one by one', async () => {
    const site = await server((_request, response) =>
      response.writeHead(302, { location: site.url('/', 'elsewhere.test') }).end(),
    );
    await expect(
      site.fetch()({ url: site.url(), signal, redirects: 'same-host' }),
    ).rejects.toMatchObject({ code: 'web.redirect', message: expect.stringMatching(/elsewhere/) });
    expect(site.seen).toHaveLength(1);
  });
});

describe('proxies of the environment', () => {
  test('are not used, so they can neither reach inside nor see what is asked', async () => {
    const proxy = await server((_request, response) => response.end('by proxy'));
    for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY']) {
      vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
    }
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    const site = await server((_request, response) => response.end('direct'));
    const found = await site.fetch()({ url: site.url(), signal });
    expect(new TextDecoder().decode(found.body)).toBe('direct');
    await expect(
      createSafeFetch()({ url: 'http://169.254.169.254/', signal }),
    ).rejects.toMatchObject({ code: 'web.forbidden' });
    expect(proxy.seen).toHaveLength(0);
  });
});

describe('a server that means ill', () => {
  test.each([
    ['gzip', gzipSync(Buffer.alloc(20 * MIB))],
    ['deflate', deflateSync(Buffer.alloc(20 * MIB))],
    ['br', brotliCompressSync(Buffer.alloc(20 * MIB))],
  ])('cannot unfold a small %s answer into a large one', async (encoding, bomb) => {
    const site = await server((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(bomb),
    );
    expect(bomb.length).toBeLessThan(MIB);
    await expect(site.fetch()({ url: site.url(), signal })).rejects.toMatchObject({
      code: 'web.size',
    });
  });

  test('cannot stack packings', async () => {
    const site = await server((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync('x'))),
    );
    await expect(site.fetch()({ url: site.url(), signal })).rejects.toMatchObject({
      code: 'web.encoding',
    });
  });

  test('cannot send without end', async () => {
    const site = await server((_request, response) => {
      const piece = Buffer.alloc(MIB / 4);
      const more = (): void => void (response.destroyed || response.write(piece, more));
      more();
    });
    await expect(site.fetch()({ url: site.url(), signal })).rejects.toMatchObject({
      code: 'web.size',
    });
  });

  test('is not even read when it announces too much', async () => {
    const site = await server((_request, response) =>
      response.writeHead(200, { 'content-length': 10 * MIB }).write('a'),
    );
    await expect(site.fetch()({ url: site.url(), signal })).rejects.toMatchObject({
      code: 'web.size',
    });
  });

  test.each([
    ['header by header', (): string => 'x-more: 1\r\n'],
    ['byte by byte', (): string => 'a'],
  ])('cannot keep us waiting %s', async (_what, next) => {
    const port = await rawServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\nconnection: close\r\n');
      if (next() === 'a') socket.write('\r\n');
      const drip = setInterval(() => socket.write(next()), 20);
      socket.on('close', () => clearInterval(drip));
    });
    const fetch = createSafeFetch(publicServer(port));
    await expect(
      fetch({ url: `http://public.test:${port}/`, signal, timeoutMs: 300 }),
    ).rejects.toMatchObject({ code: 'web.time' });
  });

  test('cannot keep us waiting with interim answers', async () => {
    const port = await rawServer((socket) => {
      socket.on('error', () => undefined);
      const drip = setInterval(() => socket.write('HTTP/1.1 100 Continue\r\n\r\n'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    const fetch = createSafeFetch(publicServer(port));
    await expect(
      fetch({ url: `http://public.test:${port}/`, signal, timeoutMs: 300 }),
    ).rejects.toMatchObject({ code: 'web.time' });
  });

  test.each([
    ['headers without end', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\nbody`],
    ['something that is no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    [
      'two lengths at once',
      'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc',
    ],
    ['nothing at all', ''],
    [
      'another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
    ],
  ])('gets a clear error for %s', async (_what, text) => {
    const port = await rawServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(text));
    });
    const fetch = createSafeFetch(publicServer(port));
    await expect(fetch({ url: `http://public.test:${port}/`, signal })).rejects.toMatchObject({
      code: 'web.connection',
    });
  });

  test('learns nothing about the user: no cookies are kept, no referrer is sent', async () => {
    const site = await server((request, response) => {
      if (request.url === '/') {
        response.writeHead(302, { location: '/next', 'set-cookie': 'id=1' }).end();
      } else response.end('done');
    });
    const fetch = site.fetch();
    await fetch({ url: site.url(), signal });
    await fetch({ url: site.url('/next'), signal });
    for (const { headers } of site.seen) {
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('referer');
      expect(headers).not.toHaveProperty('authorization');
    }
  });
});
