// Tool parseAst: the syntax tree of some lines, or what a tree-sitter query captures.
import * as z from 'zod';
import type { CodeService } from '../code/index.js';
import { languageOf } from '../code/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { defineTool } from './define.js';
import { readTextFile } from './text-file.js';

const TREE_CHARS = 40_000;
const MAX_CAPTURES = 2_000;

export function parseAstTool(workspace: FileStore, code: CodeService): AnyTool {
  return defineTool({
    name: 'parseAst',
    description:
      'Parses a file with tree-sitter: an S-expression of some lines, or the captures of a query.',
    effect: 'read',
    positional: ['path'],
    example:
      "const { captures } = await parseAst('src/app.ts', { query: '(call_expression function: (identifier) @callee)' })",
    input: z.object({
      path: z.string().min(1),
      startLine: z.number().int().min(1).default(1),
      endLine: z.number().int().min(1).default(200),
      query: z.string().optional(),
    }),
    output: z.object({
      path: z.string(),
      language: z.string().nullable(),
      tree: z.string().optional(),
      captures: z
        .array(
          z.object({
            name: z.string(),
            startLine: z.number(),
            endLine: z.number(),
            text: z.string(),
          }),
        )
        .optional(),
      truncated: z.boolean(),
    }),
    async run({ path, startLine, endLine, query }, { signal }) {
      const file = await readTextFile(workspace, path, signal);
      const common = { path: file.path, language: languageOf(file.path)?.name ?? null };
      if (query === undefined) {
        const tree =
          (await code.syntax(file.path, file.text, { startLine, endLine }, signal)) ?? '';
        return { ...common, tree: tree.slice(0, TREE_CHARS), truncated: tree.length > TREE_CHARS };
      }
      const captures = (await code.query(file.path, file.text, query, signal)) ?? [];
      return {
        ...common,
        captures: captures.slice(0, MAX_CAPTURES),
        truncated: captures.length > MAX_CAPTURES,
      };
    },
  });
}
