// Serves clients over HTTP: on this machine alone, with a token, checked hosts and origins, in both generations.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../core/index.js';
import { createServerFactory } from './create-server.js';
import { LegacySessions } from './legacy-sessions.js';
import { sendResponse, toRequest } from './node-http.js';
import type { ServeOptions } from './serve-stdio.js';

export interface ServeHttpOptions extends ServeOptions {
  /** 0: any free one. */
  readonly port: number;
  /** What a client must show; by default a new one. */
  readonly token?: string | undefined;
  readonly clock: Clock;
}

export interface HttpServing {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

/** Names of this machine: another one in the header would be a page that was led here by its name. */
const HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Listens on the loopback address only. @throws Error when the port is taken */
export async function serveMcpHttp(
  options: ServeHttpOptions,
  signal: AbortSignal,
): Promise<HttpServing> {
  const { surface, onToolsChanged, onResourceChanged, onError, port, clock } = options;
  const { token = newToken() } = options;
  const sdk = await import('./server-sdk.chunk.js');
  const factory = createServerFactory(sdk, surface, signal, 'http');
  const modern = sdk.createMcpHandler(factory.create, { legacy: 'reject', onerror: onError });
  const sessions = new LegacySessions(sdk, factory.create, clock);
  const listening = onToolsChanged(() => {
    factory.toolsChanged();
    modern.notify.toolsChanged();
  });
  const watching = onResourceChanged?.((uri) => {
    factory.resourceChanged(uri);
    modern.notify.resourceUpdated(uri);
  });

  async function answer(request: Request): Promise<Response> {
    const refused =
      sdk.hostHeaderValidationResponse(request, HOSTS) ??
      sdk.originValidationResponse(request, HOSTS) ??
      tokenProblem(request, token);
    if (refused !== undefined) return refused;
    if (new URL(request.url).pathname !== '/mcp') return new Response('Not found', { status: 404 });
    return (await sdk.isLegacyRequest(request)) ? sessions.fetch(request) : modern.fetch(request);
  }

  const http = createServer((incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.once('close', () => gone.abort());
    void (async () => {
      const request = await toRequest(incoming, gone.signal);
      const response =
        request === undefined
          ? new Response('Too large', { status: 413, headers: { connection: 'close' } })
          : await answer(request);
      await sendResponse(response, outgoing);
    })().catch((error: unknown) => {
      if (!gone.signal.aborted) onError(error instanceof Error ? error : new Error(String(error)));
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}/mcp`,
    token,
    async close() {
      listening.dispose();
      watching?.dispose();
      await modern.close();
      await sessions.close();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}

function tokenProblem(request: Request, token: string): Response | undefined {
  const [, given = ''] = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  // Of the same length, and compared in the same time however much of it is right.
  if (timingSafeEqual(digest(given), digest(token))) return undefined;
  return new Response('A token is needed.', {
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="memfun"' },
  });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
