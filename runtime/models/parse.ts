// Reads a model's answer back into the signature's output, in either form, and says exactly what is wrong with it.
import * as z from 'zod';
import type { Field } from './fields.js';
import { fieldsOf } from './fields.js';
import { END_MARKER, markerName } from './format.js';
import type { Signature } from './signature.js';

export type Parsed<T> =
  | { readonly ok: true; readonly output: T }
  /** `reason` is written for the model: it names the field and what to change. */
  | { readonly ok: false; readonly reason: string };

type OutputOf<O extends z.ZodObject> = Pick<Signature<z.ZodObject, O>, 'output'>;

/** Reads an answer in marked fields. */
export function parseText<O extends z.ZodObject>(
  signature: OutputOf<O>,
  text: string,
): Parsed<z.infer<O>> {
  const fields = fieldsOf(signature.output);
  const found = splitFields(text, fields);
  const only = fields.length === 1 ? fields[0] : undefined;
  // A lone text field needs no marker to be understood.
  if (found.size === 0 && only?.kind === 'text' && text.trim() !== '') {
    found.set(only.name, text.trim());
  }
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const raw = found.get(field.name);
    if (raw === undefined) {
      if (field.optional) continue;
      return { ok: false, reason: `The field "${field.name}" is missing.` };
    }
    const value = readField(field, raw);
    if (!value.ok) return value;
    values[field.name] = value.output;
  }
  return check(signature, values);
}

/** Reads the arguments of the native tool call. */
export function parseTool<O extends z.ZodObject>(
  signature: OutputOf<O>,
  input: string,
): Parsed<z.infer<O>> {
  const value = readJson(input);
  if (!value.ok) return { ok: false, reason: `The tool's arguments are ${value.reason}` };
  return check(signature, value.output);
}

/** Reads an answer in either form, as a trace keeps it. */
export function readOutput<O extends z.ZodObject>(
  signature: OutputOf<O>,
  answer: string,
): Parsed<z.infer<O>> {
  const text = parseText(signature, answer);
  if (text.ok || !answer.trimStart().startsWith('{')) return text;
  const tool = parseTool(signature, answer);
  return tool.ok ? tool : text;
}

function check<O extends z.ZodObject>(signature: OutputOf<O>, values: unknown): Parsed<z.infer<O>> {
  const result = signature.output.safeParse(values);
  return result.success
    ? { ok: true, output: result.data }
    : { ok: false, reason: z.prettifyError(result.error) };
}

function splitFields(text: string, fields: readonly Field[]): Map<string, string> {
  const known = new Set([...fields.map((field) => field.name), END_MARKER]);
  const found = new Map<string, string>();
  let current: string | undefined;
  let lines: string[] = [];
  const close = (): void => {
    if (current !== undefined && current !== END_MARKER) {
      found.set(current, trimField(lines.join('\n')));
    }
    lines = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const name = markerName(line);
    if (name !== undefined && known.delete(name)) {
      close();
      current = name;
    } else lines.push(line);
  }
  close();
  return found;
}

/** Drops blank lines around a field, but keeps the indentation of its first line. */
export function trimField(text: string): string {
  return text.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd();
}

function readField(field: Field, raw: string): Parsed<unknown> {
  if (field.kind === 'text') {
    return { ok: true, output: field.syntax === undefined ? raw : withoutFence(raw) };
  }
  const value = readJson(withoutFence(raw));
  if (value.ok) return value;
  return { ok: false, reason: `The field "${field.name}" (${field.type}) is ${value.reason}` };
}

function readJson(text: string): Parsed<unknown> {
  try {
    return { ok: true, output: JSON.parse(text) as unknown };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: `not valid JSON: ${detail}` };
  }
}

/** The inside of a text that is one fenced block and nothing else. */
function withoutFence(text: string): string {
  return /^\s*(`{3,})[^\n`]*\n([\s\S]*?)\n?\s*\1\s*$/.exec(text)?.[2] ?? text;
}
