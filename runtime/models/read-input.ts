// Reads the input of a signature back from the prompt that it was written into: the way from a trace to an example.
import type * as z from 'zod';
import type { Field } from './fields.js';
import { fieldsOf } from './fields.js';
import { markerName, renderInputParts } from './format.js';
import type { Signature } from './signature.js';

/**
 * The inverse of writing an input. What is given back reads exactly like the prompt when it is written again.
 * @returns `undefined` when the prompt is not one of this signature, or was cut or changed
 */
export function readInput<I extends z.ZodObject>(
  signature: Signature<I>,
  prompt: string,
): z.infer<I> | undefined {
  const texts = fieldTexts(prompt, fieldsOf(signature.input));
  const values: Record<string, unknown> = {};
  try {
    for (const field of fieldsOf(signature.input)) {
      const text = texts.get(field.name);
      if (text !== undefined)
        values[field.name] = field.kind === 'text' ? text : readJson(field, text);
    }
  } catch {
    return undefined;
  }
  const input = signature.input.safeParse(values);
  if (!input.success) return undefined;
  return renderInputParts(signature, input.data).join('\n') === prompt ? input.data : undefined;
}

function fieldTexts(prompt: string, fields: readonly Field[]): ReadonlyMap<string, string> {
  const known = new Set(fields.map(({ name }) => name));
  const found = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of prompt.split('\n')) {
    const name = markerName(line);
    if (name !== undefined && known.delete(name)) {
      current = [];
      found.set(name, current);
    } else current?.push(line);
  }
  return new Map([...found].map(([name, lines]) => [name, lines.join('\n')]));
}

/** Lists are itemised; all else is JSON. @throws SyntaxError */
function readJson({ type }: Field, text: string): unknown {
  if (text === '(none)') return [];
  if (!text.startsWith('[1] ')) return JSON.parse(text);
  const items: string[][] = [];
  for (const line of text.split('\n')) {
    const start = `[${items.length + 1}] `;
    if (line.startsWith(start)) items.push([line.slice(start.length)]);
    else items.at(-1)?.push(line);
  }
  return items.map((lines) => (type === 'string[]' ? readText(lines) : readItem(lines)));
}

/** A text of several lines stands behind bars. */
function readText([first = '', ...rest]: readonly string[]): string {
  return rest.length === 0 ? first : rest.map(unbarred).join('\n');
}

/** The short fields as JSON, then each text of several lines under its name. @throws SyntaxError */
function readItem([first = '', ...rest]: readonly string[]): unknown {
  const short = JSON.parse(first) as unknown;
  if (rest.length === 0) return short;
  const long: Record<string, string[]> = {};
  let current: string[] | undefined;
  for (const line of rest) {
    if (line.startsWith('| ')) current?.push(unbarred(line));
    else long[line.slice(0, -1)] = current = [];
  }
  return {
    ...(short as object),
    ...Object.fromEntries(Object.entries(long).map(([name, lines]) => [name, lines.join('\n')])),
  };
}

function unbarred(line: string): string {
  return line.slice(2);
}
