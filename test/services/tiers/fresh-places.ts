// Places on one server for the tests of a tier: each with nothing in it.
import type { TestServer } from '../../conformance/tiers/servers.js';
import type { Place } from './worker.js';

/** @param server is asked for each place @param about the tests, to tell their places from those of others */
export function freshPlaces(
  kind: 'nats' | 'redis',
  server: () => TestServer,
  about: string,
): () => Place {
  let count = 0;
  return () => ({
    kind,
    servers: [`${kind}://127.0.0.1:${server().port}`],
    namespace: `${about} ${++count}`,
  });
}
