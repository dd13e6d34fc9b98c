// Small records in files of their own: a checksum in the first line tells a whole record from a half-written one.
import type * as z from 'zod';
import type { Json } from '../core/index.js';
import { sha256Short } from '../storage/index.js';

const FORMAT = 1;
const HEADER = /^#memfun-record (\d+) ([0-9a-f]{16})$/;

export async function seal(value: Json): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const body = JSON.stringify(value);
  const checksum = await sha256Short(encoder.encode(body));
  return encoder.encode(`#memfun-record ${FORMAT} ${checksum}\n${body}`);
}

export type Unsealed<T> =
  | { readonly whole: true; readonly value: T }
  | { readonly whole: false; readonly damage: string };

/** Never throws. */
export async function unseal<T extends z.ZodType>(
  bytes: Uint8Array,
  schema: T,
): Promise<Unsealed<z.infer<T>>> {
  const text = new TextDecoder().decode(bytes);
  const end = text.indexOf('\n');
  const header = HEADER.exec(text.slice(0, Math.max(0, end)));
  if (header === null) return { whole: false, damage: 'its first line is not readable' };
  if (Number(header[1]) !== FORMAT) {
    return { whole: false, damage: `its format ${header[1]} is not known to this version` };
  }
  const body = text.slice(end + 1);
  if ((await sha256Short(new TextEncoder().encode(body))) !== header[2]) {
    return { whole: false, damage: 'its checksum does not fit' };
  }
  const parsed = schema.safeParse(JSON.parse(body));
  return parsed.success
    ? { whole: true, value: parsed.data }
    : { whole: false, damage: 'it has an unknown form' };
}
