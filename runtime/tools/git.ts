// Runs git without a shell and without running anything that a repository's own configuration names.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { AbortedError, MemfunError, throwIfAborted } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import { gitGuard, UNGUARDED_GIT } from '../processes/index.js';

/** Characters of output that are kept; git is ended when it writes more. */
const MAX_OUTPUT = 8 * 1024 * 1024;

/** Git is missing, the folder is no repository, or git refused. */
export class GitError extends MemfunError {
  readonly code = 'tool.git';
}

export interface GitOutput {
  readonly text: string;
  /** Whether the output was longer than what is kept; the last line may be half then. */
  readonly truncated: boolean;
}

const GUARD = gitGuard('nowhere');
const SETTINGS = [...GUARD.settings, 'log.showSignature=false', 'diff.external='];

/** Settings that name a program git would run on file contents, and whether it insists on it. */
const DRIVERS = '^(filter\\..*\\.(clean|smudge|process|required)|diff\\..*\\.(command|textconv))$';

/**
 * What a read-only git command prints, with the workspace as its folder.
 * @throws GitError with a remedy, AbortedError
 */
export async function git(
  workspace: FileStore,
  args: readonly string[],
  signal: AbortSignal,
): Promise<GitOutput> {
  const { localRoot } = workspace;
  if (localRoot === undefined) {
    throw new GitError('Git history is not available: the workspace is not on this disk.', {
      remedy: 'Open the repository from a local folder.',
    });
  }
  const settings = [...SETTINGS, ...(await switchedOff(localRoot, signal))];
  const config = settings.flatMap((setting) => ['-c', setting]);
  const ended = await execute(
    localRoot,
    ['--no-pager', '--literal-pathspecs', ...config, ...args],
    signal,
  );
  if (ended.failure !== undefined) throw explain(ended.failure, ended.stderr);
  return { text: ended.stdout, truncated: ended.truncated };
}

/** A revision from outside may not be read as an option. @throws GitError */
export function checkRevision(revision: string): string {
  if (revision === '' || revision.startsWith('-') || /[\s\0]/.test(revision)) {
    throw new GitError(`"${revision}" is no revision.`, {
      remedy: 'Give a branch, a tag or a commit.',
    });
  }
  return revision;
}

/** Settings that switch off every filter and converter that is configured. */
async function switchedOff(localRoot: string, signal: AbortSignal): Promise<readonly string[]> {
  const list = ['config', '--null', '--name-only', '--get-regexp', DRIVERS];
  const { stdout, stderr, failure, truncated } = await execute(localRoot, list, signal);
  // Exit code 1 says that nothing is configured. Any other failure leaves unknown what would run.
  if (failure !== undefined && failure.code !== 1) throw explain(failure, stderr);
  const names = [...new Set(stdout.split('\0').filter((name) => name !== ''))];
  // Git ends the name of a `-c` setting at its first `=`, so such a driver cannot be switched off.
  const odd = names.find((name) => name.includes('='));
  if (odd !== undefined || truncated) {
    throw new GitError(
      `The configuration of this repository names programs that cannot be switched off${odd === undefined ? '' : ` ("${odd}")`}; git is not run.`,
      { remedy: 'Look at .git/config; without those entries the history can be read.' },
    );
  }
  return names.map((name) => `${name}=${name.endsWith('.required') ? 'false' : ''}`);
}

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  readonly failure: { readonly code: unknown; readonly cause: Error } | undefined;
}

/** Runs git to its end. Rejects only with AbortedError. */
async function execute(
  localRoot: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<Ended> {
  throwIfAborted(signal);
  const options = {
    // On Windows a program is looked for in the current folder first: that must not be the workspace.
    cwd: path.dirname(process.execPath),
    signal,
    maxBuffer: MAX_OUTPUT,
    env: environment(),
    windowsHide: true,
  };
  return new Promise((resolve, reject) => {
    execFile('git', ['-C', localRoot, ...args], options, (error, stdout, stderr) => {
      if (signal.aborted) return reject(new AbortedError(undefined, error));
      const code = error?.code;
      const truncated = String(code) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
      const failure = error === null || truncated ? undefined : { code, cause: error };
      resolve({ stdout, stderr: stderr.trim(), truncated, failure });
    });
  });
}

/** This process's environment without what would point git elsewhere or make it run programs. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !UNGUARDED_GIT.test(name));
  return { ...Object.fromEntries(own), ...GUARD.env };
}

function explain({ code, cause }: NonNullable<Ended['failure']>, stderr: string): GitError {
  if (code === 'ENOENT') {
    return new GitError('Git is not installed, or not on PATH.', {
      remedy: 'Install git; until then, answer from the files.',
      cause,
    });
  }
  if (/not a git repository/.test(stderr)) {
    return new GitError('The workspace is no git repository.', {
      remedy: 'Answer from the files; there is no history to ask.',
      cause,
    });
  }
  if (
    /does not have any commits|(ambiguous argument|bad revision|no such ref:?) '?HEAD(?![~^@\w])/.test(
      stderr,
    )
  ) {
    return new GitError('The repository has no commits yet.', {
      remedy: 'Answer from the files.',
      cause,
    });
  }
  const lines = stderr.split('\n');
  const line = (lines.find((one) => one.startsWith('fatal: ')) ?? lines[0] ?? '').slice(0, 300);
  return new GitError(`Git refused: ${line === '' ? cause.message.slice(0, 300) : line}`, {
    remedy: 'Check the path and the revision.',
    cause,
  });
}
