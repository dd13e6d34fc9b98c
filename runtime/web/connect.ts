// Connects to an address that was checked: the name is looked up once, and the very address that passed is dialled.
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect as openSocket, type Socket } from 'node:net';
import { connect as openTls } from 'node:tls';
import { abortable, deadlineSignal, throwIfAborted } from '../core/index.js';
import { forbiddenKind } from './address.js';
import { WebConnectionError, WebForbiddenError, WebUnknownHostError } from './errors.js';
import { hostOf, isNumeric, portOf } from './url.js';

/** Every numeric address of a name, in the order in which they are to be tried. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Where a connection would go. */
export interface Endpoint {
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

export interface ConnectOptions {
  readonly resolve: Resolve;
  /** Endpoints that may be reached although they are not public. */
  readonly exempt: (endpoint: Endpoint) => boolean;
  readonly signal: AbortSignal;
}

/** Milliseconds for one address, so that a dead one leaves time for the next. */
const DIAL_MS = 6_000;

/** Looks a name up as every other program of this machine does. */
export const systemResolve: Resolve = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
};

/**
 * A socket to the server of an address, encrypted for https.
 * @throws WebForbiddenError when one of its addresses is not public, WebUnknownHostError, WebConnectionError
 */
export async function connectTo(url: URL, options: ConnectOptions): Promise<Socket> {
  const host = hostOf(url);
  const endpoints = await checkedEndpoints(url, options);
  let failure: unknown;
  for (const endpoint of endpoints) {
    const patience = deadlineSignal(DIAL_MS, options.signal);
    try {
      return await dial(endpoint, url.protocol === 'https:', patience.signal);
    } catch (error) {
      throwIfAborted(options.signal);
      failure ??= patience.signal.aborted
        ? new Error('nothing answered there', { cause: error })
        : error;
    } finally {
      patience.clear();
    }
  }
  throw new WebConnectionError(host, reasonOf(failure), failure);
}

/** One forbidden address condemns the name: whoever mixes them is trying something. */
async function checkedEndpoints(
  url: URL,
  { resolve, exempt, signal }: ConnectOptions,
): Promise<readonly Endpoint[]> {
  const host = hostOf(url);
  const port = portOf(url);
  const addresses = isNumeric(host) ? [host] : await lookUp(host, resolve, signal);
  const endpoints = addresses.map((address) => ({ host, address, port }));
  for (const endpoint of endpoints) {
    const kind = forbiddenKind(endpoint.address);
    if (kind !== undefined && !exempt(endpoint)) {
      throw new WebForbiddenError(host, endpoint.address, kind);
    }
  }
  return endpoints;
}

async function lookUp(
  host: string,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<readonly string[]> {
  let addresses: readonly string[];
  try {
    addresses = await abortable(resolve(host), signal);
  } catch (error) {
    throwIfAborted(signal);
    throw new WebUnknownHostError(host, error);
  }
  if (addresses.length === 0) throw new WebUnknownHostError(host);
  return addresses;
}

/**
 * Sockets of one's own, because hosts of extensions replace agents and lookups of `http` and `https` requests.
 * Their replacements of `connect` only add the certificates of the machine.
 */
async function dial(
  { host, address, port }: Endpoint,
  encrypted: boolean,
  signal: AbortSignal,
): Promise<Socket> {
  const socket = openSocket({ host: address, port });
  try {
    await once(socket, 'connect', { signal });
    if (!encrypted) return socket;
    const secure = openTls({
      socket,
      host,
      // Server names are never numeric addresses (RFC 6066).
      ...(isNumeric(host) ? {} : { servername: host }),
      ALPNProtocols: ['http/1.1'],
    });
    await once(secure, 'secureConnect', { signal });
    return secure;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function reasonOf(failure: unknown): string {
  if (!(failure instanceof Error)) return 'it was refused';
  return failure.message === '' ? failure.name : failure.message.replace(/\.$/, '');
}
