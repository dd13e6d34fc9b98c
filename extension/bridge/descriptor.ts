// How a request of the page is declared: what goes in and what comes out, both checked.
import * as z from 'zod';

/** A request of the webview with its answer. */
export interface RequestDescriptor<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
}

/**
 * Each schema is made when it is used for the first time: to make all of them takes a good part of the time in which a
 * page has to open, and most are of views that are not shown. `z.lazy` around the larger parts of one is for that too.
 */
export function request<I extends z.ZodType, O extends z.ZodType>(
  input: () => I,
  output: () => O,
): RequestDescriptor<I, O> {
  const made: { input?: I; output?: O } = {};
  return {
    get input() {
      made.input ??= input();
      return made.input;
    },
    get output() {
      made.output ??= output();
      return made.output;
    },
  };
}

export const nothing = z.object({});
