// One request and its answer over a connection that was checked.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { ACCEPT_ENCODING, readBody } from './decode-body.js';
import { WebConnectionError } from './errors.js';
import { hostOf } from './url.js';

/** What is sent besides the address. Never cookies. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  /** Makes the request a POST. */
  readonly body?: { readonly type: string; readonly text: string } | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Empty for a redirect. */
  readonly body: Uint8Array;
}

const MAX_HEADER_BYTES = 32 * 1024;
const USER_AGENT = 'Mozilla/5.0 (compatible; Memfun)';

/**
 * Sends one request and reads its answer; the socket is closed afterwards.
 * @throws WebConnectionError, WebSizeError, WebEncodingError
 */
export async function exchange(
  url: URL,
  socket: Socket,
  message: Message,
  maxBytes: number,
): Promise<Answer> {
  const host = hostOf(url);
  try {
    const response = await send(url, socket, message);
    const status = response.statusCode ?? 0;
    const { headers } = response;
    if (isRedirect(status)) return { status, headers, body: new Uint8Array() };
    return { status, headers, body: await readBody(response, host, maxBytes) };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !isWireError(error.code)) throw error;
    throw new WebConnectionError(host, error.message.replace(/\.$/, ''), error);
  } finally {
    socket.destroy();
  }
}

export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/**
 * Built without `http.request`: hosts of extensions replace that function, and with it the socket. The request
 * itself is plain http also for https, since the socket already encrypts.
 */
function send(url: URL, socket: Socket, { headers, body }: Message): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = new ClientRequest({
      createConnection: () => socket,
      method: body === undefined ? 'GET' : 'POST',
      path: `${url.pathname}${url.search}`,
      setHost: false,
      maxHeaderSize: MAX_HEADER_BYTES,
      headers: {
        host: url.host,
        'user-agent': USER_AGENT,
        'accept-encoding': ACCEPT_ENCODING,
        connection: 'close',
        ...headers,
        ...(body === undefined
          ? {}
          : { 'content-type': body.type, 'content-length': Buffer.byteLength(body.text) }),
      },
    });
    request.on('response', resolve);
    request.on('error', reject);
    request.on('close', () => reject(cutOff()));
    request.end(body?.text);
  });
}

function cutOff(): Error {
  return Object.assign(new Error('it was closed without an answer'), { code: 'ECONNRESET' });
}

function isWireError(code: unknown): boolean {
  return (
    typeof code === 'string' && /^(E[A-Z]+$|HPE_|ERR_HTTP|ERR_STREAM|ERR_TLS|ERR_SSL)/.test(code)
  );
}
