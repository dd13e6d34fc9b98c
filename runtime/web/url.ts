// Which texts are web addresses that may be fetched, before any name is looked up.
import { isIP } from 'node:net';
import { WebAddressError } from './errors.js';

const MAX_CHARS = 8_000;

/**
 * Reads an address as the URL standard does, so that decimal, octal, hexadecimal, short and full-width hosts are
 * plain numeric addresses afterwards. The fragment is dropped.
 * @throws WebAddressError for what is no http(s) address, or names a user.
 */
export function readUrl(text: string, base?: URL): URL {
  if (text.length > MAX_CHARS) throw new WebAddressError(text, 'it is too long');
  let url: URL;
  try {
    url = new URL(text.trim(), base);
  } catch (error) {
    throw new WebAddressError(text, 'it is not a full address', error);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new WebAddressError(text, `"${url.protocol}" is not fetched`);
  }
  if (url.username !== '' || url.password !== '') {
    url.username = '';
    url.password = '';
    throw new WebAddressError(url.href, 'a user name or password stood in it');
  }
  url.hash = '';
  return url;
}

/** The host of an address as a name to look up or a numeric address: no brackets, no final dot. */
export function hostOf(url: URL): string {
  const host = url.hostname;
  return host.startsWith('[') ? host.slice(1, -1) : host.replace(/\.$/, '');
}

/** The port that an address means. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** Whether a host needs no name lookup. */
export function isNumeric(host: string): boolean {
  return isIP(host) !== 0;
}
