// What can go wrong between an address and its page.
import { MemfunError } from '../core/index.js';
import type { ForbiddenKind } from './address.js';

/** The text is no web address that may be fetched. */
export class WebAddressError extends MemfunError {
  readonly code = 'web.address';
  constructor(address: string, problem: string, cause?: unknown) {
    super(`"${shorten(address)}" cannot be fetched: ${problem}.`, {
      remedy: 'Give a full http or https address without user name and password.',
      cause,
    });
  }
}

/** The name leads, or also leads, to an address that is not of the public internet. */
export class WebForbiddenError extends MemfunError {
  readonly code = 'web.forbidden';
  constructor(
    readonly host: string,
    readonly address: string,
    readonly kind: ForbiddenKind,
  ) {
    super(
      `${host} was not reached: its address ${address} is ${KIND_TEXT[kind]}, and only the public internet is fetched from.`,
      { remedy: 'Use a public address, or give the content of the page in the question.' },
    );
  }
}

const KIND_TEXT: Readonly<Record<ForbiddenKind, string>> = {
  'carrier-grade NAT': 'inside a provider’s network',
  'cloud metadata': 'a metadata service of a cloud',
  'link-local': 'link-local',
  loopback: 'this machine itself',
  multicast: 'a multicast address',
  'not an address': 'no usable address',
  'not public': 'outside the public range',
  private: 'inside a private network',
  reserved: 'reserved',
  tunnel: 'the entrance of a tunnel',
};

export class WebUnknownHostError extends MemfunError {
  readonly code = 'web.dns';
  constructor(host: string, cause?: unknown) {
    super(`There is no address for the name ${host}.`, {
      remedy: 'Check the spelling of the address and the network connection.',
      cause,
    });
  }
}

export class WebConnectionError extends MemfunError {
  readonly code = 'web.connection';
  constructor(host: string, problem: string, cause?: unknown) {
    super(`The connection to ${host} failed: ${problem}.`, {
      remedy:
        'Check the network connection, or try again later. Pages are fetched directly, never through a proxy, because a proxy would choose the address by itself.',
      cause,
    });
  }
}

export class WebTimeoutError extends MemfunError {
  readonly code = 'web.time';
  constructor(host: string, ms: number) {
    super(`${host} did not answer in full within ${Math.round(ms / 1000)} seconds.`, {
      remedy: 'Try again later, or use another source.',
    });
  }
}

export class WebSizeError extends MemfunError {
  readonly code = 'web.size';
  constructor(host: string, maxBytes: number) {
    super(
      `The answer of ${host} is larger than ${maxBytes} bytes, so it was not read to its end.`,
      {
        remedy: 'Look for a smaller page with the same content.',
      },
    );
  }
}

export class WebRedirectError extends MemfunError {
  readonly code = 'web.redirect';
  constructor(host: string, problem: string, remedy: string) {
    super(`${host} sends on: ${problem}.`, { remedy });
  }
}

export class WebEncodingError extends MemfunError {
  readonly code = 'web.encoding';
  constructor(host: string, problem: string, cause?: unknown) {
    super(`The answer of ${host} cannot be decoded: ${problem}.`, {
      remedy: 'The server sends something broken or unusual; use another source.',
      cause,
    });
  }
}

/** The server answered, but not with the page. */
export class WebStatusError extends MemfunError {
  readonly code = 'web.status';
  constructor(
    host: string,
    readonly status: number,
  ) {
    super(`${host} answered with status ${status} instead of the page.`, {
      remedy: REMEDY_BY_STATUS.get(status) ?? 'Try again later, or use another source.',
    });
  }
}

const REMEDY_BY_STATUS: ReadonlyMap<number, string> = new Map([
  [401, 'The page asks for a login, which is not supported; give its content in the question.'],
  [403, 'The page is closed to programs; open it in a browser and give its content.'],
  [404, 'Check the spelling of the address; the page may have moved.'],
  [410, 'The page was removed; look for another source.'],
  [429, 'The site limits how often it is asked; wait a while.'],
]);

export class WebContentTypeError extends MemfunError {
  readonly code = 'web.type';
  constructor(url: string, type: string) {
    super(`${shorten(url)} is ${type}, not a page of text.`, {
      remedy: 'Only HTML, plain text, JSON and XML are read.',
    });
  }
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
