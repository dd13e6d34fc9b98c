// The fields of a signature's schema as the prompt and the parser need them.
import * as z from 'zod';
import { typeText } from './type-text.js';

export interface Field {
  readonly name: string;
  /** `text` fields travel raw; all others as JSON. */
  readonly kind: 'text' | 'json';
  readonly optional: boolean;
  readonly description: string | undefined;
  /** TypeScript-like type for the model. */
  readonly type: string;
  /** Set by `.meta({ syntax: 'javascript' })`: source code, which comes without a fence. */
  readonly syntax: string | undefined;
}

const cache = new WeakMap<z.ZodObject, readonly Field[]>();

/** Fields in the order of the schema. */
export function fieldsOf(schema: z.ZodObject): readonly Field[] {
  const known = cache.get(schema);
  if (known !== undefined) return known;
  const json = jsonSchemaOf(schema);
  const required = new Set(json.required ?? []);
  const fields = Object.entries(json.properties ?? {}).map(([name, property]): Field => {
    const shape = typeof property === 'boolean' ? {} : property;
    return {
      name,
      kind: shape.type === 'string' ? 'text' : 'json',
      optional: !required.has(name),
      description: shape.description,
      type: typeText(shape),
      syntax: typeof shape['syntax'] === 'string' ? shape['syntax'] : undefined,
    };
  });
  cache.set(schema, fields);
  return fields;
}

/** The schema as JSON Schema, for native tools. */
export function jsonSchemaOf(schema: z.ZodObject): z.core.JSONSchema.JSONSchema {
  const { $schema: _draft, ...json } = z.toJSONSchema(schema, { unrepresentable: 'any' });
  return json;
}
