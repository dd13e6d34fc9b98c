// Tool readFile: a range of lines of a text file.
import * as z from 'zod';
import type { AnyTool, FileStore } from '../ports/index.js';
import { defineTool } from './define.js';
import { readTextFile } from './text-file.js';

const MAX_LINES = 5_000;
const MAX_CHARS = 400_000;

export function readFileTool(workspace: FileStore): AnyTool {
  return defineTool({
    name: 'readFile',
    description: 'Reads a text file, or a range of its lines.',
    effect: 'read',
    positional: ['path'],
    example: "const { text } = await readFile('src/app.ts', { startLine: 1, endLine: 80 })",
    input: z.object({
      path: z.string().min(1),
      startLine: z.number().int().min(1).optional(),
      endLine: z.number().int().min(1).optional(),
    }),
    output: z.object({
      path: z.string(),
      text: z.string(),
      startLine: z.number(),
      endLine: z.number(),
      totalLines: z.number(),
      truncated: z.boolean(),
    }),
    async run({ path, startLine = 1, endLine = Infinity }, { signal }) {
      const file = await readTextFile(workspace, path, signal);
      const lines = file.text.split('\n');
      const last = Math.min(lines.length, endLine, startLine + MAX_LINES - 1);
      const whole = lines.slice(startLine - 1, last).join('\n');
      return {
        path: file.path,
        text: whole.slice(0, MAX_CHARS),
        startLine,
        endLine: last,
        totalLines: lines.length,
        truncated: whole.length > MAX_CHARS || last < Math.min(lines.length, endLine),
      };
    },
    summarize: (_input, { startLine, endLine, totalLines }) =>
      `lines ${startLine} to ${endLine} of ${totalLines}`,
  });
}
