// A rule: answers one signature without a language model, as a pure function of its checked input.
import type * as z from 'zod';
import type { Signature } from '../signature.js';

export interface Rule<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> {
  readonly signature: Signature<I, O>;
  readonly answer: (input: z.infer<I>) => z.infer<O>;
}

/** A rule whose types are forgotten: takes what came over the wire, gives an output of its signature. */
export interface AnyRule {
  readonly name: string;
  /** The output's schema, which decides how it is written. */
  readonly output: z.ZodObject;
  /** @throws z.ZodError when the input is not the signature's */
  readonly answer: (input: unknown) => Readonly<Record<string, unknown>>;
}

export function defineRule<I extends z.ZodObject, O extends z.ZodObject>(
  rule: Rule<I, O>,
): AnyRule {
  const { signature } = rule;
  return {
    name: signature.name,
    output: signature.output,
    answer: (input) => signature.output.parse(rule.answer(signature.input.parse(input))),
  };
}
