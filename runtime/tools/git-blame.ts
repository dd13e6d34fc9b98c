// Tool gitBlame: who last changed each line, when and why.
import * as z from 'zod';
import type { AnyTool, FileStore } from '../ports/index.js';
import { normalizePath } from '../ports/index.js';
import { defineTool } from './define.js';
import { git } from './git.js';

const MAX_LINES = 500;

const lineSchema = z.object({
  line: z.number(),
  hash: z.string(),
  author: z.string(),
  date: z.string(),
  summary: z.string(),
  text: z.string(),
});

export function gitBlameTool(workspace: FileStore): AnyTool {
  return defineTool({
    name: 'gitBlame',
    description: `Who last changed the lines of a file, as committed. At most ${MAX_LINES} lines at once.`,
    effect: 'read',
    positional: ['path'],
    example: "const { lines } = await gitBlame('src/app.ts', { startLine: 10, endLine: 20 })",
    input: z.object({
      path: z.string().min(1),
      startLine: z.number().int().min(1).default(1),
      endLine: z.number().int().min(1).optional(),
    }),
    output: z.object({ lines: z.array(lineSchema) }),
    async run({ path, startLine, endLine }, { signal }) {
      const clean = normalizePath(path, workspace.root);
      const last = startLine + MAX_LINES - 1;
      const range = `${startLine},${Math.min(endLine ?? last, last)}`;
      // Not every git knows --end-of-options here; the revision is fixed and the path stands behind `--`.
      const { text } = await git(
        workspace,
        ['blame', '--line-porcelain', '--no-textconv', '-L', range, 'HEAD', '--', clean],
        signal,
      );
      return { lines: parseBlame(text) };
    },
    summarize: (_input, { lines }) => `${lines.length} lines`,
  });
}

/** `git blame --line-porcelain`: a header line, fields, then the text after a tab. */
function parseBlame(out: string): z.infer<typeof lineSchema>[] {
  const lines: z.infer<typeof lineSchema>[] = [];
  let current = { line: 0, hash: '', author: '', date: '', summary: '' };
  for (const row of out.split('\n')) {
    const header = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(row);
    if (header !== null) current = { ...current, hash: header[1] ?? '', line: Number(header[2]) };
    else if (row.startsWith('author ')) current = { ...current, author: row.slice(7) };
    else if (row.startsWith('author-time '))
      current = { ...current, date: new Date(Number(row.slice(12)) * 1000).toISOString() };
    else if (row.startsWith('summary ')) current = { ...current, summary: row.slice(8) };
    else if (row.startsWith('\t')) lines.push({ ...current, text: row.slice(1) });
  }
  return lines;
}
