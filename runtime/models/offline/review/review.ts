// Runs every static rule over one file: findings for a review, replacements for a fix.
import type { Finding } from '../../signatures/index.js';
import { OTHER_RULES } from './other-rules.js';
import { PYTHON_RULES } from './python-rules.js';
import type { StaticRule } from './rule.js';
import { SCRIPT_RULES } from './script-rules.js';
import { SECURITY_RULES } from './security-rules.js';
import type { Source } from './source.js';
import { familyOf, prepareSource } from './source.js';

const STATIC_RULES: readonly StaticRule[] = [
  ...SCRIPT_RULES,
  ...PYTHON_RULES,
  ...OTHER_RULES,
  ...SECURITY_RULES,
];

/** Ids of the rules of a security audit. */
export const SECURITY_IDS: readonly string[] = [
  ...new Set(STATIC_RULES.filter(({ security }) => security).map(({ id }) => id)),
];

const MAX_PER_RULE = 8;
const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** Findings of every rule that reads the file's language: errors first, then by line. */
export function reviewText(path: string, text: string): Finding[] {
  const source = prepareSource(path, text);
  return rulesFor(source)
    .flatMap((rule) => findings(rule, source))
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || a.line - b.line);
}

export interface MechanicalFix {
  /** New text of exactly the given lines. */
  readonly replacement: string;
  readonly fixed: readonly {
    readonly line: number;
    readonly title: string;
    readonly rule: string;
  }[];
  /** Found in the lines, but not to be mended by rule. */
  readonly left: readonly Finding[];
}

/** Mends what can be mended by rule in lines `startLine` to `endLine` (from 1, inclusive). */
export function fixText(
  path: string,
  text: string,
  startLine: number,
  endLine: number,
): MechanicalFix {
  const source = prepareSource(path, text);
  const out: string[] = [];
  const fixed: { line: number; title: string; rule: string }[] = [];
  const left: Finding[] = [];
  for (let index = startLine - 1; index < Math.min(endLine, source.raw.length); index++) {
    const found = rulesFor(source).filter((rule) =>
      rule.find(source).some((spot) => spot.index === index),
    );
    const mended = found.flatMap((rule) => {
      const lines = rule.fix?.(source, index);
      return lines === undefined ? [] : [{ rule, lines }];
    });
    const first = mended[0];
    if (first !== undefined)
      fixed.push({ line: index + 1, title: first.rule.title, rule: first.rule.id });
    out.push(...(first?.lines ?? [source.raw[index] ?? '']));
    left.push(
      ...found
        .filter((rule) => rule !== first?.rule)
        .flatMap((rule) => findings(rule, source, index)),
    );
  }
  return { replacement: out.join('\n'), fixed, left };
}

function rulesFor(source: Source): readonly StaticRule[] {
  const family = familyOf(source);
  return STATIC_RULES.filter((rule) => rule.families === 'any' || rule.families.includes(family));
}

function findings(rule: StaticRule, source: Source, only?: number): Finding[] {
  return rule
    .find(source)
    .filter((spot) => only === undefined || spot.index === only)
    .slice(0, MAX_PER_RULE)
    .map((spot) => ({
      path: source.path,
      line: spot.index + 1,
      ...(spot.endIndex === undefined ? {} : { endLine: spot.endIndex + 1 }),
      severity: rule.severity,
      title: spot.what === undefined ? rule.title : `${rule.title}: ${spot.what}`,
      detail: rule.detail,
      rule: rule.id,
    }));
}
