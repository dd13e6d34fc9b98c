// How good an output is, with words about what is wrong: against an expected one, and against checks of its text.
import type { Json } from '../../core/index.js';
import type { Example, TextCheck } from './examples.js';

export interface Grade {
  /** 0 to 1. */
  readonly score: number;
  /** Empty when there is nothing to say. */
  readonly feedback: string;
}

/** A text up to this length is right or wrong as a whole. */
const SHORT_CHARS = 40;
const WORDS_NAMED = 8;
/** Why something is done may be said in many ways. */
const FREE_FIELDS: ReadonlySet<string> = new Set(['reasoning']);

/**
 * The mean of the fields' agreement and the share of checks that hold. Numbers, choices and short texts are equal or
 * not; longer texts and lists agree in part (F1 of words, or of items).
 */
export function gradeOutput(
  { expected, check }: Pick<Example, 'expected' | 'check'>,
  output: Json,
): Grade {
  const parts: Grade[] = [
    ...(expected === undefined ? [] : [agreement(expected, output, '')]),
    ...(check === undefined ? [] : [checked(check, textsIn(output))]),
  ];
  if (parts.length === 0) return { score: 0, feedback: 'Nothing says what would be right.' };
  return {
    score: parts.reduce((sum, { score }) => sum + score, 0) / parts.length,
    feedback: parts
      .map(({ feedback }) => feedback)
      .filter((text) => text !== '')
      .join(' '),
  };
}

function agreement(expected: Json, got: Json, name: string): Grade {
  if (typeof expected === 'string' && typeof got === 'string') return texts(expected, got, name);
  if (Array.isArray(expected) && Array.isArray(got)) return lists(expected, got, name);
  if (isObject(expected) && isObject(got)) {
    const names = Object.keys(expected).filter((key) => !FREE_FIELDS.has(key));
    const grades = names.map((key) =>
      agreement(expected[key] ?? null, got[key] ?? null, name === '' ? key : `${name}.${key}`),
    );
    return {
      score:
        grades.length === 0 ? 1 : grades.reduce((sum, { score }) => sum + score, 0) / grades.length,
      feedback: grades
        .map(({ feedback }) => feedback)
        .filter((text) => text !== '')
        .join(' '),
    };
  }
  const same = JSON.stringify(expected) === JSON.stringify(got);
  return {
    score: same ? 1 : 0,
    feedback: same ? '' : `${name} should be ${short(expected)}, not ${short(got)}.`,
  };
}

function texts(expected: string, got: string, name: string): Grade {
  if (normal(expected) === normal(got)) return { score: 1, feedback: '' };
  if (expected.length <= SHORT_CHARS)
    return { score: 0, feedback: `${name} should be ${short(expected)}, not ${short(got)}.` };
  const [wanted, given] = [words(expected), words(got)];
  const missing = without(wanted, given);
  const extra = without(given, wanted);
  const shared = wanted.length - missing.length;
  const score = shared === 0 ? 0 : (2 * shared) / (wanted.length + given.length);
  const named = (list: readonly string[]): string =>
    [...new Set(list)]
      .filter((word) => word.length > 3)
      .slice(0, WORDS_NAMED)
      .join(', ');
  const said = [
    ...(named(missing) === '' ? [] : [`${name} does not mention: ${named(missing)}.`]),
    ...(named(extra) === '' ? [] : [`${name} mentions what is not expected: ${named(extra)}.`]),
  ];
  return { score, feedback: said.join(' ') };
}

/** Each expected item with the item that agrees most, each used once; F1 over both lists. */
function lists(expected: readonly Json[], got: readonly Json[], name: string): Grade {
  if (expected.length === 0 && got.length === 0) return { score: 1, feedback: '' };
  const left = [...got];
  let shared = 0;
  const missing: Json[] = [];
  for (const item of expected) {
    const scores = left.map((one) => agreement(item, one, name).score);
    const best = Math.max(0, ...scores);
    if (best > 0) left.splice(scores.indexOf(best), 1);
    shared += best;
    if (best < 0.5) missing.push(item);
  }
  const said = [
    ...(missing.length === 0
      ? []
      : [`${name} lacks ${missing.slice(0, 3).map(short).join(', ')}.`]),
    ...(left.length === 0
      ? []
      : [`${name} has ${left.length} too many, e.g. ${short(left[0] ?? null)}.`]),
  ];
  return { score: (2 * shared) / (expected.length + got.length), feedback: said.join(' ') };
}

function checked(
  { contains = [], excludes = [], matches, maxChars }: TextCheck,
  text: string,
): Grade {
  const results: (readonly [boolean, string])[] = [
    ...contains.map((part) => [includes(text, part), `It must mention "${part}".`] as const),
    ...excludes.map((part) => [!includes(text, part), `It must not mention "${part}".`] as const),
    ...(matches === undefined
      ? []
      : [[new RegExp(matches, 'u').test(text), `It must match ${matches}.`] as const]),
    ...(maxChars === undefined
      ? []
      : [[text.length <= maxChars, `It must have at most ${maxChars} characters.`] as const]),
  ];
  const failed = results.filter(([holds]) => !holds);
  return {
    score: results.length === 0 ? 1 : 1 - failed.length / results.length,
    feedback: failed.map(([, words]) => words).join(' '),
  };
}

function includes(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

/** All texts of a value, one below the other. */
function textsIn(value: Json): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textsIn).join('\n');
  if (isObject(value)) return Object.values(value).map(textsIn).join('\n');
  return value === null ? '' : JSON.stringify(value);
}

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function normal(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

function words(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** What is left of a list when each of the others has taken one away. */
function without(list: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return list.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}

function short(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
