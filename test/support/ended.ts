// How a process of a test ends.
import type { ChildProcess } from 'node:child_process';

export interface Ended {
  /** That it died of; `null` where it ended by itself. */
  readonly signal: NodeJS.Signals | null;
  /** What it wrote where the test reads it. */
  readonly said: string;
  readonly errors: string;
}

/** Resolves when it has ended and all that it wrote is read. */
export function ended(child: ChildProcess): Promise<Ended> {
  let said = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return new Promise((resolve) => {
    child.on('close', (_code, signal) => resolve({ signal, said, errors }));
  });
}
