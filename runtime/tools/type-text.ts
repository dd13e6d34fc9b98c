// A zod schema as TypeScript text, compact enough for a prompt.
import * as z from 'zod';

/** The part of JSON Schema that zod emits and that has a TypeScript counterpart. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode | boolean;
  readonly prefixItems?: readonly SchemaNode[];
  readonly additionalProperties?: SchemaNode | boolean;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
  readonly $ref?: string;
}

/** Schemas do not change: every loop and every call asks for the same ones again. */
const nodes = {
  input: new WeakMap<z.ZodType, SchemaNode>(),
  output: new WeakMap<z.ZodType, SchemaNode>(),
} as const;

/** The JSON Schema of what a caller may pass (`input`) or will get (`output`). */
export function schemaNode(schema: z.ZodType, side: 'input' | 'output'): SchemaNode {
  const known = nodes[side].get(schema);
  if (known !== undefined) return known;
  const node = z.toJSONSchema(schema, { io: side, unrepresentable: 'any' }) as SchemaNode;
  nodes[side].set(schema, node);
  return node;
}

/** The TypeScript type of a JSON Schema, on one line. */
export function typeText(node: SchemaNode): string {
  if (node.$ref !== undefined) return 'Json';
  if ('const' in node) return JSON.stringify(node.const);
  if (node.enum !== undefined) return node.enum.map((value) => JSON.stringify(value)).join(' | ');
  const union = node.anyOf ?? node.oneOf;
  if (union !== undefined) return [...new Set(union.map(typeText))].join(' | ');
  if (node.allOf !== undefined) return node.allOf.map(typeText).join(' & ');
  if (Array.isArray(node.type)) return node.type.map(primitiveText).join(' | ');
  if (node.type === 'array') return arrayText(node);
  if (node.type === 'object') return objectText(node);
  return typeof node.type === 'string' ? primitiveText(node.type) : 'unknown';
}

/** Whether a plain object could be a value of this type. */
export function acceptsObject(node: SchemaNode): boolean {
  if (node.$ref !== undefined) return true;
  if (node.enum !== undefined || 'const' in node) return false;
  const parts = node.anyOf ?? node.oneOf ?? node.allOf;
  if (parts !== undefined) return parts.some(acceptsObject);
  const types = node.type === undefined ? ['object'] : [node.type].flat();
  return types.includes('object');
}

function primitiveText(type: string): string {
  if (type === 'integer') return 'number';
  return type === 'object' || type === 'array' ? 'unknown' : type;
}

function arrayText(node: SchemaNode): string {
  if (node.prefixItems !== undefined) return `[${node.prefixItems.map(typeText).join(', ')}]`;
  if (node.items === undefined || typeof node.items === 'boolean') return 'unknown[]';
  const item = typeText(node.items);
  return item.includes(' | ') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
}

function objectText(node: SchemaNode): string {
  const required = new Set(node.required);
  const fields = Object.entries(node.properties ?? {}).map(
    ([key, value]) => `${key}${required.has(key) ? '' : '?'}: ${typeText(value)}`,
  );
  if (fields.length > 0) return `{ ${fields.join('; ')} }`;
  return typeof node.additionalProperties === 'object'
    ? `Record<string, ${typeText(node.additionalProperties)}>`
    : 'Record<string, unknown>';
}
