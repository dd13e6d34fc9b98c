// A form as a server describes it, as fields that a person can fill in; what comes back is checked against it.
import * as z from 'zod';
import type { Json } from '../../../core/index.js';
import type { FormField } from '../../../ports/index.js';
import { plainLine } from '../describe.js';

const MAX_FIELDS = 20;
const MAX_CHOICES = 100;
const MAX_NAME = 100;

const choiceSchema = z.looseObject({ const: z.string(), title: z.string().optional() });
const choicesSchema = z.looseObject({
  enum: z.array(z.string()).max(MAX_CHOICES).optional(),
  enumNames: z.array(z.string()).optional(),
  oneOf: z.array(choiceSchema).max(MAX_CHOICES).optional(),
  anyOf: z.array(choiceSchema).max(MAX_CHOICES).optional(),
});
const propertySchema = choicesSchema.extend({
  type: z.enum(['string', 'number', 'integer', 'boolean', 'array']),
  title: z.string().optional(),
  description: z.string().optional(),
  default: z.json().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  format: z.string().optional(),
  items: choicesSchema.optional(),
});
type Property = z.infer<typeof propertySchema>;
const formSchema = z.looseObject({
  type: z.literal('object'),
  properties: z
    // An answer under that name would be lost.
    .custom<object>((value) => isObject(value) && !Object.hasOwn(value, '__proto__'))
    .pipe(z.record(z.string().min(1).max(MAX_NAME), propertySchema)),
  required: z.array(z.string()).default([]),
});

/** `undefined` when it asks for what no form can hold. */
export function fieldsOf(requested: unknown): readonly FormField[] | undefined {
  const form = formSchema.safeParse(requested);
  if (!form.success) return undefined;
  const { properties, required } = form.data;
  const entries = Object.entries(properties);
  if (entries.length > MAX_FIELDS) return undefined;
  if (required.some((name) => !Object.hasOwn(properties, name))) return undefined;
  return entries.map(([name, property]) => fieldOf(name, property, required.includes(name)));
}

/** Only what was asked for, and only if all of it can be taken; otherwise what is wrong. */
export function checkedAnswers(
  fields: readonly FormField[],
  given: Readonly<Record<string, Json>>,
): { readonly content: Record<string, Json> } | { readonly problem: string } {
  const content: Record<string, Json> = {};
  for (const { name, title, required, problem } of fields) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) {
      if (required) return { problem: `${title}: An answer is needed.` };
      continue;
    }
    const wrong = problem(value);
    if (wrong !== undefined) return { problem: `${title}: ${wrong}` };
    content[name] = value;
  }
  return { content };
}

function fieldOf(name: string, property: Property, required: boolean): FormField {
  const choices = choicesOf(property.type === 'array' ? (property.items ?? {}) : property);
  const kind = kindOf(property, choices.length > 0);
  const answer = answerSchema(
    property,
    choices.map(({ value }) => value),
  );
  const problem = (value: Json): string | undefined => {
    const checked = answer.safeParse(value);
    return checked.success ? undefined : (checked.error.issues[0]?.message ?? 'It is not right.');
  };
  const given = property.default;
  return {
    name,
    title: plainLine(property.title ?? name, 100),
    description: plainLine(property.description ?? '', 500),
    required,
    kind,
    choices: choices.map(({ value, title }) => ({ value, title: plainLine(title, 100) })),
    given: given === undefined || problem(given) !== undefined ? undefined : given,
    problem,
  };
}

function kindOf({ type }: Property, hasChoices: boolean): FormField['kind'] {
  if (type === 'boolean') return 'yes-no';
  if (type === 'array') return 'some-of';
  if (type === 'string') return hasChoices ? 'one-of' : 'text';
  return type;
}

function choicesOf(
  given: z.infer<typeof choicesSchema>,
): readonly { readonly value: string; readonly title: string }[] {
  const titled = given.oneOf ?? given.anyOf;
  if (titled !== undefined)
    return titled.map((one) => ({ value: one.const, title: one.title ?? one.const }));
  const { enumNames = [] } = given;
  return (given.enum ?? []).map((value, at) => ({ value, title: enumNames[at] ?? value }));
}

function answerSchema(property: Property, choices: readonly string[]): z.ZodType {
  const { type, minimum, maximum, minItems, maxItems } = property;
  if (type === 'boolean') return z.boolean();
  if (type === 'array') {
    const items = z.array(z.enum(choices)).refine((all) => new Set(all).size === all.length);
    return items
      .refine((all) => all.length >= (minItems ?? 0), `At least ${minItems} are needed.`)
      .refine((all) => all.length <= (maxItems ?? all.length), `At most ${maxItems} are taken.`);
  }
  if (type === 'string') return choices.length > 0 ? z.enum(choices) : textSchema(property);
  const number = type === 'integer' ? z.int() : z.number();
  return number
    .refine((value) => value >= (minimum ?? value), `It must be at least ${minimum}.`)
    .refine((value) => value <= (maximum ?? value), `It must be at most ${maximum}.`);
}

/** A pattern is left to the server: it can be written to run for ever. Lengths are in characters, as in JSON Schema. */
function textSchema({ minLength, maxLength, format }: Property): z.ZodType {
  const text = z
    .string()
    .refine((value) => lengthOf(value) >= (minLength ?? 0), `It is shorter than ${minLength}.`)
    .refine(
      (value) => maxLength === undefined || lengthOf(value) <= maxLength,
      `It is longer than ${maxLength}.`,
    );
  const form = format === undefined ? undefined : FORMATS[format];
  return form === undefined ? text : text.and(form);
}

const FORMATS: Readonly<Record<string, z.ZodType>> = {
  email: z.email('This is no address of mail.'),
  uri: z.url('This is no address of the web.'),
  date: z.iso.date('This is no date such as 2026-01-31.'),
  'date-time': z.iso.datetime({
    offset: true,
    error: 'This is no time such as 2026-01-31T12:00:00Z.',
  }),
};

/** In characters, however many units each takes. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
