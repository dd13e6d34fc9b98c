// Ends a command with everything it has started, also what left its group or gave up its parent.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Milliseconds between asking a tree to end and ending it. */
const GRACE_MS = 700;

/** The environment variable by which the processes of one run know each other. */
export const RUN_MARK = 'MEMFUN_RUN';

/**
 * Asks all processes of a run to end, then makes them. Resolves when the last signal is sent.
 * @param onlyMarked the run is an old one: its process id may belong to somebody else by now
 */
export async function endTree(
  pid: number,
  mark: string,
  { onlyMarked = false } = {},
): Promise<void> {
  if (process.platform === 'win32') {
    if (!onlyMarked)
      await run('taskkill', ['/pid', String(pid), '/T', '/F']).catch(() => undefined);
    return;
  }
  const members = () => (onlyMarked ? carriers(mark) : membersOf(pid, mark));
  const group = onlyMarked ? [] : [-pid];
  signalAll([...group, ...(await members())], 'SIGTERM');
  const until = Date.now() + GRACE_MS;
  while (Date.now() < until && (await members()).length > 0)
    await new Promise((resolve) => setTimeout(resolve, 50));
  signalAll([...group, ...(await members())], 'SIGKILL');
}

function signalAll(targets: readonly number[], signal: NodeJS.Signals): void {
  for (const target of targets) {
    try {
      process.kill(target, signal);
    } catch {
      // Ended meanwhile.
    }
  }
}

/** Descendants of the command, and on Linux every process that carries the run's mark. */
async function membersOf(pid: number, mark: string): Promise<readonly number[]> {
  return [...new Set([...(await descendants(pid)), ...(await carriers(mark))])];
}

async function carriers(mark: string): Promise<readonly number[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).map(Number).filter((one) => one > 0 && one !== process.pid);
  const found = await Promise.all(
    pids.map(async (one) => {
      const environment = await readFile(`/proc/${one}/environ`, 'latin1').catch(() => '');
      return environment.split('\0').includes(`${RUN_MARK}=${mark}`) ? one : undefined;
    }),
  );
  return found.filter((one) => one !== undefined);
}

async function descendants(pid: number): Promise<readonly number[]> {
  const listed = await run('ps', ['-axo', 'pid=,ppid=']).catch(() => ({ stdout: '' }));
  const children = new Map<number, number[]>();
  for (const line of listed.stdout.split('\n')) {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    if (child !== undefined && parent !== undefined)
      children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const found: number[] = [];
  const queue = [pid];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const below = children.get(next) ?? [];
    found.push(...below);
    queue.push(...below);
  }
  return found;
}
