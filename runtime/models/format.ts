// How a signature reads on the wire: a stable system part, the input in marked fields, the answer in marked fields.
import type * as z from 'zod';
import type { Field } from './fields.js';
import { fieldsOf } from './fields.js';
import type { Signature } from './signature.js';

/** How the model is asked to answer: marked text fields, or one forced native tool. */
export type AnswerForm = 'text' | 'tool';

export const END_MARKER = 'end';

/** The line that opens a field. */
export function marker(name: string): string {
  return `<<< ${name} >>>`;
}

/** The field that a line opens, or `undefined` for ordinary lines. */
export function markerName(line: string): string | undefined {
  return /^\s*<<<\s*([A-Za-z_]\w*)\s*>>>\s*$/.exec(line)?.[1];
}

/** Name of the native tool that carries the answer of a signature. */
export function toolName(signature: Signature): string {
  return signature.tool?.name ?? signature.name.replaceAll(/\W/g, '_');
}

/** The part of the prompt that is the same in every call of the signature, so that providers can cache it. */
export function renderSystem(signature: Signature, form: AnswerForm): string {
  const parts = [
    signature.instructions,
    `## What you are given\nEvery field stands under a line with its name.\n${describe(fieldsOf(signature.input))}`,
    form === 'text' ? textAnswer(signature) : toolAnswer(signature),
  ];
  for (const [index, example] of signature.examples.entries()) {
    const answer =
      form === 'text' ? renderOutput(signature, example.output) : JSON.stringify(example.output);
    parts.push(
      `## Example ${index + 1}\n${renderInput(signature, example.input)}\n\nAnswer:\n${answer}`,
    );
  }
  return parts.join('\n\n');
}

function textAnswer(signature: Signature): string {
  const fields = fieldsOf(signature.output);
  const skeleton = fields.map((field) => `${marker(field.name)}\n${placeholder(field)}`).join('\n');
  return `## How to answer
Write exactly these fields, each under its marker line, and nothing before, between or after them. Text and code stand as they are: not quoted, not escaped, not fenced. Everything else is JSON.
${describe(fields)}

${skeleton}
${marker(END_MARKER)}`;
}

function toolAnswer(signature: Signature): string {
  return `## How to answer\nCall the tool ${toolName(signature)} once. Its arguments are your whole answer.`;
}

function placeholder(field: Field): string {
  if (field.kind === 'json') return `(JSON: ${field.type})`;
  return field.syntax === undefined ? '(text)' : `(${field.syntax})`;
}

function describe(fields: readonly Field[]): string {
  return fields
    .map((field) => {
      const note = field.description === undefined ? '' : `: ${field.description}`;
      return `- ${field.name} (${field.type}${field.optional ? ', optional' : ''})${note}`;
    })
    .join('\n');
}

/**
 * The input fields under their markers, in the order of the schema. Lines of the input that look like markers are
 * barred, so that a text which was read somewhere cannot pose as another field.
 */
export function renderInput<I extends z.ZodObject>(
  signature: Signature<I>,
  input: z.infer<I>,
): string {
  return renderInputParts(signature, input).join('\n');
}

/** The same in two parts: what stays the same from call to call, and what changes. A part may be empty. */
export function renderInputParts<I extends z.ZodObject>(
  signature: Signature<I>,
  input: z.infer<I>,
): readonly string[] {
  const plain = (text: string): string =>
    text.replaceAll(/^[ \t]*<<<[ \t]*\w+[ \t]*>>>[ \t]*$/gm, '| $&');
  const write = { text: plain, structured: readable };
  const steady = new Set<string>(signature.steady);
  const part = (wanted: boolean): string =>
    renderFields(
      signature.input,
      Object.fromEntries(Object.entries(input).filter(([name]) => steady.has(name) === wanted)),
      write,
    );
  return [part(true), part(false)].filter((text) => text !== '');
}

/** An output in the text form, as a model would write it. The inverse of `parseText`. */
export function renderOutput<O extends z.ZodObject>(
  signature: Pick<Signature<z.ZodObject, O>, 'output'>,
  output: z.infer<O>,
): string {
  const body = renderFields(signature.output, output, {
    text: (value) => value,
    structured: (value) => JSON.stringify(value),
  });
  return `${body}\n${marker(END_MARKER)}`;
}

function renderFields(
  schema: z.ZodObject,
  values: Readonly<Record<string, unknown>>,
  write: {
    readonly text: (value: string) => string;
    readonly structured: (value: unknown) => string;
  },
): string {
  const parts: string[] = [];
  for (const field of fieldsOf(schema)) {
    const value = values[field.name];
    if (value === undefined) continue;
    const isText = typeof value === 'string' && field.kind === 'text';
    const text = isText ? write.text(value) : write.structured(value);
    parts.push(`${marker(field.name)}\n${text}`);
  }
  return parts.join('\n');
}

/** Structured input for reading: lists are itemised and texts of several lines stand behind bars, unescaped. */
function readable(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length === 0) return '(none)';
  return value.map((item: unknown, index) => `[${index + 1}] ${itemText(item)}`).join('\n');
}

function itemText(item: unknown): string {
  if (typeof item === 'string') return item.includes('\n') ? `\n${barred(item)}` : item;
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return JSON.stringify(item);
  const entries = Object.entries(item as Readonly<Record<string, unknown>>);
  const long = entries.filter(([, v]) => typeof v === 'string' && v.includes('\n'));
  const short = Object.fromEntries(
    entries.filter(([, v]) => !(typeof v === 'string' && v.includes('\n'))),
  );
  const blocks = long.map(([name, text]) => `\n${name}:\n${barred(String(text))}`);
  return `${JSON.stringify(short)}${blocks.join('')}`;
}

function barred(text: string): string {
  return text.replaceAll(/^/gm, '| ');
}
