// How a request of the page is declared: what goes in and what comes out, both checked.
import * as z from 'zod';

/** A request of the webview with its answer. */
export interface RequestDescriptor<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
}

export const request = <I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): RequestDescriptor<I, O> => ({ input, output });

export const nothing = z.object({});
