// A web server of a test, and a fetch for which this one server is the public internet.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SafeFetch, SafeFetchOptions } from '../../../runtime/web/index.js';
import { createSafeFetch } from '../../../runtime/web/index.js';

export interface TestServer {
  readonly port: number;
  /** An address on this server under a name that looks public. */
  url(path?: string, host?: string): string;
  /** Reaches this server under every name that no `names` entry sends elsewhere. */
  fetch(names?: Readonly<Record<string, readonly string[]>>): SafeFetch;
  readonly seen: readonly IncomingMessage[];
  close(): Promise<void>;
}

export async function serve(answer: RequestListener): Promise<TestServer> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    seen.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    seen,
    url: (path = '/', host = 'public.test') => `http://${host}:${port}${path}`,
    fetch: (names = {}) => createSafeFetch(publicServer(port, names)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Options under which 127.0.0.1 on one port counts as public when reached by a name. */
export function publicServer(
  port: number,
  names: Readonly<Record<string, readonly string[]>> = {},
): SafeFetchOptions {
  return {
    resolve: async (host) => names[host] ?? ['127.0.0.1'],
    exempt: ({ host, address, port: at }) =>
      host !== address && address === '127.0.0.1' && at === port,
  };
}
