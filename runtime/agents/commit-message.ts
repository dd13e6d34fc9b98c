// The message of a commit, from what is staged (or, when nothing is, from all that changed).
import * as z from 'zod';
import { type Budget, type EmitEvent, MemfunError } from '../core/index.js';
import type { MemoryService } from '../memory/index.js';
import { commitMessage, type Predictor } from '../models/index.js';
import type { AnyTool, ToolContext } from '../ports/index.js';
import type { Gate } from '../safety/index.js';
import { defineTool } from '../tools/index.js';

export interface CommitMessageDeps {
  readonly predictor: Predictor;
  readonly memory: MemoryService;
  /** In front of the git tools. */
  readonly gate: Gate;
  readonly budget: Budget;
  readonly emit: EmitEvent;
  /** Most tokens of memories; 0: nothing is recalled. */
  readonly recallTokens: number;
}

/** Characters of diff that a model is given, shared among the files. */
const DIFF_CHARS = 60_000;
const EARLIER = 20;

const statusSchema = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      staged: z.string().optional(),
      unstaged: z.string().optional(),
      untracked: z.boolean(),
    }),
  ),
});
const diffSchema = z.object({
  text: z.string(),
  files: z.array(z.object({ path: z.string(), added: z.number(), removed: z.number() })),
});
const logSchema = z.object({ commits: z.array(z.object({ subject: z.string() })) });

/** There is nothing that a commit could be made of. */
export class NothingToCommitError extends MemfunError {
  readonly code = 'commit.nothing';
  constructor() {
    super('Nothing has changed since the last commit, so there is nothing to describe.', {
      remedy: 'Change or stage something first.',
    });
  }
}

/**
 * Subject, and after an empty line the body where there is one. Writes nothing anywhere.
 * @throws NothingToCommitError, CommitToolError (no repository), ModelError, AbortedError
 */
export async function writeCommitMessage(
  deps: CommitMessageDeps,
  context: ToolContext,
): Promise<string> {
  const ask = asker(deps.gate, context);
  const { files } = await ask('gitStatus', {}, statusSchema);
  const staged = files.some((file) => file.staged !== undefined);
  const chosen = staged ? files.filter((file) => file.staged !== undefined) : files;
  if (chosen.length === 0) throw new NothingToCommitError();
  const diff = await ask('gitDiff', { staged }, diffSchema).catch(() => ({ text: '', files: [] }));
  const counts = new Map(diff.files.map((file) => [file.path, file]));
  const earlier = await ask('gitLog', { limit: EARLIER }, logSchema).catch(() => ({ commits: [] }));
  const { output } = await deps.predictor.predict(
    commitMessage,
    {
      files: chosen.map(({ path, staged: index, unstaged }) => ({
        path,
        state: index ?? unstaged ?? 'added',
        added: counts.get(path)?.added ?? 0,
        removed: counts.get(path)?.removed ?? 0,
      })),
      diff: shortenDiff(diff.text, DIFF_CHARS),
      earlier: earlier.commits.map(({ subject }) => subject),
      memories: await memoriesFor(deps),
    },
    {
      signal: context.signal,
      budget: deps.budget,
      emit: deps.emit,
      turnId: context.turnId,
      ...(context.stepId === undefined ? {} : { stepId: context.stepId }),
    },
  );
  const body = output.body.trim();
  return body === '' ? output.subject.trim() : `${output.subject.trim()}\n\n${body}`;
}

const inputSchema = z.object({});
const outputSchema = z.string();

/** The same as a tool of the run. */
export function commitMessageTool(deps: CommitMessageDeps): AnyTool {
  return defineTool({
    name: 'gitCommitMessage',
    description:
      'A commit message for what is staged, or for all that changed when nothing is. Commits nothing.',
    effect: 'model',
    positional: [],
    example: 'const message = await gitCommitMessage()',
    input: inputSchema,
    output: outputSchema,
    run: (_input, context) => writeCommitMessage(deps, context),
    summarize: (_input, message) => message.split('\n')[0] ?? '',
  });
}

/** What is remembered about how commits are written here. */
async function memoriesFor({ memory, recallTokens }: CommitMessageDeps): Promise<string[]> {
  if (recallTokens === 0) return [];
  const recall = await memory.recall('commit message style', { tokenBudget: recallTokens });
  return [...recall.lines];
}

type Ask = <T extends z.ZodType>(tool: string, input: object, shape: T) => Promise<z.infer<T>>;

function asker(gate: Gate, context: ToolContext): Ask {
  return async (tool, input, shape) => {
    const { result } = await gate.call(tool, { ...input }, context);
    if (!result.ok) throw new CommitToolError(result.error.message);
    return shape.parse(result.value);
  };
}

/** Git could not be asked; its own words say why. */
class CommitToolError extends MemfunError {
  readonly code = 'commit.git';
}

/** Every file keeps its beginning; what is left out is counted. */
export function shortenDiff(diff: string, maxChars: number): string {
  if (diff.length <= maxChars) return diff;
  const files = diff.split(/^(?=diff --git )/m).filter((part) => part !== '');
  const share = Math.max(200, Math.floor(maxChars / files.length));
  return files
    .map((part) =>
      part.length <= share
        ? part
        : `${part.slice(0, share)}\n… ${part.length - share} characters of this file left out …\n`,
    )
    .join('')
    .slice(0, maxChars);
}
