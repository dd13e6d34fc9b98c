// Git without what a repository or this process could make it do: no hook, no prompt, no helper, no way but those allowed.
import { type ProgramRequest, type ProgramResult, runProgram } from './run-program.js';

/** `nowhere`: it stays on this disk. `remotes`: it may fetch over https, ssh and from folders, and asks nobody. */
export type GitReach = 'nowhere' | 'remotes';

export interface GitGuard {
  /** Each for a `-c`; they outrank what a repository sets. */
  readonly settings: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=',
  'core.quotePath=false',
  'submodule.recurse=false',
  'gc.auto=0',
  'maintenance.auto=false',
];
const ENV = { GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' };

const GUARDS: Readonly<Record<GitReach, GitGuard>> = {
  nowhere: {
    settings: [...SETTINGS, 'protocol.allow=never'],
    env: {
      ...ENV,
      GIT_OPTIONAL_LOCKS: '0',
      GIT_NO_LAZY_FETCH: '1',
      // Outranks `protocol.<name>.allow` of a repository, which outranks `protocol.allow` of the command line.
      GIT_ALLOW_PROTOCOL: 'none',
    },
  },
  remotes: {
    settings: [...SETTINGS, 'protocol.ext.allow=never'],
    env: {
      ...ENV,
      GIT_ALLOW_PROTOCOL: 'https:ssh:file',
      GIT_SSH_COMMAND: 'ssh -oBatchMode=yes',
      GIT_ASKPASS: '',
      SSH_ASKPASS: '',
    },
  },
};

/** What would point git elsewhere. The user's own settings file, and git itself, may stand where they stand. */
export const UNGUARDED_GIT = /^GIT_(?!CONFIG_GLOBAL$|EXEC_PATH$)/i;

export function gitGuard(reach: GitReach): GitGuard {
  return GUARDS[reach];
}

export interface GuardedGitRequest
  extends Omit<ProgramRequest, 'file' | 'env' | 'without' | 'signal'> {
  readonly reach: GitReach;
  /** More of them, for this call. */
  readonly settings?: readonly string[];
}

/** @throws CommandNotStartedError, OutputTooLargeError, AbortedError as `runProgram` */
export function runGuardedGit(
  { reach, settings = [], args, ...request }: GuardedGitRequest,
  signal: AbortSignal,
): Promise<ProgramResult> {
  const { settings: guarding, env } = GUARDS[reach];
  const config = [...guarding, ...settings].flatMap((setting) => ['-c', setting]);
  return runProgram({
    ...request,
    file: 'git',
    args: [...config, ...args],
    env,
    without: UNGUARDED_GIT,
    signal,
  });
}

/** Why git has refused, in its own last words. */
export function gitReason({ stderr }: Pick<ProgramResult, 'stderr'>): string {
  return stderr.split('\n').findLast((line) => line.trim() !== '') ?? 'git gave no reason';
}
