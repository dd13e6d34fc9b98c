// Checksums: SHA-256 for whole files, CRC-32 for single lines.
import { createHash } from 'node:crypto';
import { breathe } from '../core/index.js';

/** Bytes that are digested at once: some milliseconds of work. */
const PIECE = 4 * 1024 * 1024;

/** The first 16 hex digits of the SHA-256 of some bytes. Other work runs in between when there are many. */
export async function sha256Short(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let from = 0; from < bytes.length; from += PIECE) {
    if (from > 0) await breathe();
    hash.update(bytes.subarray(from, from + PIECE));
  }
  return hash.digest('hex').slice(0, 16);
}

/** CRC-32 (IEEE 802.3, reflected) of a text's UTF-8 form, as 8 hex digits. */
export function crc32(text: string): string {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
