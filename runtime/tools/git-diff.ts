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
        '--no-color',
        '--no-ext-diff',
        '--no-textconv',
        '--ignore-submodules=all',
        '--relative',
        ...(staged ? ['--cached'] : []),
      ];
      const target = ['--end-of-options', ...revisions, '--', clean === '' ? '.' : clean];
      const stat = await git(workspace, [...common, '--numstat', '-z', ...target], signal);
      const diff = await git(workspace, [...common, ...target], signal);
      return {
        text: diff.text.slice(0, MAX_CHARS),
        files: parseStats(stat.text),
        truncated: diff.text.length > MAX_CHARS || diff.truncated || stat.truncated,
      };
    },
    summarize: (_input, { files }) => `${files.length} changed files`,
  });
}

interface FileChange {
  readonly path: string;
  readonly added: number;
  readonly removed: number;
}

/** Records `added TAB removed TAB path NUL`; of a renamed file the path is empty, and old and new path follow. */
function parseStats(text: string): FileChange[] {
  const files: FileChange[] = [];
  const parts = text.split('\0').values();
  for (const part of parts) {
    const [added, removed, ...rest] = part.split('\t');
    if (rest.length === 0) continue;
    const inPlace = rest.join('\t');
    if (inPlace === '') parts.next();
    const path = inPlace === '' ? (parts.next().value ?? '') : inPlace;
    // Binary files have `-` instead of counts.
    files.push({ path, added: Number(added) || 0, removed: Number(removed) || 0 });
  }
  return files;
}
