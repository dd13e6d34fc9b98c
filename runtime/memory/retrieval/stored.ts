// The index for finding as bytes, kept beside a snapshot so that opening need not read every text again.
import * as z from 'zod';
import { memoryCategorySchema, memoryLayerSchema, memoryStatusSchema } from '../types.js';
import type { StoredTerms } from './postings.js';
import type { StoredRows } from './rows.js';

const FORMAT = 1;
/** Arrays begin at multiples of this. */
const ALIGNED = 8;

export interface StoredIndex {
  readonly rows: StoredRows;
  readonly terms: StoredTerms;
}

const headSchema = z.object({
  format: z.literal(FORMAT),
  /** Of the rules by which texts were read; an index made by others is of no use. */
  reading: z.string(),
  ids: z.array(z.string()),
  names: z.object({
    status: z.array(memoryStatusSchema),
    layer: z.array(memoryLayerSchema),
    category: z.array(memoryCategorySchema),
  }),
  words: z.array(z.string()),
  entries: z.number().int().min(0),
});

export function encodeIndex({ rows, terms }: StoredIndex, reading: string): Uint8Array {
  const { ids, names } = rows;
  const head = new TextEncoder().encode(
    JSON.stringify({
      format: FORMAT,
      reading,
      ids,
      names,
      words: terms.words,
      entries: terms.terms.length,
    }),
  );
  const length = new Float64Array([head.length]);
  const arrays = [length, head, ...columnsOf(rows), terms.starts, terms.terms, terms.units];
  const data = new Uint8Array(arrays.reduce((sum, array) => sum + room(array.byteLength), 0));
  let at = 0;
  for (const array of arrays) {
    data.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += room(array.byteLength);
  }
  return data;
}

/** `undefined` for bytes of another form, or of an index that was made by other rules of reading. */
export function decodeIndex(bytes: Uint8Array, reading: string): StoredIndex | undefined {
  try {
    // A copy: arrays of larger numbers must begin at their multiples.
    const { buffer } = new Uint8Array(bytes);
    const [headLength = 0] = new Float64Array(buffer, 0, 1);
    const head = headSchema.safeParse(
      JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, ALIGNED, headLength))),
    );
    if (!head.success || head.data.reading !== reading) return undefined;
    const { ids, names, words, entries } = head.data;
    let at = ALIGNED + room(headLength);
    const place = (byteLength: number): number => {
      at += room(byteLength);
      return at - room(byteLength);
    };
    const count = ids.length;
    const bytesOf = (length: number): Uint8Array => new Uint8Array(buffer, place(length), length);
    const numbers = (): Float64Array => new Float64Array(buffer, place(8 * count), count);
    const [status, layer, category, turn] = [count, count, count, count].map(bytesOf);
    if (!status || !layer || !category || !turn) return undefined;
    const times = { createdAt: numbers(), expiresAt: numbers(), validTo: numbers() };
    const rows = { ids, names, status, layer, category, turn, ...times };
    const starts = new Uint32Array(buffer, place(4 * (count + 1)), count + 1);
    const terms = new Int32Array(buffer, place(4 * entries), entries);
    return { rows, terms: { words, starts, terms, units: bytesOf(entries) } };
  } catch {
    return undefined;
  }
}

function columnsOf(rows: StoredRows): readonly (Uint8Array | Float64Array)[] {
  const { status, layer, category, turn, createdAt, expiresAt, validTo } = rows;
  return [status, layer, category, turn, createdAt, expiresAt, validTo];
}

function room(length: number): number {
  return Math.ceil(length / ALIGNED) * ALIGNED;
}
