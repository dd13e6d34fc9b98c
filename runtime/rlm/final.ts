// The end of a loop: `final(value)`, checked against the intent's type before it counts.
import * as z from 'zod';
import type { Intent, Json } from '../core/index.js';
import { jsonSchema, MemfunError } from '../core/index.js';
import type { FixAnswer, ProseAnswer, ReviewAnswer } from '../models/index.js';
import { ANSWER_SCHEMAS, typeText } from '../models/index.js';
import type { CitationChecker } from './citations.js';
import { citationsInText } from './citations.js';
import { oneLine } from './text.js';
import type { Answer } from './types.js';

/** `final()` was given something that is not an answer of the asked type. The loop goes on. */
export class FinalValueError extends MemfunError {
  readonly code = 'rlm.final';
  constructor(problem: string, intent: Intent) {
    super(`final() takes ${answerType(intent)}. ${problem}`, {
      remedy: 'Call final() again with a value of that type.',
    });
  }
}

const answerTypes = new Map<Intent, string>();

/** The argument of `final()` as TypeScript, for the prompt. */
export function answerType(intent: Intent): string {
  const known = answerTypes.get(intent);
  if (known !== undefined) return known;
  const text = typeText(z.toJSONSchema(ANSWER_SCHEMAS[intent], { io: 'input' }));
  answerTypes.set(intent, text);
  return text;
}

/**
 * Checks a value given to `final()` and makes it an answer: places that do not exist are dropped and noted.
 * For prose a plain string will do, and citations may be written as `path:line`.
 * @throws FinalValueError when the value is not of the intent's type
 */
export async function checkFinal(
  value: Json,
  intent: Intent,
  citations: CitationChecker,
): Promise<Answer> {
  if (intent === 'review' || intent === 'audit') {
    return reviewAnswer(parse(ANSWER_SCHEMAS[intent], value, intent), citations);
  }
  if (intent === 'fix') return fixAnswer(parse(ANSWER_SCHEMAS.fix, value, intent));
  return proseAnswer(parse(ANSWER_SCHEMAS[intent], asProse(value), intent), citations, intent);
}

/** An answer that came as text without a loop's final(): its places are checked in the same way. */
export async function proseAnswer(
  value: ProseAnswer,
  checker: CitationChecker,
  intent: Intent,
): Promise<Answer> {
  if (value.answer.trim() === '') throw new FinalValueError('The answer is empty.', intent);
  const claimed = await checker.check(value.citations);
  // Places named in the text are citations too; only what exists is taken, silently.
  const named = await checker.check(citationsInText(value.answer));
  const citations = [...claimed.valid];
  for (const place of named.valid) {
    if (!citations.some((c) => c.path === place.path && c.line === place.line))
      citations.push(place);
  }
  return { text: value.answer, citations, data: undefined, notes: claimed.notes };
}

/** What can be shown of a value that `final()` refused: its text, unchecked and without places. */
export function draftAnswer(value: Json | undefined): Answer | undefined {
  const text = draftText(value);
  if (text === undefined || text.trim() === '') return undefined;
  return { text, citations: [], data: undefined, notes: [] };
}

function draftText(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return undefined;
  const { answer, summary } = value as Readonly<Record<string, Json>>;
  return [answer, summary].find((text) => typeof text === 'string');
}

async function reviewAnswer(value: ReviewAnswer, checker: CitationChecker): Promise<Answer> {
  const { valid, notes } = await checker.check(value.findings);
  return {
    text: value.summary,
    citations: valid.map(({ path, line, endLine }) =>
      endLine === undefined ? { path, line } : { path, line, endLine },
    ),
    data: jsonSchema.parse({ ...value, findings: valid }),
    notes,
  };
}

function fixAnswer(value: FixAnswer): Answer {
  return { text: value.summary, citations: [], data: jsonSchema.parse(value), notes: [] };
}

function parse<T>(schema: z.ZodType<T>, value: unknown, intent: Intent): T {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  throw new FinalValueError(oneLine(z.prettifyError(checked.error), 600), intent);
}

/** What models write for a prose answer, brought to the schema's form; the schema then judges it. */
function asProse(value: Json): unknown {
  if (typeof value === 'string') return { answer: value, citations: [] };
  if (value === null || typeof value !== 'object' || !('answer' in value)) return value;
  const listed: unknown = value.citations ?? [];
  if (!Array.isArray(listed)) return value;
  const citations = listed.flatMap((c: unknown) =>
    typeof c === 'string' ? citationsInText(c) : [c],
  );
  return { ...value, citations };
}
