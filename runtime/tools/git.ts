// Runs git without a shell and without running anything that a repository's own configuration names.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AbortedError, MemfunError } from '../core/index.js';
import type { FileStore } from '../ports/index.js';

const run = promisify(execFile);
const MAX_OUTPUT = 8 * 1024 * 1024;

/** Git is missing, the folder is no repository, or git refused. */
export class GitError extends MemfunError {
  readonly code = 'tool.git';
}

const SAFE_CONFIG = [
  'core.fsmonitor=',
  'core.hooksPath=/dev/null',
  'log.showSignature=false',
  'protocol.allow=never',
  'diff.external=',
];
const SAFE_ENV = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_PAGER: 'cat',
  LC_ALL: 'C',
};

/** @throws GitError with a remedy, AbortedError */
export async function git(
  workspace: FileStore,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const { localRoot } = workspace;
  if (localRoot === undefined) {
    throw new GitError('Git history is not available: the workspace is not on this disk.', {
      remedy: 'Open the repository from a local folder.',
    });
  }
  const drivers = await configuredDrivers(localRoot, signal);
  const config = [...SAFE_CONFIG, ...drivers.map((name) => `${name}=`)].flatMap((setting) => [
    '-c',
    setting,
  ]);
  return execute(localRoot, ['--no-pager', '--literal-pathspecs', ...config, ...args], signal);
}

/** Filters and text converters of the repository's configuration: each would run a program. */
async function configuredDrivers(
  localRoot: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const pattern = '^(filter\\..*\\.(clean|smudge|process)|diff\\..*\\.(command|textconv))$';
  const names = await execute(
    localRoot,
    ['config', '--name-only', '--get-regexp', pattern],
    signal,
  ).catch((error: unknown) => {
    if (error instanceof GitError) return ''; // exit code 1: nothing is configured
    throw error;
  });
  return names.split('\n').filter((name) => name !== '');
}

async function execute(cwd: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  try {
    const { stdout } = await run('git', [...args], {
      cwd,
      signal,
      maxBuffer: MAX_OUTPUT,
      env: { ...process.env, ...SAFE_ENV },
    });
    return stdout;
  } catch (error) {
    if (signal.aborted) throw new AbortedError(undefined, error);
    throw explain(error);
  }
}

function explain(error: unknown): GitError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const stderr =
    error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
  if (code === 'ENOENT')
    return new GitError('Git is not installed, or not on PATH.', {
      remedy: 'Install git.',
      cause: error,
    });
  if (/not a git repository/.test(stderr)) {
    return new GitError('The workspace is no git repository.', {
      remedy: 'Answer from the files; there is no history to ask.',
      cause: error,
    });
  }
  if (/does not have any commits/.test(stderr))
    return new GitError('The repository has no commits yet.', {
      remedy: 'Answer from the files.',
      cause: error,
    });
  return new GitError(`Git refused: ${stderr.split('\n')[0]?.slice(0, 300) ?? ''}`, {
    remedy: 'Check the path and the revision.',
    cause: error,
  });
}

/** A revision from outside may not be read as an option. @throws GitError */
export function checkRevision(revision: string): string {
  if (revision.startsWith('-') || /[\s\0]/.test(revision)) {
    throw new GitError(`"${revision}" is no revision.`, {
      remedy: 'Give a branch, a tag or a commit.',
    });
  }
  return revision;
}
