// The secrets scrubber: finds keys, tokens and passwords by the shape of their value and takes them out of text.

export interface FoundSecret {
  /** What it looks like, e.g. `aws-access-key`. */
  readonly kind: string;
  /** Offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
}

interface Pattern {
  readonly kind: string;
  /** A text without which the pattern cannot match: most texts are done after these look-ups. */
  readonly hints: readonly string[];
  /** Has the `d` flag; group 1, where there is one, is the secret itself. */
  readonly regex: RegExp;
  readonly accept?: (value: string) => boolean;
}

const PATTERNS: readonly Pattern[] = [
  {
    kind: 'private-key',
    hints: ['PRIVATE KEY'],
    regex:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]{20,20000}?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$(?![\s\S]))/dg,
  },
  { kind: 'aws-access-key', hints: ['AKIA', 'ASIA'], regex: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/dg },
  {
    kind: 'github-token',
    hints: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    regex: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{40,255})/dg,
  },
  { kind: 'gitlab-token', hints: ['glpat-'], regex: /\bglpat-[A-Za-z0-9_-]{20,64}/dg },
  { kind: 'anthropic-key', hints: ['sk-ant-'], regex: /\bsk-ant-[A-Za-z0-9_-]{20,200}/dg },
  {
    kind: 'openai-key',
    hints: ['sk-'],
    regex: /\bsk-(?:proj-|svcacct-|admin-|or-v1-)?[A-Za-z0-9_-]{20,200}/dg,
    accept: (value) => /\d/.test(value) && entropy(value) > 3.5,
  },
  { kind: 'google-key', hints: ['AIza'], regex: /\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/dg },
  {
    kind: 'slack-token',
    hints: ['xox', 'xapp-'],
    regex: /\b(?:xox[abeprs]|xapp)-[A-Za-z0-9-]{16,250}/dg,
    accept: (value) => /\d/.test(value),
  },
  {
    kind: 'slack-webhook',
    hints: ['hooks.slack.com'],
    regex: /hooks\.slack\.com\/services\/([A-Za-z0-9/]{30,100})/dg,
  },
  {
    kind: 'stripe-key',
    hints: ['_live_', '_test_'],
    regex: /\b(?:[sr]k|whsec)_(?:live|test)_[A-Za-z0-9]{16,200}/dg,
  },
  { kind: 'npm-token', hints: ['npm_'], regex: /\bnpm_[A-Za-z0-9]{36}\b/dg },
  { kind: 'pypi-token', hints: ['pypi-'], regex: /\bpypi-[A-Za-z0-9_-]{50,250}/dg },
  { kind: 'huggingface-token', hints: ['hf_'], regex: /\bhf_[A-Za-z0-9]{30,60}\b/dg },
  {
    kind: 'sendgrid-key',
    hints: ['SG.'],
    regex: /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64}/dg,
  },
  {
    kind: 'json-web-token',
    hints: ['eyJ'],
    regex: /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,2000}/dg,
  },
  {
    kind: 'azure-key',
    hints: ['AccountKey=', 'SharedAccessKey='],
    regex: /(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{40,90}={0,2})/dg,
  },
  {
    kind: 'url-password',
    hints: ['://'],
    regex:
      /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"<>`]{0,100}:([^\s/@'"<>`${}[\]()]{3,200})@[\w[]/dgi,
    accept: (value) => !isPlaceholder(value),
  },
  {
    kind: 'bearer-token',
    hints: ['earer ', 'asic '],
    regex:
      /\b[Aa]uthorization["']?\s{0,4}[:=]\s{0,4}["'`]?(?:Bearer|Basic)\s+([A-Za-z0-9+/=._~-]{16,2000})/dg,
    accept: looksRandom,
  },
  {
    // NAME = "value", name: 'value': a telling name and a quoted value that no person would read aloud.
    kind: 'assigned-secret',
    hints: ['"', "'", '`'],
    regex:
      /(?:api[_-]?key|access[_-]?key|secret|token|passw(?:or)?d|pwd|passphrase|credential|private[_-]?key)[A-Za-z0-9_-]{0,30}["']?\]?\s{0,4}(?::\s{0,2}[A-Za-z]{1,12}\s{0,2})?(?:=|:|=>|:=)\s{0,4}["'`]([^\s"'`]{8,500})["'`]/dgi,
    accept: looksRandom,
  },
  {
    // KEY=value at the start of a line, as in .env files and shells.
    kind: 'environment-secret',
    hints: ['='],
    regex:
      /^[ \t]{0,20}(?:export[ \t]+)?[A-Z0-9_]{0,60}(?:KEY|SECRET|TOKEN|PASSWORD|PASSWD|PASS|PWD|CREDENTIALS?)[A-Z0-9_]{0,20}=([^\s"'`#;]{8,500})$/dgm,
    accept: looksRandom,
  },
];

/** Every secret in a text, in order, without overlaps. Linear in the length of the text. */
export function findSecrets(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const { kind, hints, regex, accept } of PATTERNS) {
    if (!hints.some((hint) => text.includes(hint))) continue;
    for (const match of text.matchAll(regex)) {
      const [start, end] = match.indices?.[1] ?? match.indices?.[0] ?? [0, 0];
      if (accept === undefined || accept(text.slice(start, end))) found.push({ kind, start, end });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: FoundSecret[] = [];
  for (const secret of found) {
    const previous = apart.at(-1);
    if (previous === undefined || secret.start >= previous.end) apart.push(secret);
  }
  return apart;
}

/** The text with every secret replaced by `[redacted:<kind>]`. A text without secrets comes back as it is. */
export function redactText(text: string): string {
  if (text.length < 8) return text;
  const secrets = findSecrets(text);
  if (secrets.length === 0) return text;
  let clean = '';
  let at = 0;
  for (const { kind, start, end } of secrets) {
    clean += `${text.slice(at, start)}[redacted:${kind}]`;
    at = end;
  }
  return clean + text.slice(at);
}

/** Letters and digits mixed, no code, no placeholder, and as surprising as a generated value. */
function looksRandom(value: string): boolean {
  if (isPlaceholder(value)) return false;
  // Paths, dotted names, calls and identifiers made of words are code or configuration.
  if (/^(?:[./~]|https?:|[A-Za-z_$]+(?:[.:/-][A-Za-z_$]+)*$)/.test(value)) return false;
  if (/[()<>{}\s]/.test(value)) return false;
  return /[A-Za-z]/.test(value) && /[\d]/.test(value) && entropy(value) >= 2.75;
}

function isPlaceholder(value: string): boolean {
  return (
    /^(?:\$|%|<|\{|\[redacted|process\.env|os\.environ)/.test(value) ||
    /^(?:x+|\*+|\.+|-+)$/i.test(value) ||
    /(?:example|placeholder|changeme|your[_-]|dummy|redacted|xxxx|\*\*\*|^pass(?:word)?$|^secret$)/i.test(
      value,
    )
  );
}

/** Shannon entropy in bits per character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / value.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}
