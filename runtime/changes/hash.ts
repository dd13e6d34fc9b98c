// Fingerprints of file contents.
import { createHash } from 'node:crypto';

/** SHA-256 as 64 hex digits. */
export function contentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a === b || Buffer.compare(a, b) === 0;
}

/** The fingerprint of a file that may not be there, as records have it: `null` for no file. */
export function stateOf(content: Uint8Array | undefined): string | null {
  return content === undefined ? null : contentHash(content);
}
