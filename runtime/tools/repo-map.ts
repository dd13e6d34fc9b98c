// The tool repoMap: the most used files of the workspace and what they define, within a budget of tokens.
import * as z from 'zod';
import { type CodeIndex, flatten, type RankedFile } from '../code/index.js';
import type { AnyTool } from '../ports/index.js';
import { defineTool } from './define.js';

/** A careful estimate for source text: most tokenizers need fewer tokens. */
const CHARS_PER_TOKEN = 3;
const SYMBOLS_PER_FILE = 12;

const mappedFile = z.object({ path: z.string(), rank: z.number(), symbols: z.array(z.string()) });
type MappedFile = z.infer<typeof mappedFile>;

/** Files by rank, each with its first definitions, as text and as rows. */
export function createRepoMapTool(index: CodeIndex): AnyTool {
  return defineTool({
    name: 'repoMap',
    description:
      'Maps the workspace: its most used files with their definitions, within a number of tokens (estimated).',
    input: z.object({
      tokens: z.number().int().min(1).max(100_000).default(1500),
      focus: z.array(z.string().min(1)).default([]),
    }),
    output: z.object({ text: z.string(), files: z.array(mappedFile) }),
    effect: 'read',
    positional: [],
    example: "await repoMap({ tokens: 1200, focus: ['src/auth'] })",
    summarize: (_input, { files }) => `${files.length} files mapped`,
    async run({ tokens, focus }, { signal }) {
      await index.refresh(signal);
      return mapWithin(await index.ranked(focus, signal), tokens * CHARS_PER_TOKEN);
    },
  });
}

/** Takes files in order of rank until the next one does not fit. */
function mapWithin(
  ranked: readonly RankedFile[],
  chars: number,
): { text: string; files: MappedFile[] } {
  let text = '';
  const files: MappedFile[] = [];
  for (const { path, rank, symbols } of ranked) {
    const shown = flatten(symbols).slice(0, SYMBOLS_PER_FILE);
    const block = [path, ...shown.map((s) => `  ${s.startLine}: ${s.signature}`)].join('\n');
    if (text.length + block.length + 1 > chars) break;
    text += `${block}\n`;
    files.push({ path, rank, symbols: shown.map(({ name }) => name) });
  }
  return { text, files };
}
