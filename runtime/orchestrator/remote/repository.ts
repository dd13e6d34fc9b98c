// Which repository a folder belongs to: the same name for every clone of it, and what is not committed there.
import { createHash } from 'node:crypto';
import { isAbort } from '../../core/index.js';
import { runGuardedGit } from '../../processes/index.js';

export interface Repository {
  /** The same in all clones; of a folder without git, the same for whoever has it under the same path. */
  readonly id: string;
  /** Absent without git. */
  readonly commit?: string;
  /** Path of the folder in the repository, with `/` at its end unless it is empty. */
  readonly prefix: string;
  /** Files below the folder that are not as the commit has them, relative to it; those that git ignores left out. */
  readonly changed: readonly string[];
}

const TIMEOUT_MS = 60_000;
const MAX_BYTES = 64 * 1024 * 1024;
const ID_CHARS = 12;

/** @throws AbortedError */
export async function repositoryOf(folder: string, signal: AbortSignal): Promise<Repository> {
  const git = async (...args: string[]): Promise<string> => {
    const { exitCode, stdout } = await runGuardedGit(
      { reach: 'nowhere', args, cwd: folder, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES },
      signal,
    );
    if (exitCode !== 0) throw new Error(`git ${args[0] ?? ''} ended with ${String(exitCode)}`);
    return stdout.toString('utf8');
  };
  try {
    const commit = (await git('rev-parse', '--verify', '--quiet', 'HEAD^{commit}')).trim();
    const prefix = (await git('rev-parse', '--show-prefix')).trim();
    const roots = (await git('rev-list', '--max-parents=0', 'HEAD')).trim().split('\n').sort();
    const status = ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all'];
    const entries = (await git(...status, '--', '.')).split('\0').filter((entry) => entry !== '');
    return {
      id: idOf(`git ${roots[0] ?? ''} ${prefix}`),
      commit,
      prefix,
      changed: entries.map((entry) => entry.slice(3 + prefix.length)),
    };
  } catch (thrown) {
    if (isAbort(thrown)) throw thrown;
    // No git, no repository, or no commit.
    return { id: idOf(`folder ${folder}`), prefix: '', changed: [] };
  }
}

const idOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, ID_CHARS);
