// Tool gitStatus: the branch, and what differs from the last commit, staged or not.
import * as z from 'zod';
import type { AnyTool, FileStore } from '../ports/index.js';
import { defineTool } from './define.js';
import { git } from './git.js';

const stateSchema = z.enum(['added', 'modified', 'deleted', 'renamed', 'copied', 'type-changed']);
type State = z.infer<typeof stateSchema>;

const fileSchema = z.object({
  path: z.string(),
  from: z.string().optional().describe('of a renamed or copied file'),
  staged: stateSchema.optional(),
  unstaged: stateSchema.optional(),
  untracked: z.boolean(),
  conflict: z.boolean(),
});
type FileState = z.infer<typeof fileSchema>;

const outputSchema = z.object({
  branch: z.string().optional().describe('absent when no branch is checked out'),
  upstream: z.string().optional(),
  ahead: z.number(),
  behind: z.number(),
  files: z.array(fileSchema),
  truncated: z.boolean(),
});

export function gitStatusTool(workspace: FileStore): AnyTool {
  return defineTool({
    name: 'gitStatus',
    description: 'The branch and the files that differ from the last commit, staged or not.',
    effect: 'read',
    positional: [],
    example: 'const { branch, files } = await gitStatus()',
    input: z.object({}),
    output: outputSchema,
    async run(_input, { signal }) {
      const args = ['status', '--porcelain=v2', '--branch', '-z', '--untracked-files=all'];
      const { text, truncated } = await git(workspace, [...args, '--', '.'], signal);
      const prefix = (await git(workspace, ['rev-parse', '--show-prefix'], signal)).text.trimEnd();
      return { ...parseStatus(text, prefix), truncated };
    },
    summarize: (_input, { branch = 'no branch', files }) =>
      `${branch}, ${files.length} changed files`,
  });
}

const LETTERS: Readonly<Record<string, State>> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  C: 'copied',
  T: 'type-changed',
};

/** Porcelain version 2 with NUL between records; paths are relative to the top of the repository. */
function parseStatus(
  text: string,
  prefix: string,
): Omit<z.infer<typeof outputSchema>, 'truncated'> {
  const header = new Map<string, string>();
  const files: FileState[] = [];
  const records = text.split('\0').values();
  const local = (path: string): string =>
    path.startsWith(prefix) ? path.slice(prefix.length) : path;
  for (const record of records) {
    const fields = record.split(' ');
    if (fields[0] === '#') header.set(fields[1] ?? '', fields.slice(2).join(' '));
    else if (fields[0] === '1') files.push(fileState(fields[1], local(fields.slice(8).join(' '))));
    else if (fields[0] === '2') {
      const from = local(records.next().value ?? '');
      files.push({ ...fileState(fields[1], local(fields.slice(9).join(' '))), from });
    } else if (fields[0] === 'u') {
      const path = local(fields.slice(10).join(' '));
      files.push({ path, untracked: false, conflict: true });
    } else if (fields[0] === '?') {
      files.push({ path: local(record.slice(2)), untracked: true, conflict: false });
    }
  }
  const branch = header.get('branch.head');
  const upstream = header.get('branch.upstream');
  const [, ahead = '0', behind = '0'] =
    /^\+(\d+) -(\d+)$/.exec(header.get('branch.ab') ?? '') ?? [];
  return {
    ...(branch === undefined || branch === '(detached)' ? {} : { branch }),
    ...(upstream === undefined ? {} : { upstream }),
    ahead: Number(ahead),
    behind: Number(behind),
    files,
  };
}

function fileState(letters = '..', path: string): FileState {
  const staged = LETTERS[letters[0] ?? '.'];
  const unstaged = LETTERS[letters[1] ?? '.'];
  return {
    path,
    ...(staged === undefined ? {} : { staged }),
    ...(unstaged === undefined ? {} : { unstaged }),
    untracked: false,
    conflict: false,
  };
}
