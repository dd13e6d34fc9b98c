// Context that nobody used: much was printed into the conversation of a loop, and nothing of it was taken up again.
import type { Span } from '../types.js';
import type { Finding, Run } from './findings.js';

/** Characters of what a step shows its loop from which on it weighs. */
const LARGE = 8_000;
const CHARS_PER_TOKEN = 4;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*|\d{4,}/gu;
const DECLARED = /\b(?:const|let|var|function|class)\s+([\p{L}_$][\p{L}\p{N}_$]*)/gu;
const DESTRUCTURED = /\b(?:const|let|var)\s*[{[]([^}\]]*)[}\]]/g;
/** From so many letters on a plain word tells where it comes from; a name in two parts always does. */
const LONG_WORD = 8;
const IN_PARTS = /[a-z][A-Z]|_|\d/;
/** Every program has them. */
const COMMON: ReadonlySet<string> = new Set(
  'function readonly interface undefined continue implements constructor readFile listFiles citations register parameter returning anything something otherwise question complete'.split(
    ' ',
  ),
);

/**
 * Only runs that were answered, and only what later steps had to carry. Used is what shares a telling word with a later
 * cell, thought, call or the answer that was not said before; and so is what a later cell takes from a variable.
 * So a text that is read and rightly found to be of no interest counts too: it need not have been printed whole.
 */
export function unusedContext({ turnId, spans }: Run): readonly Finding[] {
  const turn = spans.find(({ kind }) => kind === 'turn');
  const answer = turn?.attributes['memfun.answer'];
  if (typeof answer !== 'string' || turn?.status === 'failed') return [];
  const steps = spans.filter(({ kind }) => kind === 'step');
  const said = new Map(steps.map(({ id }) => [id, saidIn(id, spans)]));
  return steps.flatMap((step, at) => {
    const shown = step.attributes['memfun.observation'];
    const loop = step.attributes['memfun.step.loop'];
    const later = steps
      .slice(at + 1)
      .filter(({ attributes }) => attributes['memfun.step.loop'] === loop);
    if (typeof shown !== 'string' || shown.length < LARGE || later.length === 0) return [];
    const own = said.get(step.id) ?? '';
    const before = new Set([
      ...steps.slice(0, at).flatMap(({ id }) => [...wordsOf(said.get(id) ?? '')]),
      ...wordsOf(String(turn?.attributes['memfun.request'] ?? '')),
    ]);
    for (const word of wordsOf(own)) before.add(word);
    const telling = [...wordsOf(shown)].filter((word) => tells(word) && !before.has(word));
    const set = declaredIn(own);
    const after = steps.slice(at + 1).map(({ id }) => said.get(id) ?? '');
    const taken = wordsOf([...after, answer].join('\n'));
    if ([...telling, ...set].some((word) => taken.has(word))) return [];
    return [
      {
        kind: 'unused-context',
        text: `${shown.length} characters were shown to ${later.length} more ${later.length === 1 ? 'step' : 'steps'}, and nothing of them was used.`,
        turnId,
        spans: [step.id, ...later.map(({ id }) => id)],
        wastedTokens: Math.round(shown.length / CHARS_PER_TOKEN) * later.length,
      } satisfies Finding,
    ];
  });
}

/** Thought, code and calls of a step; not what it was shown. */
function saidIn(step: string, spans: readonly Span[]): string {
  const own = spans.filter(({ id, parentId }) => id === step || parentId === step);
  const cells = new Set(own.map(({ id }) => id));
  return spans
    .filter(({ id, parentId }) => cells.has(id) || (parentId !== undefined && cells.has(parentId)))
    .flatMap(({ attributes }) => SAID.map((name) => attributes[name]))
    .filter((value) => typeof value === 'string')
    .join('\n');
}

const SAID = [
  'memfun.cell.reasoning',
  'memfun.cell.code',
  'memfun.call.summary',
  'gen_ai.output.messages',
] as const;

function tells(word: string): boolean {
  return (
    !COMMON.has(word) && (word.length >= LONG_WORD || (word.length > 3 && IN_PARTS.test(word)))
  );
}

/** Variables that a cell sets. */
function declaredIn(code: string): readonly string[] {
  const names = [...code.matchAll(DECLARED)].flatMap(([, name]) => name ?? []);
  const parts = [...code.matchAll(DESTRUCTURED)].flatMap(([, list = '']) => [...wordsOf(list)]);
  return [...names, ...parts];
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(WORD) ?? []);
}
