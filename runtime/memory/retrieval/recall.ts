// What is put before a turn: memories that clearly speak of it, within a token budget. Usually none.
import { wordingOf } from '../../wording/index.js';
import { analyse } from '../analysis/index.js';
import { memoryLine } from '../line.js';
import type { MemoryHit, Recall } from '../types.js';
import { isTurn } from './conversations.js';

/** What of the retriever is needed. */
interface Candidate extends MemoryHit {
  readonly coverage: number;
  readonly strongMatches: number;
  readonly strongIdeas: number;
}

const MAX_HITS = 12;
const CHARS_PER_TOKEN = 4;
/** Share of the question that one memory must speak of; less is enough when several telling words agree. */
const MIN_COVERAGE = 0.45;
const MIN_COVERAGE_OF_SEVERAL = 0.25;
const MIN_COVERAGE_IN_OTHER_WORDS = 0.6;

/**
 * Turns of conversations are many, and speak of everything: they are put before a turn only when the best of them
 * speak of this share of the question …
 */
const MIN_COVERAGE_OF_TURNS = 0.38;
const BEST_TURNS = 3;
/** … and then those that are not far behind the best. */
const MIN_SCORE_OF_TURNS = 0.4;
const MIN_COVERAGE_OF_TURN = 0.15;
const MAX_TURNS = 8;
const MAX_OF_SESSION = 3;

/** Share of common terms (Jaccard) from which two memories say the same. */
const SAME = 0.8;

/** Takes candidates best first as long as they fit the budget: relevant ones, each said once. */
export function chooseRecall(candidates: readonly Candidate[], tokenBudget: number): Recall {
  const turns = relevantTurns(candidates.filter(({ memory }) => isTurn(memory)));
  const relevant = candidates.filter((candidate) =>
    isTurn(candidate.memory) ? turns.has(candidate) : isRelevant(candidate),
  );
  const hits: MemoryHit[] = [];
  const lines: string[] = [];
  const said: ReadonlySet<string>[] = [];
  let left = tokenBudget;
  for (const { memory, score, why } of relevant) {
    const line = memoryLine(memory);
    const tokens = Math.ceil(line.length / CHARS_PER_TOKEN) + 1;
    if (tokens > left) continue;
    const terms = new Set(analyse(memory.content).map(({ term }) => term));
    if (said.some((other) => likeness(terms, other) >= SAME)) continue;
    said.push(terms);
    left -= tokens;
    hits.push({ memory, score, why });
    lines.push(line);
    if (hits.length === MAX_HITS) break;
  }
  return { hits, lines };
}

function isRelevant({ coverage, strongMatches, strongIdeas }: Candidate): boolean {
  if (strongMatches > 0) {
    return coverage >= MIN_COVERAGE || (strongMatches >= 2 && coverage >= MIN_COVERAGE_OF_SEVERAL);
  }
  return coverage >= 1 || (strongIdeas >= 2 && coverage >= MIN_COVERAGE_IN_OTHER_WORDS);
}

function relevantTurns(turns: readonly Candidate[]): ReadonlySet<Candidate> {
  const isClear = ({ strongMatches, coverage }: Candidate): boolean =>
    strongMatches >= 2 && coverage >= MIN_COVERAGE_OF_TURNS;
  if (!turns.slice(0, BEST_TURNS).some(isClear)) return new Set();
  const least = (turns[0]?.score ?? 0) * MIN_SCORE_OF_TURNS;
  const ofSession = new Map<string | undefined, number>();
  const chosen = turns.filter(({ score, coverage, memory }) => {
    if (score < least || coverage < MIN_COVERAGE_OF_TURN) return false;
    const { sessionId } = memory.provenance;
    const count = (ofSession.get(sessionId) ?? 0) + 1;
    ofSession.set(sessionId, count);
    return count <= MAX_OF_SESSION;
  });
  return new Set(chosen.slice(0, MAX_TURNS));
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((term) => other.has(term)).length;
  const all = one.size + other.size - common;
  return all === 0 ? 0 : common / all;
}

/** Whether a text asks for what is remembered as a whole: "what do you know about me?" */
export function asksForEverything(text: string): boolean {
  const { plain, request } = wordingOf(text);
  return request.everything.test(plain(text));
}

/** What a text asks for beside the words of its language that say nothing, or only speak of memory. */
export function askedFor(text: string): string {
  const { plain, stopWords, request } = wordingOf(text);
  if (request.ofMemory === undefined) return text;
  return (
    plain(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .filter((word) => !stopWords.has(word) && request.ofMemory?.test(word) !== true)
    .join(' ');
}
