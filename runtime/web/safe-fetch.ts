// Fetching from the public internet only: every hop is looked up, checked and bounded anew.
import { AbortedError, deadlineSignal, throwIfAborted } from '../core/index.js';
import type { Endpoint, Resolve } from './connect.js';
import { connectTo, systemResolve } from './connect.js';
import { WebRedirectError, WebTimeoutError } from './errors.js';
import type { Answer, Message } from './exchange.js';
import { exchange, isRedirect } from './exchange.js';
import { hostOf, readUrl } from './url.js';

export interface FetchRequest {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /** Makes it a POST. */
  readonly body?: Message['body'];
  /**
   * Which redirects are followed: to any public host, only within the host (with or without `www.`), or none.
   * Requests that carry keys or a body follow none.
   */
  readonly redirects?: 'any-host' | 'same-host' | 'none';
  /** Most bytes of the answer, packed and unpacked. */
  readonly maxBytes?: number;
  /** Milliseconds from the first lookup to the last byte, over all redirects. */
  readonly timeoutMs?: number;
}

export interface FetchedResource extends Answer {
  /** Where it was found, after redirects. */
  readonly url: string;
}

export type SafeFetch = (request: FetchRequest) => Promise<FetchedResource>;

export interface SafeFetchOptions {
  readonly resolve?: Resolve;
  /** Endpoints that may be reached although they are not public: a server that the user chose in person. */
  readonly exempt?: (endpoint: Endpoint) => boolean;
}

const MAX_REDIRECTS = 5;
const MAX_BYTES = 5 * 1024 * 1024;
const TIMEOUT_MS = 20_000;

/**
 * A fetch that reaches the public internet only. Names are resolved here, all their addresses must be public, and the
 * connection goes to the address that was checked. Proxy settings of the environment are not used, because a proxy
 * would resolve the name again. No cookies, no cache.
 *
 * The result rejects with WebAddressError, WebForbiddenError, WebUnknownHostError, WebConnectionError,
 * WebTimeoutError, WebSizeError, WebEncodingError, WebRedirectError, or AbortedError when the signal fires.
 * A status that is no success is an answer, not an error.
 */
export function createSafeFetch({
  resolve = systemResolve,
  exempt = () => false,
}: SafeFetchOptions = {}): SafeFetch {
  return async (request) => {
    const { timeoutMs = TIMEOUT_MS } = request;
    const url = readUrl(request.url);
    throwIfAborted(request.signal);
    const deadline = deadlineSignal(timeoutMs, request.signal);
    try {
      return await follow(url, request, { resolve, exempt, signal: deadline.signal });
    } catch (error) {
      if (request.signal.aborted) throw new AbortedError(undefined, request.signal.reason);
      if (deadline.signal.aborted) throw new WebTimeoutError(hostOf(url), timeoutMs);
      throw error;
    } finally {
      deadline.clear();
    }
  };
}

interface Way {
  readonly resolve: Resolve;
  readonly exempt: (endpoint: Endpoint) => boolean;
  readonly signal: AbortSignal;
}

async function follow(first: URL, request: FetchRequest, way: Way): Promise<FetchedResource> {
  const { headers = {}, body, maxBytes = MAX_BYTES } = request;
  let url = first;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const socket = await connectTo(url, way);
    const stop = (): void => void socket.destroy(new AbortedError());
    way.signal.addEventListener('abort', stop, { once: true });
    try {
      throwIfAborted(way.signal);
      const answer = await exchange(url, socket, { headers, body }, maxBytes);
      // An answer without a length ends where its socket does, also when it was the signal that closed it.
      throwIfAborted(way.signal);
      if (!isRedirect(answer.status)) return { ...answer, url: url.href };
      url = nextUrl(url, answer, request.redirects ?? 'any-host');
    } finally {
      way.signal.removeEventListener('abort', stop);
      socket.destroy();
    }
  }
  throw new WebRedirectError(
    hostOf(first),
    `more than ${MAX_REDIRECTS} times in a row`,
    'The site is set up wrongly; use another source.',
  );
}

function nextUrl(
  from: URL,
  { headers }: Answer,
  redirects: NonNullable<FetchRequest['redirects']>,
): URL {
  const host = hostOf(from);
  const { location } = headers;
  if (location === undefined) {
    throw new WebRedirectError(host, 'but does not say where to', 'Use another source.');
  }
  const to = readUrl(location, from);
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw new WebRedirectError(
      host,
      `from an encrypted page to the unencrypted ${to.href}`,
      'If that page is to be read all the same, fetch its address.',
    );
  }
  if (redirects === 'none' || (redirects === 'same-host' && !sameSite(from, to))) {
    throw new WebRedirectError(
      host,
      `to ${to.href}`,
      'If that is where you want to go, fetch that address.',
    );
  }
  return to;
}

/** The same host and port, where `www.` in front and the step to https make no difference. */
function sameSite(a: URL, b: URL): boolean {
  const name = (url: URL): string => hostOf(url).replace(/^www\./, '');
  return name(a) === name(b) && a.port === b.port;
}
