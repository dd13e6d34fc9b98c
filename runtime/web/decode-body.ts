// The bytes of an answer, unpacked, and never more of them than allowed.
import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { WebEncodingError, WebSizeError } from './errors.js';

const UNPACK: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** What is asked for: every packing that can be undone here. */
export const ACCEPT_ENCODING = 'gzip, deflate, br';

/**
 * Reads an answer to its end. Packed and unpacked bytes are counted, so that a small answer cannot unfold into a large one.
 * @throws WebSizeError as soon as there are more than `maxBytes`, WebEncodingError when it cannot be unpacked
 */
export async function readBody(
  response: IncomingMessage,
  host: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const announced = Number(response.headers['content-length'] ?? 0);
  if (announced > maxBytes) throw new WebSizeError(host, maxBytes);
  const unpack = unpackerFor(response.headers['content-encoding'], host);
  if (unpack === undefined) return await collect(response, host, maxBytes);

  let packed = 0;
  response.on('data', (chunk: Buffer) => {
    packed += chunk.length;
    if (packed > maxBytes) unpack.destroy(new WebSizeError(host, maxBytes));
  });
  response.on('error', (error) => unpack.destroy(error));
  response.pipe(unpack);
  try {
    return await collect(unpack, host, maxBytes);
  } catch (error) {
    if (error instanceof WebSizeError || !isZlibError(error)) throw error;
    throw new WebEncodingError(host, 'its packing is broken', error);
  }
}

function unpackerFor(header: string | undefined, host: string): Transform | undefined {
  const packing = (header ?? '').trim().toLowerCase();
  if (packing === '' || packing === 'identity') return undefined;
  const make = Object.hasOwn(UNPACK, packing) ? UNPACK[packing] : undefined;
  if (make === undefined) throw new WebEncodingError(host, `its packing is "${packing}"`);
  return make();
}

async function collect(
  stream: AsyncIterable<Buffer>,
  host: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes) throw new WebSizeError(host, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isZlibError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    /^(Z_|ERR_.*(BROTLI|PADDING|ZLIB)|ERR__ERROR)/.test(String(error.code))
  );
}
