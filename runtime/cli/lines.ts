// Lines typed at the terminal: whoever reads them all, for a conversation, lets a question have the next one.
import { createInterface } from 'node:readline';
import { AbortedError } from '../core/index.js';

interface Reader {
  readonly waiting: ((line: string | undefined) => void)[];
}

/** Who reads standard input as a whole; without one each question opens it for itself. */
let reader: Reader | undefined;

/** From now on lines come through here, until it is closed. */
export function readLines(): { offer(line: string): boolean; close(): void } {
  const own: Reader = { waiting: [] };
  reader = own;
  return {
    /** @returns whether a question has taken the line */
    offer: (line) => {
      const take = own.waiting.shift();
      take?.(line);
      return take !== undefined;
    },
    close: () => {
      if (reader === own) reader = undefined;
      for (const take of own.waiting.splice(0)) take(undefined);
    },
  };
}

/** The next line; `undefined` at the end of the input. @throws AbortedError */
export async function nextLine(signal: AbortSignal): Promise<string | undefined> {
  if (signal.aborted) throw new AbortedError();
  const own = reader;
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
