// Secrets by their look: passwords told in prose, and values that only a generator makes. For memory, where such a
// text is never worth keeping; elsewhere it may be a checksum or data.

interface Suspicious {
  readonly kind: string;
  /** Has the `d` flag; group 1 is the secret. */
  readonly regex: RegExp;
  readonly accept: (value: string) => boolean;
}

const LOOKS: readonly Suspicious[] = [
  {
    kind: 'told-secret',
    regex:
      /(?<![A-Za-z])(?:password|passwd|passphrase|pwd|secret|token|pin|api[ _-]?key|access[ _-]?key)\s*(?:is|was|=|:)\s*["'`“]?([^\s"'`”]{6,200})/dgi,
    accept: isTold,
  },
  {
    kind: 'generated-value',
    regex: /(?<![\w+=-])([\w+=-]{32,500})(?![\w+=-])/dg,
    accept: isGenerated,
  },
];

export interface FoundValue {
  readonly kind: string;
  /** Offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Linear in the length of the text. */
export function findGenerated(text: string): readonly FoundValue[] {
  return LOOKS.flatMap(({ kind, regex, accept }) =>
    [...text.matchAll(regex)].flatMap((match) => {
      const [start, end] = match.indices?.[1] ?? [0, 0];
      return accept(text.slice(start, end)) ? [{ kind, start, end }] : [];
    }),
  );
}

/** The text with each of them replaced by `[redacted:<kind>]`. */
export function redactGenerated(text: string): string {
  let clean = text;
  for (const { kind, start, end } of [...findGenerated(text)].sort((a, b) => b.start - a.start)) {
    clean = `${clean.slice(0, start)}[redacted:${kind}]${clean.slice(end)}`;
  }
  return clean;
}

/** What people make and say as a password: letters and digits mixed; names of algorithms are only talked about. */
function isTold(raw: string): boolean {
  const value = raw.replace(/[.,;:!?)]+$/, '');
  if (
    value.length < 6 ||
    /^(?:argon2|bcrypt|scrypt|pbkdf2|sha-?\d|md5|base\d|utf-?\d)/i.test(value)
  )
    return false;
  // Paths, addresses, dotted names and references to a place where it is kept.
  if (/^(?:[./~$%<{[]|https?:|process\.)|[/\\()]/.test(value)) return false;
  const changes = value.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
  const isWordWithNumber = /^[A-Za-z]{3,20}\d{1,6}[!@#$%^&*]*$/.test(value);
  return changes >= 2 || isWordWithNumber;
}

/** Many kinds of letters in no order. Hexadecimal values are left alone: commits and checksums are spoken of. */
function isGenerated(value: string): boolean {
  const count = (letters: RegExp): number => value.match(letters)?.length ?? 0;
  const isMixed = count(/[a-z]/g) >= 4 && count(/[A-Z]/g) >= 4 && count(/\d/g) >= 3;
  return isMixed && new Set(value).size >= 18;
}
