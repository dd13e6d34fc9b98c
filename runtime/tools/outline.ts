// The tool outline: what a file defines.
import * as z from 'zod';
import { type CodeService, codeSymbol, decodeText, languageOf } from '../code/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { defineTool } from './define.js';

/** Nested symbols of one file; no symbols and `language: null` when its language is not supported. */
export function createOutlineTool(workspace: FileStore, code: CodeService): AnyTool {
  return defineTool({
    name: 'outline',
    description: 'Lists the definitions of a file with their lines; language is null when unknown.',
    input: z.object({ path: z.string().min(1) }),
    output: z.object({
      path: z.string(),
      language: z.string().nullable(),
      symbols: z.array(codeSymbol),
    }),
    effect: 'read',
    positional: ['path'],
    example: "await outline('src/server.ts')",
    summarize: ({ path }, { symbols }) => `${symbols.length} definitions in ${path}`,
    async run({ path }, { signal }) {
      const decoded = decodeText(await workspace.read(path, signal));
      const language = languageOf(path);
      if (language === undefined || decoded.binary) return { path, language: null, symbols: [] };
      const { symbols } = await code.parse(decoded.text, language, signal);
      return { path, language: language.name, symbols };
    },
  });
}
