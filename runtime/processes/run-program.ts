// Runs one program without a shell, to its end: its output as bytes, bounded, and ended with all it has started.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { AbortedError, throwIfAborted } from '../core/index.js';
import { commandEnvironment } from './environment.js';
import { CommandNotStartedError, OutputTooLargeError } from './errors.js';
import { endTree, RUN_MARK } from './process-tree.js';

export interface ProgramRequest {
  readonly file: string;
  readonly args: readonly string[];
  /** Absolute folder. */
  readonly cwd: string;
  /** Written to its input, which is closed then. */
  readonly input?: string;
  /** Set beside the scrubbed environment of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Variables of this process that it does not get, beside secrets. */
  readonly without?: RegExp;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface ProgramResult {
  /** `null` when it was ended by a signal, or for taking too long. */
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  /** Its last words. */
  readonly stderr: string;
}

const STDERR_CHARS = 8_000;

/** @throws CommandNotStartedError, OutputTooLargeError, AbortedError after everything it had started was ended */
export async function runProgram(request: ProgramRequest): Promise<ProgramResult> {
  const { file, args, cwd, input = '', env, without, timeoutMs, maxBytes, signal } = request;
  throwIfAborted(signal);
  const mark = randomUUID();
  const own = Object.entries(commandEnvironment(process.env)).filter(
    ([name]) => without?.test(name) !== true,
  );
  const child = spawn(file, [...args], {
    cwd,
    env: { ...Object.fromEntries(own), ...env, [RUN_MARK]: mark },
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const chunks: Buffer[] = [];
  let bytes = 0;
  let stderr = '';
  let ending: Promise<void> | undefined;
  const end = (): void => {
    if (child.pid !== undefined) ending ??= endTree(child.pid, mark);
  };
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) end();
    else chunks.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = `${stderr}${chunk.toString('utf8')}`.slice(-STDERR_CHARS);
  });
  // A program that ends before it has read its input is no failure of its own.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const timer = setTimeout(end, timeoutMs);
  signal.addEventListener('abort', end, { once: true });
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once('error', (error) => reject(new CommandNotStartedError(file, error)));
      child.once('close', resolve);
    });
    await ending;
    if (signal.aborted) throw new AbortedError(undefined, signal.reason);
    if (bytes > maxBytes) throw new OutputTooLargeError(file, maxBytes);
    return { exitCode, stdout: Buffer.concat(chunks), stderr: stderr.trim() };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}
