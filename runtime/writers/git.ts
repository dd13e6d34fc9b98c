// Git for the checkouts of writers: no hook, filter, prompt or network, and nobody else's variables.
import { isAbort, MemfunError } from '../core/index.js';
import { runProgram } from '../processes/index.js';
import { WorktreeError } from './errors.js';

const ENV = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_CONFIG_NOSYSTEM: '1',
  LC_ALL: 'C',
};
/** What would point git elsewhere. The user's own settings file may stand where it stands. */
const LEFT_OUT = /^GIT_(?!CONFIG_GLOBAL$|EXEC_PATH$)/i;
const CONFIG = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=',
  'core.untrackedCache=false',
  'core.quotePath=false',
  'core.autocrlf=false',
  'core.safecrlf=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'advice.addEmbeddedRepo=false',
  'submodule.recurse=false',
  'protocol.allow=never',
].flatMap((setting) => ['-c', setting]);

const TIMEOUT_MS = 120_000;
const MAX_BYTES = 256 * 1024 * 1024;

export interface GitRequest {
  /** Folder to run in. */
  readonly cwd: string;
  readonly args: readonly string[];
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What git prints. @throws WorktreeError, AbortedError */
export async function runGit(request: GitRequest, signal: AbortSignal): Promise<Buffer> {
  const { cwd, args, input = '', env = {} } = request;
  try {
    const { exitCode, stdout, stderr } = await runProgram({
      file: 'git',
      args: ['--no-pager', '--literal-pathspecs', ...CONFIG, ...args],
      cwd,
      env: { ...ENV, ...env },
      without: LEFT_OUT,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal,
      input,
    });
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
