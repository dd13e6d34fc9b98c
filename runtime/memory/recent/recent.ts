// Which of the latest conversations are put before a turn, and which are too old to be.
import type { Memory, MemoryHit, MemoryService } from '../types.js';

/** Tokens of all summaries that are kept at hand; older ones are archived. */
const CAP_TOKENS = 4_000;
const CHARS_PER_TOKEN = 4;
/** At the start of a conversation: so many, each so long, not older than this. */
const FEW = 2;
const FEW_CHARS = 240;
const FEW_MS = 7 * 86_400_000;

/** The field that names the conversation which a memory sums up. */
export const SUMMARY_FIELD = 'summaryOf';

/** Whether a memory sums up a conversation: it is put before a turn by its time, not by its words. */
export function isSummary({ layer, fields }: Pick<Memory, 'layer' | 'fields'>): boolean {
  return layer === 'recent' && typeof fields[SUMMARY_FIELD] === 'string';
}

/** Whether a text speaks of what was done before. */
export function asksForPast(text: string): boolean {
  return /\b(?:last (?:time|week|session|conversation|month)|yesterday|the other day|earlier (?:today|this week)|previous (?:session|conversation)s?|where (?:were|did) we|(?:continue|go on|pick up) (?:where|with|from)|(?:did|have|had) we (?:\w+ )?(?:talk|discuss|decide|do|work|agree|say|look)\w*|we (?:talked|discussed|decided|worked|agreed|left off)|(?:recent|latest) (?:work|sessions?|conversations?))\b/i.test(
    text,
  );
}

/**
 * The latest conversations for a turn, newest first: a few short ones at the start of a conversation, as many as the
 * cap allows when the past is asked about, else none.
 */
export async function recentFor(
  memory: MemoryService,
  {
    text,
    isFirst,
    now,
  }: { readonly text: string; readonly isFirst: boolean; readonly now: number },
): Promise<readonly (MemoryHit & { readonly line: string })[]> {
  const isAsked = asksForPast(text);
  if (!isAsked && !isFirst) return [];
  const all = newestFirst(await summaries(memory));
  const chosen = isAsked
    ? withinCap(all).map((one) => ({ one, line: lineOf(one, Number.POSITIVE_INFINITY) }))
    : all
        .filter(({ updatedAt }) => now - updatedAt <= FEW_MS)
        .slice(0, FEW)
        .map((one) => ({ one, line: lineOf(one, FEW_CHARS) }));
  const why = isAsked ? 'you ask about earlier work' : 'one of your latest conversations';
  return chosen.map(({ one, line }) => ({ memory: one, score: 0, why, line }));
}

/** Archives what is beyond the cap. @returns what was archived */
export async function archiveOldSummaries(memory: MemoryService): Promise<readonly Memory[]> {
  const all = newestFirst(await summaries(memory));
  const kept = new Set(withinCap(all).map(({ id }) => id));
  const old = all.filter(({ id, pinned }) => !kept.has(id) && !pinned);
  return Promise.all(old.map(({ id }) => memory.archive(id)));
}

async function summaries(memory: MemoryService): Promise<readonly Memory[]> {
  return (await memory.list({ layers: ['recent'] })).filter(isSummary);
}

function newestFirst(all: readonly Memory[]): readonly Memory[] {
  return [...all].sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1));
}

function withinCap(all: readonly Memory[]): readonly Memory[] {
  let left = CAP_TOKENS * CHARS_PER_TOKEN;
  return all.filter(({ content }) => {
    left -= content.length + LABEL.length + 1;
    return left >= 0;
  });
}

const LABEL = '[recent/summary] ';

function lineOf({ content }: Memory, chars: number): string {
  const text = content.replaceAll(/\s+/g, ' ');
  return `${LABEL}${text.length <= chars ? text : `${text.slice(0, chars - 1)}…`}`;
}
