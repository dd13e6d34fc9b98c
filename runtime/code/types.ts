// What parsing a file yields, as it crosses from the worker to its client.
import * as z from 'zod';

export interface CodeSymbol {
  readonly name: string;
  /** `function`, `method`, `class`, `interface`, `constant` … */
  readonly kind: string;
  /** 1-based, both inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** First line of the definition, without its body. */
  readonly signature: string;
  readonly doc?: string | undefined;
  readonly children?: readonly CodeSymbol[] | undefined;
}

export const codeSymbol: z.ZodType<CodeSymbol> = z.object({
  name: z.string(),
  kind: z.string(),
  startLine: z.number().int(),
  endLine: z.number().int(),
  signature: z.string(),
  doc: z.string().optional(),
  get children() {
    return z.array(codeSymbol).optional();
  },
});

export const parsedFile = z.object({
  symbols: z.array(codeSymbol),
  imports: z.array(z.string()),
  /** Every identifier of the file and how often it stands there. */
  references: z.array(z.tuple([z.string(), z.number().int()])),
  /** Whether the grammar found parts it could not read. */
  hasErrors: z.boolean(),
});
export type ParsedFile = z.infer<typeof parsedFile>;

export const capture = z.object({
  name: z.string(),
  type: z.string(),
  text: z.string(),
  startLine: z.number().int(),
  endLine: z.number().int(),
});
export type Capture = z.infer<typeof capture>;
