// Text as the body of a message: as it is, or compressed when it is long.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { MsgHdrs } from '@nats-io/transport-node';
import { TooLargeError } from '../errors.js';

const COMPRESS_BYTES = 64 * 1024;
const PACKED = 'memfun-packed';
/** Room for subject and headers below the server's limit for a message. */
const HEADROOM_BYTES = 8 * 1024;

/**
 * Notes in the headers when it is compressed.
 * @param most bytes of a message
 * @throws TooLargeError
 */
export function pack(text: string, headers: MsgHdrs, most: number): Uint8Array {
  const limit = most - HEADROOM_BYTES;
  const plain = Buffer.from(text, 'utf8');
  if (plain.length < COMPRESS_BYTES) return plain;
  const packed = deflateRawSync(plain, { level: 1 });
  if (packed.length > limit) throw new TooLargeError('A value', packed.length, limit);
  headers.set(PACKED, '1');
  return packed;
}

export function unpack(data: Uint8Array, headers: MsgHdrs | undefined): string {
  const plain = headers?.has(PACKED) === true ? inflateRawSync(data) : data;
  return Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength).toString('utf8');
}
