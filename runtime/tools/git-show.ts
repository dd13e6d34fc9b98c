// Tool gitShow: one commit with its message and diff, or a file as it was then.
import * as z from 'zod';
import type { AnyTool, FileStore } from '../ports/index.js';
import { normalizePath } from '../ports/index.js';
import { defineTool } from './define.js';
import { checkRevision, git } from './git.js';

const MAX_CHARS = 200_000;
const FIELD = '\x1f';

export function gitShowTool(workspace: FileStore): AnyTool {
  return defineTool({
    name: 'gitShow',
    description:
      'One commit: its message and diff, of all files or of one path; with "content" also that file as it was then.',
    effect: 'read',
    positional: ['revision'],
    example: "const { message, diff } = await gitShow('HEAD~1', { path: 'src/app.ts' })",
    input: z.object({
      revision: z.string().default('HEAD'),
      path: z.string().optional(),
      content: z.boolean().default(false).describe('needs a path'),
    }),
    output: z.object({
      hash: z.string(),
      author: z.string(),
      date: z.string(),
      message: z.string(),
      diff: z.string(),
      content: z.string().optional(),
      truncated: z.boolean(),
    }),
    async run({ revision, path = '', content }, { signal }) {
      const commit = checkRevision(revision);
      const clean = normalizePath(path, workspace.root);
      const format = `--format=%H${FIELD}%an${FIELD}%aI${FIELD}%B`;
      const log = ['log', '--max-count=1', '--no-color', format, '--end-of-options', commit, '--'];
      const head = await git(workspace, log, signal);
      const [hash = '', author = '', date = '', ...message] = head.text.split(FIELD);
      const show = ['show', '--format=', '--no-color', '--no-ext-diff', '--no-textconv'];
      const only = ['--relative', '--end-of-options', commit, '--', clean === '' ? '.' : clean];
      const diff = await git(workspace, [...show, ...only], signal);
      const then =
        content && clean !== ''
          ? await git(workspace, ['show', '--end-of-options', `${commit}:./${clean}`], signal)
          : undefined;
      return {
        hash,
        author,
        date,
        message: message.join(FIELD).trimEnd(),
        diff: diff.text.slice(0, MAX_CHARS),
        ...(then === undefined ? {} : { content: then.text.slice(0, MAX_CHARS) }),
        truncated:
          [diff, then].some((one) => one?.truncated === true) ||
          [diff, then].some((one) => (one?.text.length ?? 0) > MAX_CHARS),
      };
    },
    summarize: (_input, { hash, message }) => `${hash.slice(0, 8)} ${message.split('\n')[0] ?? ''}`,
  });
}
