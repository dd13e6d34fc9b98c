// The patterns of allow and deny lists: allowing is narrow, denying is wide.
import type { CommandPart } from './types.js';
import { programName } from './wrappers.js';

/** A pattern's words, quotes resolved; whether it ends in ` *`. */
interface Pattern {
  readonly words: readonly string[];
  readonly open: boolean;
}

const parsed = new Map<string, Pattern>();

function patternOf(text: string): Pattern {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const all = [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    (m) => m[1] ?? m[2] ?? m[3] ?? '',
  );
  const open = all.length > 1 && all.at(-1) === '*';
  const pattern = { words: open ? all.slice(0, -1) : all, open };
  parsed.set(text, pattern);
  return pattern;
}

export interface AllowMatch {
  readonly pattern: string;
  /** The part is the pattern word for word: what it runs inside is what the user saw. */
  readonly exact: boolean;
  /** How many words the pattern names. */
  readonly length: number;
}

/**
 * The pattern that allows a part. Without a closing ` *` the words must be the same, since more arguments can
 * turn a harmless command into another one (`git log --output=…`, `sort -o`). With it any literal arguments may
 * follow; but `git *` does not cover options before the subcommand, which say what git runs.
 */
export function allowedBy(part: CommandPart, allow: readonly string[]): AllowMatch | undefined {
  const words = part.words.map((word) => (word.kind === 'literal' ? word.text : undefined));
  if (words.length === 0 || words.includes(undefined)) return undefined;
  for (const text of allow) {
    const { words: wanted, open } = patternOf(text);
    if (wanted.length === 0 || !wanted.every((word, at) => words[at] === word)) continue;
    const exact = wanted.length === words.length;
    const optionFirst = wanted.length === 1 && words[1]?.startsWith('-') === true;
    if (exact || (open && !optionFirst)) return { pattern: text, exact, length: wanted.length };
  }
  return undefined;
}

/**
 * The pattern that forbids a part: the same program under any path, with at least the pattern's words in their
 * order, other arguments between them or not, and its short flags in any grouping.
 */
export function deniedBy(part: CommandPart, deny: readonly string[]): string | undefined {
  const [program, ...rest] = part.words;
  if (program?.kind !== 'literal') return undefined;
  const given = rest.filter((word) => word.kind === 'literal').map(({ text }) => text);
  const name = programName(program.text).toLowerCase();
  return deny.find((text) => {
    const [wanted, ...more] = patternOf(text).words;
    if (wanted === '*') return true;
    return (
      wanted !== undefined && programName(wanted).toLowerCase() === name && covers(given, more)
    );
  });
}

/** Whether a pattern for this program exists that words not yet known could still fulfil. */
export function mayBeDenied(part: CommandPart, deny: readonly string[]): boolean {
  const [program] = part.words;
  if (program?.kind !== 'literal') return deny.length > 0 && part.words.length > 0;
  if (part.words.every(({ kind }) => kind === 'literal')) return false;
  return (
    deniedBy(
      { ...part, words: [program] },
      deny.map((text) => patternOf(text).words[0] ?? ''),
    ) !== undefined
  );
}

function covers(given: readonly string[], wanted: readonly string[]): boolean {
  const letters = new Set(given.filter(isCluster).flatMap((flag) => flag.slice(1).split('')));
  let at = 0;
  return wanted.every((word) => {
    if (isCluster(word))
      return word
        .slice(1)
        .split('')
        .every((letter) => letters.has(letter));
    const found = given.findIndex((text, index) => index >= at && sameArgument(text, word));
    at = found + 1;
    return found >= 0;
  });
}

function isCluster(text: string): boolean {
  return /^-[A-Za-z0-9]+$/.test(text);
}

function sameArgument(given: string, wanted: string): boolean {
  if (wanted === '*' || given === wanted) return true;
  return wanted.startsWith('--') && given.startsWith(`${wanted}=`);
}
