// Tool repoMap: the most leaned-on files and what they define, within a budget of tokens.
import * as z from 'zod';
import type { CodeIndex, RankedFile } from '../code/index.js';
import type { AnyTool } from '../ports/index.js';
import { defineTool } from './define.js';

const CHARS_PER_TOKEN = 3.6;
const SYMBOLS_PER_FILE = 12;

export function repoMapTool(index: CodeIndex): AnyTool {
  return defineTool({
    name: 'repoMap',
    description:
      'A map of the workspace: files ranked by how much other files use what they define.',
    effect: 'read',
    positional: [],
    example: "const { text } = await repoMap({ tokens: 1500, focus: ['auth'] })",
    input: z.object({
      tokens: z.number().int().min(50).max(20_000).default(1_500),
      focus: z.array(z.string()).default([]),
    }),
    output: z.object({
      text: z.string(),
      files: z.array(
        z.object({ path: z.string(), rank: z.number(), symbols: z.array(z.string()) }),
      ),
      indexedFiles: z.number(),
      complete: z.boolean(),
    }),
    async run({ tokens, focus }, { signal }) {
      await index.update(signal);
      const ranked = index.ranked(focus);
      const files: { path: string; rank: number; symbols: string[] }[] = [];
      let text = '';
      for (const file of ranked) {
        const block = describe(file);
        if ((text.length + block.length) / CHARS_PER_TOKEN > tokens) break;
        text += block;
        files.push({
          path: file.path,
          rank: file.rank,
          symbols: file.symbols.slice(0, SYMBOLS_PER_FILE).map((s) => s.name),
        });
      }
      return { text, files, indexedFiles: ranked.length, complete: index.complete };
    },
    summarize: (_input, { files, indexedFiles }) => `${files.length} of ${indexedFiles} files`,
  });
}

function describe({ path, symbols }: RankedFile): string {
  const lines = symbols
    .slice(0, SYMBOLS_PER_FILE)
    .map((symbol) => `  ${symbol.startLine}: ${symbol.signature}\n`);
  return `${path}\n${lines.join('')}`;
}
