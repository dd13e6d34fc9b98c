// Git for the checkouts of writers: no hook, filter, prompt or network, and nobody else's variables.
import { isAbort, MemfunError } from '../core/index.js';
import { runGuardedGit } from '../processes/index.js';
import { WorktreeError } from './errors.js';

const SETTINGS = [
  // Files are taken over byte for byte.
  'core.untrackedCache=false',
  'core.autocrlf=false',
  'core.safecrlf=false',
  'advice.addEmbeddedRepo=false',
];

const TIMEOUT_MS = 120_000;
const MAX_BYTES = 256 * 1024 * 1024;

export interface GitRequest {
  /** Folder to run in. */
  readonly cwd: string;
  readonly args: readonly string[];
  readonly input?: string;
}

/** What git prints. @throws WorktreeError, AbortedError */
export async function runGit(request: GitRequest, signal: AbortSignal): Promise<Buffer> {
  const { cwd, args, input = '' } = request;
  try {
    const { exitCode, stdout, stderr } = await runGuardedGit(
      {
        reach: 'nowhere',
        settings: SETTINGS,
        args: ['--no-pager', '--literal-pathspecs', ...args],
        cwd,
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_BYTES,
        input,
      },
      signal,
    );
    if (exitCode === 0) return stdout;
    const said = stderr.split('\n').find((line) => /^(?:fatal|error): /.test(line));
    throw new WorktreeError(said ?? `git ${args[0] ?? ''} ended with ${String(exitCode)}`);
  } catch (thrown) {
    if (isAbort(thrown) || thrown instanceof WorktreeError) throw thrown;
    const said = thrown instanceof MemfunError ? thrown.message : 'git could not be run';
    throw new WorktreeError(said.replace(/\.$/, ''), thrown);
  }
}

/** The names of a list that ends each with NUL. */
export function namesOf(output: Buffer): readonly string[] {
  return output
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '');
}
