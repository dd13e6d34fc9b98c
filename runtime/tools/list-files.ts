// Tool listFiles: paths that match a glob.
import picomatch from 'picomatch';
import * as z from 'zod';
import { noSkips, walkWorkspace } from '../code/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { defineTool } from './define.js';

export function listFilesTool(workspace: FileStore): AnyTool {
  return defineTool({
    name: 'listFiles',
    description:
      'Lists files by glob. Ignored, hidden and vendored files are left out and counted in "skipped".',
    effect: 'read',
    positional: ['glob'],
    example: "const { files } = await listFiles('src/**/*.ts')",
    input: z.object({
      glob: z.string().default('**/*'),
      limit: z.number().int().min(1).max(100_000).default(5_000),
    }),
    output: z.object({
      files: z.array(z.string()),
      total: z.number(),
      truncated: z.boolean(),
      skipped: z.object({
        hidden: z.number(),
        vendored: z.number(),
        ignored: z.number(),
        links: z.number(),
      }),
    }),
    async run({ glob, limit }, { signal }) {
      const matches = matcher(glob);
      const skipped = noSkips();
      const files: string[] = [];
      let total = 0;
      for await (const path of walkWorkspace(workspace, { signal }, skipped)) {
        if (!matches(path)) continue;
        total++;
        if (files.length < limit) files.push(path);
      }
      return { files, total, truncated: total > files.length, skipped };
    },
    summarize: (_input, { total }) => `${total} files`,
  });
}

/** A glob without a slash matches names in every folder. */
export function matcher(glob: string): (path: string) => boolean {
  return picomatch(glob.includes('/') ? glob : `**/${glob}`, { dot: true });
}
