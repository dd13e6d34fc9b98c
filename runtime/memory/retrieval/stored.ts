// The index for finding as bytes, kept beside a snapshot so that opening need not read every text again.
import * as z from 'zod';
import { memoryCategorySchema, memoryLayerSchema, memoryStatusSchema } from '../types.js';
import { numberColumns, type StoredRows, TIMES_AND_WEIGHTS } from './rows.js';
import type { StoredTerms } from './stored-terms.js';

const FORMAT = 2;
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
  const arrays = [length, head, ...columnsOf(rows), ...arraysOf(terms)];
  const data = new Uint8Array(arrays.reduce((sum, array) => sum + room(array.byteLength), 0));
  let at = 0;
  for (const array of arrays) {
    data.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += room(array.byteLength);
  }
  return data;
}

/**
 * `undefined` for bytes of another form, or of an index that was made by other rules of reading.
 * @param stored must not be changed any more: the index is read from them
 */
export function decodeIndex(stored: Uint8Array, reading: string): StoredIndex | undefined {
  try {
    // Arrays of larger numbers must begin at their multiples: else in a copy.
    const { buffer } = stored.byteOffset === 0 ? stored : new Uint8Array(stored);
    const [headLength = 0] = new Float64Array(buffer, 0, 1);
    const text = new Uint8Array(buffer, ALIGNED, headLength);
    const head = headSchema.safeParse(JSON.parse(new TextDecoder().decode(text)));
    if (!head.success || head.data.reading !== reading) return undefined;
    const { ids, names, words, entries } = head.data;
    let at = ALIGNED + room(headLength);
    const place = (byteLength: number): number => {
      at += room(byteLength);
      return at - room(byteLength);
    };
    const count = ids.length;
    const bytesOf = (length: number): Uint8Array => new Uint8Array(buffer, place(length), length);
    const bytes = { status: bytesOf(count), layer: bytesOf(count), category: bytesOf(count) };
    const flags = { turn: bytesOf(count), pinned: bytesOf(count) };
    const numbers = numberColumns(() => new Float64Array(buffer, place(8 * count), count));
    const rows = { ids, names, ...bytes, ...flags, numbers };
    const whole = (length: number): Uint32Array =>
      new Uint32Array(buffer, place(4 * length), length);
    const signed = (length: number): Int32Array =>
      new Int32Array(buffer, place(4 * length), length);
    const starts = whole(count + 1);
    const terms = signed(entries);
    const units = bytesOf(entries);
    const lengths = whole(count);
    const lists = {
      starts: whole(words.length + 1),
      numbers: signed(entries),
      units: bytesOf(entries),
      greatest: bytesOf(words.length),
    };
    return { rows, terms: { words, starts, terms, units, lengths, lists } };
  } catch {
    return undefined;
  }
}

function columnsOf(rows: StoredRows): readonly (Uint8Array | Float64Array)[] {
  const { status, layer, category, turn, pinned, numbers } = rows;
  return [status, layer, category, turn, pinned, ...TIMES_AND_WEIGHTS.map((name) => numbers[name])];
}

/** In the order of `decodeIndex`. */
function arraysOf({
  starts,
  terms,
  units,
  lengths,
  lists,
}: StoredTerms): readonly (Uint8Array | Int32Array | Uint32Array)[] {
  const { starts: listStarts, numbers, units: weights, greatest } = lists;
  return [starts, terms, units, lengths, listStarts, numbers, weights, greatest];
}

function room(length: number): number {
  return Math.ceil(length / ALIGNED) * ALIGNED;
}
