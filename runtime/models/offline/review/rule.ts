// What a static rule is: where it applies, what it finds, why that matters, and how to mend it when that is mechanical.
import type { LanguageFamily, Source } from './source.js';

export interface Spot {
  /** From 0, into the lines of the source. */
  readonly index: number;
  /** Last line from 0, when the finding covers several. */
  readonly endIndex?: number;
  /** What stands there, for the title, e.g. the name of a function. */
  readonly what?: string;
}

export interface StaticRule {
  readonly id: string;
  /** `any` for rules that read every language. */
  readonly families: readonly LanguageFamily[] | 'any';
  readonly severity: 'error' | 'warning' | 'info';
  /** Part of a security audit. */
  readonly security?: true;
  readonly title: string;
  /** Why it matters and what to do. */
  readonly detail: string;
  readonly find: (source: Source) => readonly Spot[];
  /** The mended line or lines for one spot; `undefined` when this one cannot be mended by rule. */
  readonly fix?: (source: Source, index: number) => readonly string[] | undefined;
}

/** Every line whose code matches. */
export function matching(pattern: RegExp): StaticRule['find'] {
  return ({ code }) => code.flatMap((line, index) => (pattern.test(line) ? [{ index }] : []));
}

/** Every line whose code matches `code` and whose text as written matches `raw`. */
export function matchingBoth(code: RegExp, raw: RegExp): StaticRule['find'] {
  return (source) =>
    source.code.flatMap((line, index) =>
      code.test(line) && raw.test(source.raw[index] ?? '') ? [{ index }] : [],
    );
}

/** Replaces in the line as written what matches in its code, so that strings and comments stay. */
export function replaceInCode(
  source: Source,
  index: number,
  pattern: RegExp,
  replacement: string,
): readonly string[] | undefined {
  const raw = source.raw[index] ?? '';
  const code = source.code[index] ?? '';
  let out = '';
  let from = 0;
  for (const match of code.matchAll(new RegExp(pattern.source, 'g'))) {
    out +=
      raw.slice(from, match.index) +
      replacement.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
    from = match.index + match[0].length;
  }
  return from === 0 ? undefined : [out + raw.slice(from)];
}

export function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? '';
}
