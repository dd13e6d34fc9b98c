// Runs one shell command to its end: streamed, bounded in time and output, and ended with all it has started.
import type { ChildProcess } from 'node:child_process';
import { throwIfAborted } from '../core/index.js';
import { CommandNotStartedError } from './errors.js';
import { guardGroup } from './guardian.js';
import { OutputBuffer } from './output-buffer.js';
import { endTree } from './process-tree.js';
import { spawnShell } from './spawn-shell.js';

export interface CommandRequest {
  readonly command: string;
  /** Absolute folder. */
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Called with each piece of what it prints, as it comes. */
  readonly onOutput?: (text: string) => void;
  /** Environment to scrub; default that of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface CommandResult {
  /** `null` when it was ended by a signal. */
  readonly exitCode: number | null;
  /** Both streams as they came, without terminal codes. */
  readonly output: string;
  readonly outputChars: number;
  /** The middle of the output was left out. */
  readonly truncated: boolean;
  readonly timedOut: boolean;
  /** The question that it waited on, when it was ended for that: nobody can answer it. */
  readonly waitingFor?: string;
  readonly ms: number;
}

const PROMPT =
  /(?:password|passphrase|user ?name|\[y\/n\]|\(y\/n\)|\(yes\/no\)|are you sure|continue|overwrite|proceed|press (?:any key|enter))[^\n]{0,40}[?:>\])]\s*$/i;
/** Milliseconds of silence after what looks like a question. */
const PROMPT_MS = 4_000;

/**
 * Resolves however the command ends. Its input is closed.
 * @throws CommandNotStartedError, AbortedError after everything it had started was ended
 */
export async function runCommand(request: CommandRequest): Promise<CommandResult> {
  const { command, cwd, timeoutMs, signal, onOutput, env = process.env } = request;
  throwIfAborted(signal);
  const started = performance.now();
  const { child, mark, shell } = spawnShell(command, cwd, env);
  const unguard = guardGroup(child.pid);
  const buffer = new OutputBuffer();
  let ending: Promise<void> | undefined;
  const end = (): void => {
    if (child.pid !== undefined) ending ??= endTree(child.pid, mark);
  };
  let timedOut = false;
  let waitingFor: string | undefined;
  let silence: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => {
    timedOut = true;
    end();
  }, timeoutMs);
  const look = (): void => {
    if (!PROMPT.test(buffer.lastLine)) return;
    waitingFor = buffer.lastLine.trim();
    end();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      const text = buffer.add(chunk);
      if (text !== '') onOutput?.(text);
      clearTimeout(silence);
      silence = setTimeout(look, PROMPT_MS);
    });
  }
  signal.addEventListener('abort', end, { once: true });
  try {
    const exitCode = await exitOf(child, shell);
    await ending;
    throwIfAborted(signal);
    return {
      exitCode,
      ...buffer.finish(),
      timedOut,
      ...(waitingFor === undefined ? {} : { waitingFor }),
      ms: Math.round(performance.now() - started),
    };
  } finally {
    clearTimeout(timer);
    clearTimeout(silence);
    signal.removeEventListener('abort', end);
    // What it left in the background would outlive it unseen.
    if (child.pid !== undefined && ending === undefined) await endTree(child.pid, mark);
    unguard();
  }
}

/** Settles when the shell has ended and its output is read, or soon after if others keep the output open. */
function exitOf(child: ChildProcess, shell: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new CommandNotStartedError(shell, error)));
    child.once('exit', (code) => {
      const late = setTimeout(() => resolve(code), 300);
      child.once('close', () => {
        clearTimeout(late);
        resolve(code);
      });
    });
  });
}
