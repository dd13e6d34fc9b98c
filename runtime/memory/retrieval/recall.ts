// What is put before a turn: memories that clearly speak of it, within a token budget. Usually none.
import { memoryLine } from '../line.js';
import type { MemoryHit, Recall } from '../types.js';

/** What of the retriever is needed. */
interface Candidate extends MemoryHit {
  readonly coverage: number;
  readonly strongMatches: number;
}

const MAX_HITS = 12;
const CHARS_PER_TOKEN = 4;
/** Share of the question that one memory must speak of; less is enough when several telling words agree. */
const MIN_COVERAGE = 0.45;
const MIN_COVERAGE_OF_SEVERAL = 0.25;

/** Takes candidates best first as long as they fit the budget. */
export function chooseRecall(candidates: readonly Candidate[], tokenBudget: number): Recall {
  const hits: MemoryHit[] = [];
  const lines: string[] = [];
  let left = tokenBudget;
  for (const candidate of candidates) {
    if (!isRelevant(candidate)) continue;
    const line = memoryLine(candidate.memory);
    const tokens = Math.ceil(line.length / CHARS_PER_TOKEN) + 1;
    if (tokens > left) continue;
    left -= tokens;
    const { memory, score, why } = candidate;
    hits.push({ memory, score, why });
    lines.push(line);
    if (hits.length === MAX_HITS) break;
  }
  return { hits, lines };
}

function isRelevant({ coverage, strongMatches }: Candidate): boolean {
  if (strongMatches === 0) return coverage >= 1;
  return coverage >= MIN_COVERAGE || (strongMatches >= 2 && coverage >= MIN_COVERAGE_OF_SEVERAL);
}

/** Whether a text asks for what is remembered as a whole: "what do you know about me?" */
export function asksForEverything(text: string): boolean {
  return /\b(?:what|anything|everything)\b.*\b(?:you (?:\w+ )?(?:remember|know|recall)|your memor(?:y|ies)|(?:remembered|known))\b/i.test(
    text,
  );
}
