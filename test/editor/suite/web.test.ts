// The web from inside the extension host, which changes how http works: the guard holds there too.
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import type { WebAccess } from '../../../runtime/app/index.js';
import { host } from './support/memfun.js';

const { signal } = new AbortController();

/** A server of this machine that notes whoever reaches it. */
async function listen(body: string): Promise<{ server: Server; port: number; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    seen.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port, seen };
}

async function web(): Promise<WebAccess> {
  const { runtime } = await host();
  const access = (await runtime.get()).web;
  assert.ok(access, 'the web is off in this workspace');
  return access;
}

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => new Error('it was reached'),
    (thrown: unknown) => thrown,
  );
  return error instanceof Error && 'code' in error ? error.code : String(error);
}

async function set(section: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration()
    .update(section, value, vscode.ConfigurationTarget.Global);
}

describe('the web', () => {
  const found = JSON.stringify({
    results: [{ title: 'Found', url: 'https://found.test/', content: 'words' }],
  });

  for (const spelling of [
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '127.1',
    '[::ffff:127.0.0.1]',
    'localhost',
  ]) {
    it(`does not reach this machine as ${spelling}`, async () => {
      const { server, port, seen } = await listen('{}');
      try {
        const reached = (await web()).fetch(`http://${spelling}:${port}/`, signal);
        assert.equal(await codeOf(reached), 'web.forbidden');
        assert.deepEqual(seen, []);
      } finally {
        server.close();
      }
    });
  }

  for (const support of ['override', 'on', 'off']) {
    it(`goes by no proxy of the editor (${support}), which would choose the address itself`, async () => {
      const proxy = await listen('by proxy');
      await set('http.proxy', `http://127.0.0.1:${proxy.port}`);
      await set('http.proxySupport', support);
      try {
        const access = await web();
        const metadata = access.fetch('http://169.254.169.254/latest/meta-data/', signal);
        assert.equal(await codeOf(metadata), 'web.forbidden');
        assert.equal(await codeOf(access.fetch('http://nowhere.invalid/', signal)), 'web.dns');
        assert.deepEqual(proxy.seen, []);
      } finally {
        await set('http.proxySupport', undefined);
        await set('http.proxy', undefined);
        proxy.server.close();
      }
    });
  }

  it('reaches the search server that the user named, and only that one', async () => {
    const { runtime } = await host();
    const own = await listen(found);
    const other = await listen(found);
    await set('memfun.web.search.backend', 'searxng');
    await set('memfun.web.search.url', `http://127.0.0.1:${own.port}`);
    try {
      await runtime.applySettings();
      const access = await web();
      const { results } = await access.search('a query', signal);
      assert.deepEqual(results, [{ title: 'Found', url: 'https://found.test/', snippet: 'words' }]);
      assert.equal(own.seen.length, 1);
      const reached = access.fetch(`http://127.0.0.1:${other.port}/`, signal);
      assert.equal(await codeOf(reached), 'web.forbidden');
      assert.deepEqual(other.seen, []);
    } finally {
      await set('memfun.web.search.backend', undefined);
      await set('memfun.web.search.url', undefined);
      await runtime.applySettings();
      own.server.close();
      other.server.close();
    }
  });
});
