// Ends what this process has started when it dies without a word: a shell that waits for the end of a pipe.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { WindowsGuard } from './windows-guard.js';

/**
 * Reads `+ GROUP` and `- GROUP`; at the end of its input, which comes when whoever holds the other end is gone, it ends
 * the groups that are left. What has left its group is not found: on Linux the next start does, by its mark.
 */
const SCRIPT = `live=' '
while read -r word group; do
  case "$word" in
    +) live="$live$group " ;;
    -) case "$live" in *" $group "*) live="\${live%% $group *} \${live#* $group }" ;; esac ;;
  esac
done
for group in $live; do kill -KILL "-$group" 2>/dev/null; done`;
const SHELL = '/bin/sh';

type Guard = ChildProcessByStdio<Writable, null, null>;

/** Groups of processes under guard. */
const live = new Set<number>();
let guard: Guard | undefined;

/** Of this user. */
const NOTES = path.join(tmpdir(), 'memfun-commands');
const windows = process.platform === 'win32' ? new WindowsGuard(NOTES) : undefined;

/** Ends what killed processes of this user have left, where no shell waited beside them. */
export async function endUnguarded(): Promise<void> {
  await windows?.endLeftBehind();
}

/**
 * Guards a group of processes until it has ended. Only while there are any, a shell waits beside this process.
 * Does nothing where there is no such shell.
 * @returns to be called when the group has ended
 */
export function guardGroup(group: number | undefined): () => void {
  if (group === undefined) return () => undefined;
  if (windows !== undefined) return windows.guard(group);
  if (!existsSync(SHELL)) return () => undefined;
  live.add(group);
  if (guard === undefined) begin();
  else guard.stdin.write(`+ ${group}\n`);
  return () => {
    if (!live.delete(group)) return;
    if (live.size > 0) guard?.stdin.write(`- ${group}\n`);
    else {
      guard?.stdin.end(`- ${group}\n`);
      guard = undefined;
    }
  };
}

function begin(): void {
  const child = spawn(SHELL, ['-c', SCRIPT], {
    cwd: '/',
    env: {},
    // Not ended with the group of this process, which it outlives.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard = child;
  const gone = (): void => {
    if (guard === child) guard = undefined;
  };
  child.once('error', gone);
  child.once('exit', gone);
  child.stdin.on('error', gone);
  child.unref();
  for (const group of live) child.stdin.write(`+ ${group}\n`);
}
