// A server as a process of its own: scrubbed environment, bounded messages, ended with everything it has started.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import { type Clock, isAbort, sleep } from '../../core/index.js';
import { commandEnvironment, endTree, RUN_MARK } from '../../processes/index.js';
import type { StdioServer } from '../config/index.js';
import { McpProtocolError } from './errors.js';
import { FloodGuard } from './flood-guard.js';
import type { ServerProcess } from './left-behind.js';
import { LineReader } from './line-reader.js';
import type { ServerLog } from './server-log.js';

/** One message; the protocol's SDKs take no more either. */
const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;
/** Milliseconds in which a server may end by itself once its input is closed. */
const GRACE_MS = 800;

export interface StdioTransportOptions {
  readonly server: StdioServer;
  readonly log: ServerLog;
  readonly clock: Clock;
  /** Environment to scrub. */
  readonly env: NodeJS.ProcessEnv;
  readonly codec: {
    readonly deserializeMessage: (line: string) => JSONRPCMessage;
    readonly serializeMessage: (message: JSONRPCMessage) => string;
  };
  /** Told when the process runs, and when everything of it has ended. */
  readonly onProcess?: (event: ServerProcess) => void;
}

export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  /** With `pid`, by which the SDK knows that silence here means an old server, not an outage. */
  readonly stderr = null;
  readonly #options: StdioTransportOptions;
  readonly #mark = randomUUID();
  readonly #reader = new LineReader(MAX_MESSAGE_BYTES);
  readonly #flood: FloodGuard;
  #child: ChildProcessByStdio<Writable, Readable, Readable> | undefined;
  #ending: Promise<void> | undefined;
  #delivered: Promise<void> = Promise.resolve();
  /** What it had sent before it was given up is not delivered any more. */
  #givenUp = false;

  constructor(options: StdioTransportOptions) {
    this.#options = options;
    this.#flood = new FloodGuard(options.clock);
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  async start(): Promise<void> {
    const { server, log, env } = this.#options;
    const { file, args, verbatim } = programOf(server);
    const child = spawn(file, [...args], {
      cwd: server.cwd,
      env: { ...commandEnvironment(env), ...server.env, [RUN_MARK]: this.#mark },
      // A group of its own, so that its whole tree can be ended.
      detached: process.platform !== 'win32',
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      windowsVerbatimArguments: verbatim,
    });
    this.#child = child;
    child.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    child.stderr.setEncoding('utf8').on('data', (text: string) => log.write(text));
    child.stdin.on('error', (error) => this.onerror?.(error));
    child.once('exit', (code, signal) => {
      log.line(`[ended ${signal === null ? `with exit code ${code}` : `by ${signal}`}]`);
      void this.close();
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    this.#tell(false);
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const child = this.#child;
    if (child === undefined || this.#ending !== undefined || child.stdin.destroyed)
      throw new McpProtocolError('The server is not running.');
    if (child.stdin.write(this.#options.codec.serializeMessage(message))) return;
    await new Promise<void>((resolve) => {
      child.stdin.once('drain', resolve);
      child.once('exit', () => resolve());
    });
  }

  /** Resolves when no process of the server is left. */
  close(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (child?.pid !== undefined) {
      child.stdin.end();
      await exited(child, GRACE_MS);
      // Also after its own end: what it started may outlive it.
      await endTree(child.pid, this.#mark);
      child.stdout.destroy();
      child.stderr.destroy();
      this.#tell(true);
    }
    this.onclose?.();
  }

  #tell(ended: boolean): void {
    const pid = this.#child?.pid;
    if (pid !== undefined) this.#options.onProcess?.({ pid, mark: this.#mark, ended });
  }

  #take(chunk: Buffer): void {
    if (this.#ending !== undefined) return;
    const lines = this.#reader.add(chunk);
    if (lines === undefined)
      return this.#giveUp(`It sent a message of more than ${MAX_MESSAGE_BYTES / 1024 / 1024} MB.`);
    for (const line of lines) {
      if (!this.#flood.take(line.length)) return this.#giveUp('It sent too many messages at once.');
      const message = this.#read(line);
      if (message === undefined) continue;
      // One by one: the SDK would take the answer before the last word of progress that comes with it.
      this.#delivered = this.#delivered
        .then(() => (this.#givenUp ? undefined : this.onmessage?.(message)))
        .catch((error: unknown) => this.#options.log.line(`[protocol] ${String(error)}`));
    }
  }

  /** A line that is no message is shown in the log: many programs greet on their output. */
  #read(line: string): JSONRPCMessage | undefined {
    if (line.trim() === '') return undefined;
    try {
      return this.#options.codec.deserializeMessage(line);
    } catch {
      this.#options.log.line(`[no message] ${line}`);
      return undefined;
    }
  }

  #giveUp(problem: string): void {
    this.#givenUp = true;
    this.#options.log.line(`[closed] ${problem}`);
    this.onerror?.(new McpProtocolError(problem));
    void this.close();
  }
}

async function exited(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  ms: number,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const stop = new AbortController();
  child.once('exit', () => stop.abort());
  await sleep(ms, stop.signal).catch((error: unknown) => {
    if (!isAbort(error)) throw error;
  });
}

/** On Windows most servers are scripts (`npx.cmd`), which only its shell can start. */
function programOf({ command, args }: StdioServer): {
  readonly file: string;
  readonly args: readonly string[];
  readonly verbatim: boolean;
} {
  if (process.platform !== 'win32') return { file: command, args, verbatim: false };
  const line = [command, ...args].map(windowsQuoted).join(' ');
  const shell = process.env['ComSpec'] ?? 'cmd.exe';
  return { file: shell, args: ['/d', '/s', '/c', `"${line}"`], verbatim: true };
}

function windowsQuoted(argument: string): string {
  const quoted = `"${argument.replaceAll(/(\\*)"/g, String.raw`$1$1\"`).replace(/(\\*)$/, '$1$1')}"`;
  return quoted.replaceAll(/[()%!^"<>&|;, ]/g, '^$&');
}
