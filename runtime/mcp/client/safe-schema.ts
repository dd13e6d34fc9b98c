// A JSON Schema of others, made harmless: bounded, without remote references, and without patterns that could take for ever.
import * as z from 'zod';
import type { Json } from '../../core/index.js';

const MAX_CHARS = 200_000;
const MAX_DEPTH = 24;

type SchemaObject = { readonly [key: string]: Json };

/** `undefined` when it is too large or too deep to be used. */
export function safeSchema(schema: unknown): SchemaObject | undefined {
  let text: string;
  try {
    text = JSON.stringify(schema);
  } catch {
    return undefined;
  }
  if (text === undefined || text.length > MAX_CHARS) return undefined;
  try {
    const cleaned = clean(JSON.parse(text), 0);
    return isObject(cleaned) ? cleaned : undefined;
  } catch {
    return undefined;
  }
}

function clean(value: Json, depth: number): Json {
  if (depth > MAX_DEPTH) throw new RangeError('too deep');
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key, inner]) => !isDangerous(key, inner));
  return Object.fromEntries(kept.map(([key, inner]) => [key, clean(inner, depth + 1)]));
}

/** A regular expression of others can be written to run for years; what is elsewhere would have to be fetched. */
function isDangerous(key: string, value: Json): boolean {
  if (key === '__proto__') return true;
  if (key === 'pattern') return typeof value === 'string';
  if (key === 'patternProperties' || key === '$dynamicRef') return true;
  return key === '$ref' && !(typeof value === 'string' && value.startsWith('#'));
}

/** As zod understands it; what it does not understand is checked by the server alone. */
export function inputOf(schema: SchemaObject | undefined): z.ZodObject {
  const made = schema === undefined ? undefined : zodOf(schema);
  return made instanceof z.ZodObject ? made : z.looseObject({});
}

export function zodOf(schema: SchemaObject): z.ZodType | undefined {
  try {
    return z.fromJSONSchema(schema);
  } catch {
    return undefined;
  }
}

function isObject(value: Json): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
