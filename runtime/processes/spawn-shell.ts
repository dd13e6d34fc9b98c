// Starts a shell with one command: in a group of its own, marked, with a scrubbed environment and closed input.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { commandEnvironment } from './environment.js';
import { RUN_MARK } from './process-tree.js';

export interface SpawnedShell {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Carried by everything that it starts. */
  readonly mark: string;
  readonly shell: string;
}

/** @param cwd absolute folder */
export function spawnShell(command: string, cwd: string, env: NodeJS.ProcessEnv): SpawnedShell {
  const mark = randomUUID();
  const { file, args } = shellFor(command);
  const child = spawn(file, args, {
    cwd,
    env: { ...commandEnvironment(env), [RUN_MARK]: mark },
    // A group of its own, so that its whole tree can be ended.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  return { child, mark, shell: file };
}

function shellFor(command: string): { readonly file: string; readonly args: readonly string[] } {
  if (process.platform === 'win32')
    return { file: 'powershell.exe', args: ['-NoProfile', '-NonInteractive', '-Command', command] };
  const bash = ['/bin/bash', '/usr/bin/bash', '/usr/local/bin/bash'].find((one) => existsSync(one));
  if (bash !== undefined) return { file: bash, args: ['--noprofile', '--norc', '-c', command] };
  return { file: '/bin/sh', args: ['-c', command] };
}
