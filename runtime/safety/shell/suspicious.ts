// Characters that make a line read differently for a person than for a shell.

const MAX_LENGTH = 20_000;

interface Suspicion {
  readonly pattern: RegExp;
  readonly reason: string;
}

const SUSPICIONS: readonly Suspicion[] = [
  { pattern: /\r/, reason: 'it contains a carriage return, which hides what comes after it' },
  { pattern: /(?![\n\t])\p{Cc}/u, reason: 'it contains control characters' },
  { pattern: /[\u2028\u2029]/, reason: 'it contains a line break that is not a new line' },
  { pattern: /[\p{Cf}\p{Co}\p{Cs}]/u, reason: 'it contains invisible or direction characters' },
  { pattern: /(?! )\p{Zs}/u, reason: 'it contains spaces that are not the space character' },
  { pattern: /[\uff01-\uff5e]/, reason: 'it contains full-width look-alikes of shell characters' },
  {
    pattern: /(?:\S\\\n)|(?:\\\n(?=\S))/,
    reason: 'a line is continued in the middle of a word',
  },
];

/** Why a line cannot be trusted to be what it looks like, or `undefined`. */
export function suspicionOf(text: string): string | undefined {
  if (text.trim() === '') return 'it is empty';
  if (text.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  return SUSPICIONS.find(({ pattern }) => pattern.test(text))?.reason;
}

/** Whether unquoted text holds letters that only look like others. */
export function hasLookAlikes(text: string): boolean {
  return text.normalize('NFKC') !== text || /[^\p{L}\p{N}\p{M}\u0020-\u007e\n\t]/u.test(text);
}
