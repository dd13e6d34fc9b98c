// Names of people as parts of NATS subjects, which forbid spaces, `*`, `>`, empty parts and more.
import { createHash } from 'node:crypto';
import { TooLargeError } from '../errors.js';

/** A server refuses a line of 4,096 bytes; the rest of a request needs some of them. */
const LONGEST = 3_500;
/** Most names mean the same as part of a subject. */
const PLAIN = /^[\w-]+(?:\.[\w-]+)*$/;

/**
 * One part per part of the name between dots; every character but letters, digits, `-` and `_` as `=` and the two
 * hexadecimal digits of each of its bytes in UTF-8; an empty part as `=`.
 * @throws TooLargeError when that is longer than a subject may be
 */
export function encodeName(name: string): string {
  const encoded = PLAIN.test(name)
    ? name
    : name
        .split('.')
        .map((part) => (part === '' ? '=' : part.replaceAll(/[^A-Za-z0-9_-]/gu, hex)))
        .join('.');
  if (encoded.length > LONGEST) throw new TooLargeError('A name', encoded.length, LONGEST);
  return encoded;
}

export function decodeName(encoded: string): string {
  if (!encoded.includes('=')) return encoded;
  return encoded
    .split('.')
    .map((part) =>
      part === '='
        ? ''
        : part.replaceAll(/(=[0-9A-F]{2})+/g, (run) =>
            Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'),
          ),
    )
    .join('.');
}

/** The subjects below which every name with a prefix lies, and possibly others. */
export function filterOf(prefix: string): string {
  const end = prefix.lastIndexOf('.');
  return end < 0 ? '>' : `${encodeName(prefix.slice(0, end))}.>`;
}

/** The subjects of a bus pattern: `a.>` takes what is below `a`. */
export function patternFilter(pattern: string): string {
  return pattern.endsWith('.>') ? `${encodeName(pattern.slice(0, -2))}.>` : encodeName(pattern);
}

/** A short name without any special character, the same for the same text. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 20);
}

function hex(character: string): string {
  return [...Buffer.from(character, 'utf8')]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}
