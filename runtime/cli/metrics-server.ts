// Metrics over HTTP, for Prometheus on this machine: `memfun mcp --metrics PORT`.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type MemoryService, openMemoryMetrics } from '../memory/index.js';
import { UsageError } from './arguments.js';

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** @throws UsageError when the text is no port, or the port is taken */
export async function serveMetrics(
  portText: string,
  memory: MemoryService,
): Promise<MetricsServer> {
  const wanted = Number(portText);
  if (!/^\d{1,5}$/.test(portText) || wanted > 65_535) {
    throw new UsageError(
      `"${portText}" is no port.`,
      'Give a number from 0 (any free one) to 65535.',
    );
  }
  const metrics = await openMemoryMetrics(memory);
  const server = createServer((request, response) => {
    // A page of the web that was led to this address by a name of its own has no business here.
    const isLocal = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(request.headers.host ?? '');
    if (!isLocal || request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(isLocal ? 404 : 403).end();
      return;
    }
    metrics.text().then(
      (text) => {
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
        response.end(text);
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', () =>
      reject(
        new UsageError(`The port ${wanted} is taken.`, 'Give another one, or 0 for any free one.'),
      ),
    );
    server.listen(wanted, '127.0.0.1', resolve);
  });
  server.unref();
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      metrics.dispose();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
