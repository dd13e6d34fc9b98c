// Verbatim: an answer that is longer than what a model can write, made of lines that have to be right to the letter.
import { noise } from './needle.js';
import { randomOf } from './random.js';
import { CHARS_PER_TOKEN, inParts, type ProofTask, type TaskOptions } from './task.js';

/** Every so many lines of noise there is an entry of the ledger. */
const EVERY = 3;

export function verbatimTask({ seed, tokens }: TaskOptions): ProofTask {
  const chars = tokens * CHARS_PER_TOKEN;
  const answer = (): string[] => {
    const entries: string[] = [];
    for (const line of ledger(seed, chars))
      if (line.startsWith('ENTRY ')) entries.push(line.slice(6));
    return entries.toSorted();
  };
  const truth = answer().join('\n');
  return {
    set: 'verbatim',
    seed,
    kind: 'all entries',
    tokens,
    question:
      'In the files under context/ some lines begin with "ENTRY ". List the rest of every such line, each on a line of its own, in alphabetical order (by code unit), all of them and nothing else.',
    truth,
    files: () => inParts(ledger(seed, chars)),
    score: (given) => (given.trimEnd() === truth ? 1 : 0),
  };
}

function* ledger(seed: number, chars: number): Iterable<string> {
  const random = randomOf(seed, 'ledger');
  for (let written = 0, at = 0; written < chars; at++) {
    const line =
      at % EVERY === 0 ? `ENTRY ${random.uuid()} ${random.int(1, 9_999)}` : noise(random);
    yield line;
    written += line.length + 1;
  }
}
