// The tool locate: the files that an issue, a commit message or a question speaks of, best first.
import * as z from 'zod';
import type { CodeIndex } from '../code/index.js';
import { Locator, type PastCommit } from '../locate/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { defineTool } from './define.js';
import { GitError, git } from './git.js';

/** Commits that are read; older ones say little about the code of today. */
const MAX_COMMITS = 3_000;
/** Milliseconds: of a large repository the map takes longer at first, and counts from the next question on. */
const MAP_PATIENCE = 1_000;
const RECORD = '\x1e';
const FIELD = '\x1f';

const share = z.number().describe('0 to 1 of the best file');
const output = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      score: share,
      startLine: z.int().optional().describe('of its best passage'),
      endLine: z.int().optional(),
      parts: z.object({
        passage: share,
        clauses: share.describe('passages for each clause of the text'),
        whole: share.describe('the whole file'),
        path: share,
        ownName: share,
        similar: share.describe('commits with similar messages'),
        lately: share.describe('the newest of them'),
        said: share.describe('messages of all its commits'),
        recent: share.describe('changed in the newest commits'),
        together: share.describe('changed together with the best'),
        pair: share.describe('test of one of the best, or what it tests'),
        folder: share,
        map: share.describe('used by what fits, by the definitions that it names'),
      }),
    }),
  ),
  commits: z.int().describe('commits whose messages were used; 0 without a history'),
  mapped: z.boolean().describe('whether the repository map (who uses whom) had been read by then'),
  unread: z
    .int()
    .describe('files that were not read (most are too large), known by name and history only'),
});

/** The tool over one workspace and the index of its code; without git, or outside of a repository, no history counts. */
export function createLocateTool(workspace: FileStore, code: CodeIndex): AnyTool {
  const locator = new Locator(workspace, { code });
  let known: { readonly head: string; readonly commits: readonly PastCommit[] } | undefined;

  async function history(signal: AbortSignal): Promise<readonly PastCommit[]> {
    try {
      const { text: head } = await git(workspace, ['rev-parse', 'HEAD'], signal);
      if (known?.head !== head) known = { head, commits: await readHistory(workspace, signal) };
      return known.commits;
    } catch (error) {
      if (error instanceof GitError) return [];
      throw error;
    }
  }

  return defineTool({
    name: 'locate',
    description:
      'Files that a text (an issue, a commit message, a question) speaks of, best first: by their passages, their names, the history of changes and who uses whom.',
    input: z.object({
      text: z.string().min(1).max(100_000),
      limit: z.int().min(1).max(1000).default(10).describe('most files to return'),
      wholeMap: z
        .boolean()
        .default(false)
        .describe('wait for the repository map: once, seconds in a large repository'),
    }),
    output,
    effect: 'read',
    positional: ['text'],
    example: "const { files } = await locate('retry gives up too early on status 429')",
    async run({ text, limit, wholeMap }, { signal }) {
      const patience = wholeMap ? undefined : MAP_PATIENCE;
      const [commits] = await Promise.all([history(signal), locator.refresh(signal, patience)]);
      const files = [...(await locator.locate(text, commits, limit, signal))];
      return { files, commits: commits.length, mapped: locator.mapped, unread: locator.unread };
    },
    summarize: (_input, { files: [first], commits }) =>
      `${first === undefined ? 'no file' : first.path} of texts, names and ${commits} commits`,
  });
}

/** What led to the state of now, newest first, of all branches: a merge says little and changes much. */
async function readHistory(workspace: FileStore, signal: AbortSignal): Promise<PastCommit[]> {
  const { text, truncated } = await git(
    workspace,
    [
      'log',
      '--no-merges',
      `--max-count=${MAX_COMMITS}`,
      `--format=${RECORD}%B${FIELD}`,
      '--name-only',
      '--relative',
      '--no-renames',
      '--no-color',
      '--no-ext-diff',
      '--no-textconv',
      '--end-of-options',
      'HEAD',
      '--',
    ],
    signal,
  );
  const commits = text.split(RECORD).slice(1).map(parseCommit);
  return truncated ? commits.slice(0, -1) : commits;
}

function parseCommit(record: string): PastCommit {
  const [message = '', files = ''] = record.split(FIELD);
  return { message: message.trim(), files: files.split('\n').filter((line) => line !== '') };
}
