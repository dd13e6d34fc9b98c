// JSON that this tier wrote itself: whatever parses is a value, with every key it had.
import * as z from 'zod';
import type { Json } from '../../core/index.js';

/** @throws SyntaxError when the text is no JSON */
export function parseJson(text: string): Json {
  return JSON.parse(text) as Json;
}

/** A value of any kind, passed on as it is. For parts of records that came from `parseJson`. */
export const anyJson = z.custom<Json>((value) => value !== undefined);
