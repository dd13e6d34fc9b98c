// JSON Schema as a TypeScript-like type: the shortest form that models read well.
import type * as z from 'zod';

type Schema = z.core.JSONSchema.JSONSchema;

/** E.g. `{path: string, line: number, endLine?: number}[]`. Recursive schemas read as `JSON`. */
export function typeText(schema: Schema | boolean): string {
  if (typeof schema === 'boolean' || schema.$ref !== undefined) return 'JSON';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((v) => JSON.stringify(v)).join(' | ');
  const union = schema.anyOf ?? schema.oneOf;
  if (union !== undefined) return union.map(typeText).join(' | ');
  if (schema.type === 'array') return arrayText(schema);
  if (schema.type === 'object') return objectText(schema);
  if (schema.type === 'integer') return 'number';
  const types: readonly string[] = schema.type === undefined ? [] : [schema.type].flat();
  return types.length === 0 ? 'JSON' : types.join(' | ');
}

function arrayText(schema: Schema): string {
  const items = Array.isArray(schema.items) ? undefined : schema.items;
  const text = items === undefined ? 'JSON' : typeText(items);
  return text.includes(' | ') ? `(${text})[]` : `${text}[]`;
}

function objectText(schema: Schema): string {
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const mark = required.has(name) ? '' : '?';
    const note =
      typeof property !== 'boolean' && property.description !== undefined
        ? ` /* ${property.description} */`
        : '';
    return `${name}${mark}: ${typeText(property)}${note}`;
  });
  return members.length === 0 ? 'Record<string, JSON>' : `{${members.join(', ')}}`;
}
