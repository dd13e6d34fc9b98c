// Random numbers that are the same for the same seed, and what generators draw with them.
import { Random as SeededNumbers } from '../../runtime/optimizer/index.js';

/** Draws from one seed. Streams of different names do not depend on how far the others have been read. */
export interface Random {
  /** From 0 to 1, 1 excluded. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  /** As many different ones as there are, at most `count`, in random order. */
  sample<T>(items: readonly T[], count: number): readonly T[];
  /** In the form of a version 4 UUID. */
  uuid(): string;
}

/** @param stream which of the independent draws of a seed */
export function randomOf(seed: number, stream = ''): Random {
  const numbers = new SeededNumbers(hash(`${seed}/${stream}`));
  const next = (): number => numbers.next();
  const int = (from: number, to: number): number => from + numbers.below(to - from + 1);
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => int(0, 15).toString(16)).join('');
  const uuid = (): string =>
    `${hex(8)}-${hex(4)}-4${hex(3)}-${numbers.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
  return {
    next,
    int,
    pick: (items) => numbers.pick(items),
    sample: (items, count) => numbers.sample(items, count),
    uuid,
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return value;
}
