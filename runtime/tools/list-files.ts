// The tool listFiles: paths of the workspace that match a glob, as .gitignore lets a developer see them.
import picomatch from 'picomatch';
import * as z from 'zod';
import { walkWorkspace } from '../code/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { defineTool } from './define.js';

const input = z.object({
  glob: z.string().min(1).max(1000).default('**/*').describe('relative to the workspace'),
  limit: z.int().min(1).max(100_000).default(5000).describe('most paths to return'),
});

const output = z.object({
  files: z.array(z.string()),
  total: z.int(),
  truncated: z.boolean(),
});

/** The tool over one workspace. Hidden, vendored and ignored files and links are left out. */
export function listFilesTool(workspace: FileStore): AnyTool {
  return defineTool({
    name: 'listFiles',
    description:
      'Paths that match a glob. Hidden, vendored and git-ignored files and links are left out; total counts all matches.',
    input,
    output,
    effect: 'read',
    positional: ['glob'],
    example: "const { files } = await listFiles('src/**/*.ts')",
    run: async ({ glob, limit }, { signal }) => {
      const matches = picomatch(glob);
      const files: string[] = [];
      let total = 0;
      for await (const path of walkWorkspace(workspace, { signal })) {
        if (!matches(path)) continue;
        total++;
        if (files.length < limit) files.push(path);
      }
      return { files, total, truncated: total > files.length };
    },
    summarize: (_input, { total }) => `${total} files`,
  });
}
