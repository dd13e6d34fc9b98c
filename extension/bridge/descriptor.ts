// How a request of the page is declared: what goes in and what comes out, both checked.
import * as z from 'zod';

/** A request of the webview with its answer. */
export interface RequestDescriptor<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
}

/** A schema, or a function that makes it. */
type Declared<S extends z.ZodType> = S | (() => S);

/**
 * What a function makes is made when it is used for the first time: to make all schemas takes a good part of the time in
 * which a page has to open, and most are of views that are not shown. `z.lazy` around larger parts is for that too.
 */
export function request<I extends z.ZodType, O extends z.ZodType>(
  input: Declared<I>,
  output: Declared<O>,
): RequestDescriptor<I, O> {
  const made: { input?: I; output?: O } = {};
  return {
    get input() {
      made.input ??= schemaOf(input);
      return made.input;
    },
    get output() {
      made.output ??= schemaOf(output);
      return made.output;
    },
  };
}

const schemaOf = <S extends z.ZodType>(declared: Declared<S>): S =>
  typeof declared === 'function' ? declared() : declared;

export const nothing = z.object({});
