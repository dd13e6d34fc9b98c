// Tool gitLog: the latest commits, of the workspace or of one path.
import * as z from 'zod';
import type { AnyTool, FileStore } from '../ports/index.js';
import { normalizePath } from '../ports/index.js';
import { defineTool } from './define.js';
import { git } from './git.js';

const commitSchema = z.object({
  hash: z.string(),
  author: z.string(),
  date: z.string(),
  subject: z.string(),
  files: z.array(z.string()),
});
const FIELD = '\x1f';
const RECORD = '\x1e';

export function gitLogTool(workspace: FileStore): AnyTool {
  return defineTool({
    name: 'gitLog',
    description: 'The latest commits, newest first; of one path, or whose message contains "grep".',
    effect: 'read',
    positional: [],
    example: "const { commits } = await gitLog({ path: 'src/app.ts', limit: 10 })",
    input: z.object({
      path: z.string().optional(),
      grep: z.string().optional(),
      limit: z.number().int().min(1).max(500).default(20),
    }),
    output: z.object({ commits: z.array(commitSchema) }),
    async run({ path = '', grep, limit }, { signal }) {
      const clean = normalizePath(path, workspace.root);
      const { text, truncated } = await git(
        workspace,
        [
          'log',
          `--max-count=${limit}`,
          `--format=${RECORD}%H${FIELD}%an${FIELD}%aI${FIELD}%s`,
          '--name-only',
          '--relative',
          '--no-color',
          '--no-ext-diff',
          '--no-textconv',
          ...(grep === undefined
            ? []
            : [`--grep=${grep}`, '--fixed-strings', '--regexp-ignore-case']),
          '--end-of-options',
          'HEAD',
          '--',
          clean === '' ? '.' : clean,
        ],
        signal,
      );
      const commits = text.split(RECORD).slice(1).map(parseCommit);
      return { commits: truncated ? commits.slice(0, -1) : commits };
    },
    summarize: (_input, { commits }) => `${commits.length} commits`,
  });
}

function parseCommit(text: string): z.infer<typeof commitSchema> {
  const [head = '', ...rest] = text.split('\n');
  const [hash = '', author = '', date = '', ...subject] = head.split(FIELD);
  const files = rest.filter((line) => line !== '');
  return { hash, author, date, subject: subject.join(FIELD), files };
}
