// One event of every kind, made from the declaration itself, so that a new kind is covered on its own.
import * as z from 'zod';
import { type RunEvent, type RunEventType, runEventSchema } from '../../runtime/core/index.js';

interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
}

const kindOf = (option: (typeof runEventSchema.options)[number]): RunEventType =>
  option.shape.type.value;

/** Every kind that is declared. */
export const EVENT_KINDS: readonly RunEventType[] = runEventSchema.options.map(kindOf);

/** An event with its required parts only, of that turn. */
export function sampleEvent(kind: RunEventType, turnId: string): RunEvent {
  const option = runEventSchema.options.find((one) => kindOf(one) === kind);
  if (option === undefined) throw new Error(`There is no event ${kind}.`);
  const sample = sampleOf(z.toJSONSchema(option, { io: 'input' }) as JsonSchema);
  return runEventSchema.parse({ ...(sample as object), turnId });
}

function sampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice !== undefined) return sampleOf(choice);
  switch (schema.type ?? 'anything') {
    case 'string':
      return 'text';
    case 'number':
    case 'integer':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, sampleOf(schema.properties?.[key] ?? {})]),
      );
    default:
      return null;
  }
}
