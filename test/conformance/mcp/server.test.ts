// The official referee of the protocol against our server: everything that either revision requires of one.
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../runtime/core/index.js';
import { type HttpServing, serveMcpHttp } from '../../../runtime/mcp/index.js';
import { judge, REVISIONS, requiredOf } from './referee.js';
import { fixture } from './server-fixture.js';

let changed: () => void = () => undefined;
let serving: HttpServing | undefined;
let door: Server | undefined;
let url = '';
const stop = new AbortController();

beforeAll(async () => {
  serving = await serveMcpHttp(
    {
      surface: fixture(() => changed()),
      onToolsChanged: (handler) => {
        changed = handler;
        return { dispose: () => undefined };
      },
      onError: () => undefined,
      port: 0,
      clock: systemClock,
    },
    stop.signal,
  );
  const { port } = new URL(serving.url);
  const { token } = serving;
  // The referee knows no token: a door before the server shows it, and changes nothing else.
  door = createServer((incoming, outgoing) => {
    const { method, url: asked, headers } = incoming;
    const onward = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path: asked,
        headers: { ...headers, authorization: `Bearer ${token}` },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => door?.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(door.address() as AddressInfo).port}/mcp`;
});
afterAll(async () => {
  stop.abort();
  door?.closeAllConnections();
  door?.close();
  await serving?.close();
});

const MORE: Readonly<Record<string, readonly string[]>> = {
  '2025-11-25': ['server-session-lifecycle', 'server-sse-polling'],
  '2026-07-28': ['http-header-validation'],
};

test.each(REVISIONS)(
  'our server does all that revision %s requires',
  async (revision) => {
    const verdict = await judge('server', revision, ['--url', url]);
    const required = requiredOf('server', revision);
    expect(required.length).toBe(revision === '2025-11-25' ? 30 : 37);
    expect(verdict.passed, verdict.text).toEqual(expect.arrayContaining([...required]));
    expect(verdict.conforms, verdict.text).toBe(true);
    // Required of nobody yet.
    expect(verdict.passed).toEqual(expect.arrayContaining([...(MORE[revision] ?? [])]));
  },
  240_000,
);
