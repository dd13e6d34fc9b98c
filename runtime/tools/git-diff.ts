// Tool gitDiff: changes between revisions, or of the working tree.
import * as z from 'zod';
import type { AnyTool, FileStore } from '../ports/index.js';
import { normalizePath } from '../ports/index.js';
import { defineTool } from './define.js';
import { checkRevision, git } from './git.js';

const MAX_CHARS = 200_000;

export function gitDiffTool(workspace: FileStore): AnyTool {
  return defineTool({
    name: 'gitDiff',
    description:
      'A unified diff: of the working tree against HEAD, of what is staged, or between two revisions.',
    effect: 'read',
    positional: [],
    example: "const { text, files } = await gitDiff({ from: 'HEAD~3', to: 'HEAD' })",
    input: z.object({
      from: z.string().optional(),
      to: z.string().optional(),
      path: z.string().optional(),
      staged: z.boolean().default(false),
    }),
    output: z.object({
      text: z.string(),
      files: z.array(z.object({ path: z.string(), added: z.number(), removed: z.number() })),
      truncated: z.boolean(),
    }),
    async run({ from, to, path = '', staged }, { signal }) {
      const clean = normalizePath(path, workspace.root);
      const revisions = [from ?? (staged ? undefined : 'HEAD'), to]
        .filter((r) => r !== undefined)
        .map(checkRevision);
      const common = [
        'diff',
        '--no-ext-diff',
        '--no-textconv',
        '--ignore-submodules=all',
        '--relative',
        ...(staged ? ['--cached'] : []),
      ];
      const target = [...revisions, '--', clean === '' ? '.' : clean];
      const stat = await git(workspace, [...common, '--numstat', ...target], signal);
      const text = await git(workspace, [...common, ...target], signal);
      return {
        text: text.slice(0, MAX_CHARS),
        files: stat
          .split('\n')
          .filter((line) => line !== '')
          .map(parseStat),
        truncated: text.length > MAX_CHARS,
      };
    },
    summarize: (_input, { files }) => `${files.length} changed files`,
  });
}

/** Binary files have `-` instead of counts. */
function parseStat(line: string): { path: string; added: number; removed: number } {
  const [added, removed, ...path] = line.split('\t');
  return { path: path.join('\t'), added: Number(added) || 0, removed: Number(removed) || 0 };
}
