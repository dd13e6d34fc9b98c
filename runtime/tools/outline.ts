// Tool outline: what a file defines, with line ranges, signatures and doc comments.
import * as z from 'zod';
import type { CodeService } from '../code/index.js';
import { codeSymbolSchema, languageOf } from '../code/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { defineTool } from './define.js';
import { readTextFile } from './text-file.js';

export function outlineTool(workspace: FileStore, code: CodeService): AnyTool {
  return defineTool({
    name: 'outline',
    description:
      'Lists the functions, classes and types of a file. "language" is null when it cannot be parsed.',
    effect: 'read',
    positional: ['path'],
    example: "const { symbols } = await outline('src/app.ts')",
    input: z.object({ path: z.string().min(1) }),
    output: z.object({
      path: z.string(),
      language: z.string().nullable(),
      symbols: z.array(codeSymbolSchema),
      damaged: z.boolean(),
    }),
    async run({ path }, { signal }) {
      const file = await readTextFile(workspace, path, signal);
      const outline = await code.outline(file.path, file.text, signal);
      return {
        path: file.path,
        language: languageOf(file.path)?.name ?? null,
        symbols: outline === undefined ? [] : [...outline.symbols],
        damaged: outline?.damaged ?? false,
      };
    },
    summarize: (_input, { symbols, language }) =>
      language === null ? 'no parser for this language' : `${symbols.length} symbols`,
  });
}
