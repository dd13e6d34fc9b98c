// Examples to optimise on: recorded model calls with what became of them, or a file of inputs and expectations.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Json, jsonSchema, MemfunError, type RunEvent } from '../../core/index.js';
import { readInput, readOutput, type Signature } from '../../models/index.js';
import { isCut, modelsOf, type TraceRecord } from '../../traces/index.js';
import { turnOutcomes } from './outcome.js';

export interface Example {
  readonly id: string;
  /** Examples of one group never stand on both sides of the held-out gate. */
  readonly group: string;
  readonly input: Json;
  /** An output that is known to be good. */
  readonly expected?: Json | undefined;
  /** What an answer must hold or not hold, as text. */
  readonly check?: TextCheck | undefined;
  /** What was answered then, and what became of it. */
  readonly earlier?: { readonly output: Json; readonly outcome: string } | undefined;
}

export const textCheckSchema = z.strictObject({
  contains: z.array(z.string()).optional(),
  excludes: z.array(z.string()).optional(),
  /** A regular expression. */
  matches: z.string().optional(),
  maxChars: z.number().int().min(1).optional(),
});
export type TextCheck = z.infer<typeof textCheckSchema>;

const lineSchema = z.strictObject({
  input: jsonSchema,
  expected: jsonSchema.optional(),
  check: textCheckSchema.optional(),
  group: z.string().optional(),
});

/** A line of a file of examples is not what it should be. */
export class ExampleFileError extends MemfunError {
  readonly code = 'optimize.example-file';
  constructor(line: number, problem: string) {
    super(`Line ${line} of the examples: ${problem}`, {
      remedy:
        'Each line is {"input": {…}, "expected": {…}} or {"input": {…}, "check": {"contains": ["…"]}} with the fields of the signature.',
    });
  }
}

/**
 * Calls of a signature in recorded runs. Those of a good turn expect what was answered then; those of a bad one carry
 * what was wrong. The same input counts once, the newest first. Calls that were too large to be kept whole are left out.
 * @param more events of the conversations: what the user did after a run
 */
export function examplesFromTraces(
  signature: Signature,
  records: readonly TraceRecord[],
  more: readonly RunEvent[] = [],
): readonly Example[] {
  const outcomes = turnOutcomes([...records.flatMap(({ events }) => events), ...more]);
  const found = new Map<string, Example>();
  for (const { turnId, sessionId, events } of records) {
    const outcome = outcomes.get(turnId) ?? { verdict: 'unknown', feedback: '' };
    for (const { call, exchange } of modelsOf(events, (one) => one.signature === signature.name)) {
      const prompt = exchange?.messages.find(({ role }) => role === 'user')?.text;
      if (prompt === undefined || exchange === undefined || !call.ok) continue;
      if (isCut(prompt) || isCut(exchange.answer)) continue;
      const input = readInput(signature, prompt);
      const output = readOutput(signature, exchange.answer);
      if (input === undefined) continue;
      const id = nameOf(input as Json);
      if (found.has(id)) continue;
      const answered = output.ok ? (output.output as Json) : exchange.answer;
      const isGood = output.ok && outcome.verdict !== 'bad';
      found.set(id, {
        id,
        group: sessionId,
        input: input as Json,
        ...(isGood ? { expected: answered } : {}),
        earlier: {
          output: answered,
          outcome: output.ok ? outcome.feedback : `It could not be read: ${output.reason}`,
        },
      });
    }
  }
  return [...found.values()];
}

/** From JSON lines. Blank lines are left out. @throws ExampleFileError naming the line */
export function examplesFromJsonl(signature: Signature, text: string): readonly Example[] {
  const found = new Map<string, Example>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const { input, expected, check, group } = readLine(line, index + 1);
    const good = signature.input.safeParse(input);
    if (!good.success)
      throw new ExampleFileError(
        index + 1,
        `"input" is not one of ${signature.name}: ${z.prettifyError(good.error)}`,
      );
    if (expected === undefined && check === undefined)
      throw new ExampleFileError(index + 1, 'it has neither "expected" nor "check".');
    const answer = signature.output.partial().safeParse(expected ?? {});
    if (!answer.success)
      throw new ExampleFileError(
        index + 1,
        `"expected" is not one of ${signature.name}: ${z.prettifyError(answer.error)}`,
      );
    const id = nameOf(input);
    found.set(id, { id, group: group ?? id, input, expected, check });
  }
  return [...found.values()];
}

function readLine(line: string, number: number): z.infer<typeof lineSchema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new ExampleFileError(number, error instanceof Error ? error.message : 'it is no JSON.');
  }
  const read = lineSchema.safeParse(value);
  if (!read.success) throw new ExampleFileError(number, z.prettifyError(read.error));
  const { matches } = read.data.check ?? {};
  if (matches !== undefined && !isPattern(matches))
    throw new ExampleFileError(number, `"${matches}" is no regular expression.`);
  return read.data;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

function nameOf(input: Json): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex').slice(0, 16);
}
