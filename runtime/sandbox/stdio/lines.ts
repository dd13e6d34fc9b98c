// The channel to an engine behind standard input and output: one line of JSON is one message.
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { EngineChannel } from '../engine-process.js';

/** Type of the message that is no engine's: a busy engine is to look up. */
export const INTERRUPT = 'interrupt';
/** Characters kept of what a program says beside the protocol: the end of it tells why it failed. */
const KEPT_CHARS = 2_000;

/** @param end ends what the process stands for, which may outlive it */
export function lineChannel(child: ChildProcess, end: () => void): EngineChannel {
  let said = '';
  let onMessage: (message: unknown) => void = () => undefined;
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-KEPT_CHARS);
  });
  child.stdin?.on('error', () => undefined); // told by onEnd
  if (child.stdout !== null) {
    createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY }).on(
      'line',
      (line) => onMessage(parse(line)),
    );
  }
  const write = (message: object): void => {
    if (child.stdin?.writable === true) child.stdin.write(`${JSON.stringify(message)}\n`);
  };
  return {
    send: write,
    onMessage: (handler) => {
      onMessage = handler;
    },
    onEnd: (handler) => {
      // `close`, not `exit`: its last words have arrived by then.
      child.once('close', (code, signal) => {
        const why = said.trim() === '' ? '' : `: ${said.trim()}`;
        handler(`the process ended (${signal ?? code})${why}`);
      });
      child.once('error', (error) => handler(error.message));
    },
    interrupt: () => write({ type: INTERRUPT }),
    kill: end,
  };
}

/** A line that is no JSON is a message that is not of the protocol. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
