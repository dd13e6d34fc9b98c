// A JSON Schema of others, made harmless: bounded, without remote references, and without patterns that could take for ever.
import * as z from 'zod';
import type { Json } from '../../core/index.js';

const MAX_CHARS = 200_000;
const MAX_DEPTH = 24;
/** Names stand in the prompt as they are: none may carry a sentence. */
const NAME = /^[\w$.:@/ -]{1,64}$/;
const MAX_CHOICE = 120;

export type SchemaObject = { readonly [key: string]: Json };

/** `undefined` when it is too large, too deep or too strange to be used. */
export function safeSchema(schema: unknown): SchemaObject | undefined {
  try {
    const text = JSON.stringify(schema);
    if (text.length > MAX_CHARS) return undefined;
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
  for (const [key, inner] of kept) {
    if (
      key === 'properties' &&
      isObject(inner) &&
      !Object.keys(inner).every((name) => NAME.test(name))
    )
      throw new RangeError('a property has no proper name');
  }
  return Object.fromEntries(kept.map(([key, inner]) => [key, clean(inner, depth + 1)]));
}

/** A regular expression of others can be written to run for years; what is elsewhere would have to be fetched. */
function isDangerous(key: string, value: Json): boolean {
  if (key === '__proto__' || key === 'patternProperties' || key === '$dynamicRef') return true;
  if (key === 'pattern') return typeof value === 'string';
  if (key === '$ref') return typeof value !== 'string' || !value.startsWith('#');
  const choices = key === 'enum' ? value : key === 'const' ? [value] : [];
  return Array.isArray(choices) && choices.some((one) => JSON.stringify(one).length > MAX_CHOICE);
}

/** Checked here where zod understands it, and by the server in any case. */
export function inputOf(schema: SchemaObject | undefined): z.ZodObject {
  for (const form of schema === undefined ? [] : [schema, { ...schema, $schema: null }]) {
    try {
      const { $schema: _dialect, ...rest } = form;
      const made = z.fromJSONSchema(form.$schema === null ? rest : form);
      if (made instanceof z.ZodObject) return made;
    } catch {
      // Some keywords have no counterpart.
    }
  }
  const { properties = {}, required = [] } = schema ?? {};
  return z.looseObject({}).meta({ properties, required });
}

/** Of a result that was checked when it came: for its type alone. */
export function dataOf(schema: SchemaObject): z.ZodType {
  const { $schema: _dialect, ...rest } = schema;
  return z.unknown().meta(rest);
}

function isObject(value: Json | undefined): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
