// Clients of the three kinds of Redis: one server, a Cluster, or a primary that Sentinels name.
import type { Cluster, Redis } from 'ioredis';
import * as z from 'zod';
import type * as Library from './ioredis.chunk.js';

export interface RedisPlace {
  /**
   * `redis://host:port/db` or `rediss://…` for TLS; several for a Cluster. `redis+sentinel://host:port/primary` or
   * `rediss+sentinel://…`: Sentinels, and the name under which they know the primary. Without credentials.
   */
  readonly servers: readonly string[];
  readonly cluster?: boolean;
  readonly username?: string;
  readonly password?: string;
  /**
   * Milliseconds after which a command fails whose answer does not come, because the server is away or says nothing.
   * Default 10,000; behind Sentinels 30,000, for a failover takes longer.
   */
  readonly patienceMs?: number;
}

const CONNECT_MS = 5_000;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 500;
const PATIENCE_MS = 10_000;
const FAILOVER_MS = 30_000;
const SENTINEL = /^redis(s?)\+sentinel:$/;
const SENTINEL_PORT = 26_379;

/** Whether the addresses are those of Sentinels. */
export function isSentinel({ servers }: RedisPlace): boolean {
  return servers.some((server) => server.includes('+sentinel:'));
}

/** What is wrong with addresses of Sentinels; `undefined` when nothing is. */
export function sentinelProblem(servers: readonly string[]): string | undefined {
  if (!servers.every((server) => isSentinel({ servers: [server] }))) {
    return 'Sentinels and other servers cannot be mixed.';
  }
  const names = new Set(servers.map((server) => primaryOf(new URL(server))));
  if (names.has('')) return 'the address of a Sentinel ends with the name of the primary.';
  return names.size > 1 ? 'the Sentinels name different primaries.' : undefined;
}

/** A client that is not connected yet. */
export function makeClient(place: RedisPlace, { Cluster, Redis }: typeof Library): Redis | Cluster {
  const { servers, username, password } = place;
  const auth = {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
  const patienceMs = place.patienceMs ?? (isSentinel(place) ? FAILOVER_MS : PATIENCE_MS);
  // A connection over which nothing comes any more, though something was asked, is made anew.
  const silence = { commandTimeout: patienceMs, socketTimeout: patienceMs };
  if (place.cluster === true) {
    return new Cluster([...servers], {
      lazyConnect: true,
      redisOptions: { ...auth, ...silence, connectTimeout: CONNECT_MS },
      clusterRetryStrategy: backoff,
    });
  }
  const common = {
    ...auth,
    ...silence,
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    maxRetriesPerRequest: triesWithin(patienceMs),
    retryStrategy: backoff,
  };
  if (!isSentinel(place)) return new Redis(servers[0] ?? '', common);
  const urls = servers.map((server) => new URL(server));
  const isSecure = urls.some(({ protocol }) => SENTINEL.exec(protocol)?.[1] === 's');
  return new Redis({
    ...common,
    name: primaryOf(urls[0] ?? new URL('redis:')),
    sentinels: urls.map(({ hostname, port }) => ({
      host: hostname,
      port: port === '' ? SENTINEL_PORT : Number(port),
    })),
    sentinelRetryStrategy: backoff,
    // A former primary that has come back as a copy refuses writes: look for the new one, and send them there.
    reconnectOnError: (error) => (error.message.includes('READONLY') ? 2 : false),
    ...(isSecure ? { tls: {}, enableTLSForSentinelMode: true } : {}),
  });
}

function backoff(times: number): number {
  return Math.min(FIRST_RETRY_MS * times, LONGEST_RETRY_MS);
}

function triesWithin(ms: number): number {
  let tries = 0;
  for (let waited = 0; waited < ms; waited += backoff(tries)) tries++;
  return tries;
}

/** `/mymaster` in an address. */
function primaryOf({ pathname }: URL): string {
  return z.string().parse(decodeURIComponent(pathname.slice(1).split('/')[0] ?? ''));
}
