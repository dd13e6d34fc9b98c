// The real git in a folder of a test, run as a person of its own would run it.
import { execFileSync } from 'node:child_process';

const IDENTITY = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];

/** Runs git; the result is what it has printed, without the end of its last line. */
export type Git = (...args: readonly string[]) => string;

export function gitIn(folder: string): Git {
  return (...args) =>
    execFileSync('git', [...IDENTITY, ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trimEnd();
}

/** Makes the folder a repository, with all that is in it as its first commit. */
export function beginRepository(folder: string, message = 'first'): Git {
  const git = gitIn(folder);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '-m', message);
  return git;
}
