// Lines typed at the terminal: whoever reads them all, for a conversation, lets a question have the next one.
import { createInterface, type Interface } from 'node:readline';
import { Readable } from 'node:stream';
import { AbortedError } from '../core/index.js';

interface Reader {
  readonly waiting: ((line: string | undefined) => void)[];
}

/** Who reads standard input as a whole; without one each question opens it for itself. */
let reader: Reader | undefined;

/** The lines of an input but those that answer a question; these go to it also while nobody takes the others. */
export function linesOf(input: Interface): Readable {
  const own: Reader = { waiting: [] };
  reader = own;
  const lines = new Readable({ objectMode: true, read: () => undefined });
  input.on('line', (line) => {
    const take = own.waiting.shift();
    if (take === undefined) lines.push(line);
    else take(line);
  });
  input.once('close', () => {
    if (reader === own) reader = undefined;
    for (const take of own.waiting.splice(0)) take(undefined);
    lines.push(null);
  });
  return lines;
}

/** The next line; `undefined` at the end of the input. @throws AbortedError */
export async function nextLine(signal: AbortSignal): Promise<string | undefined> {
  if (signal.aborted) throw new AbortedError();
  const own = reader;
  if (own === undefined && process.stdin.readableEnded) return undefined; // it does not end a second time
  const input =
    own === undefined ? createInterface({ input: process.stdin, terminal: false }) : undefined;
  let forget: () => void = () => undefined;
  try {
    return await new Promise<string | undefined>((resolve, reject) => {
      const stop = (): void => reject(new AbortedError());
      signal.addEventListener('abort', stop, { once: true });
      own?.waiting.push(resolve);
      input?.once('line', resolve);
      input?.once('close', () => resolve(undefined));
      forget = () => {
        signal.removeEventListener('abort', stop);
        const at = own?.waiting.indexOf(resolve) ?? -1;
        if (at >= 0) own?.waiting.splice(at, 1);
      };
    });
  } finally {
    forget();
    input?.close();
  }
}
