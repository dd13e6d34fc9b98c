// How well each candidate fits: words and surroundings first, then the times that are asked for and a small prior.
import { retention } from '../forgetting.js';
import type { Question } from './question.js';
import type { Glimpse } from './rows.js';
import {
  isInTime,
  type Structured,
  type StructureParts,
  structured,
  turnFactor,
} from './structure.js';
import { WEIGHTS } from './weights.js';

export interface Candidate extends Structured {
  readonly number: number;
  /** What times that the question names, or the age that it asks for, add. */
  readonly date: number;
  readonly prior: number;
  /** What being related to a better one adds. */
  readonly relation: number;
  readonly score: number;
}

/** One of which is known how well it fits, but not yet against the others. */
interface Fitting extends Structured {
  readonly number: number;
  readonly fit: number;
  readonly createdAt: number;
  /** Importance, freshness and confidence together, 0 to 1. */
  readonly worth: number;
}

interface RankParts extends StructureParts {
  readonly now: number;
}

/** Candidates with their scores, in the order of the numbers. */
export function rank(numbers: ReadonlySet<number>, parts: RankParts): Candidate[] {
  const fitting: Fitting[] = [];
  let best = 0;
  for (const number of numbers) {
    const one = fittingOf(number, parts);
    if (one === undefined) continue;
    best = Math.max(best, one.fit);
    fitting.push(one);
  }
  const { question } = parts;
  const agesBy = agesOf(fitting, best, question);
  return fitting.map((one): Candidate => {
    const { number, lexical, semantic, structure, fit, createdAt, worth } = one;
    const date = isInTime(one, question)
      ? WEIGHTS.date * fit + WEIGHTS.dateAlone * (best || 1) * turnFactorOf(number, parts)
      : 0;
    const timely = (fit + date) * agesBy(createdAt);
    const prior = timely * WEIGHTS.prior * worth;
    const own = { number, lexical, semantic, structure };
    return { ...own, date: timely - fit, prior, relation: 0, score: timely + prior };
  });
}

function fittingOf(number: number, parts: RankParts): Fitting | undefined {
  const seen = parts.documents.glance(number);
  if (seen === undefined) return undefined;
  // Read before anything else is glanced at.
  const { createdAt } = seen;
  const worth = priorOf(seen, parts.now);
  const { lexical, semantic, structure } = structured(number, parts);
  const fit = lexical + semantic + structure;
  return { number, lexical, semantic, structure, fit, createdAt, worth };
}

function priorOf(seen: Glimpse, now: number): number {
  return 0.5 * seen.importance + 0.3 * retention(seen, now) + 0.2 * seen.confidence;
}

function turnFactorOf(number: number, { documents }: RankParts): number {
  const memory = documents.at(number);
  return memory === undefined ? 1 : turnFactor(memory);
}

/** A factor for the age of those that fit about as well as the best, when the question asks for the newest or oldest. */
function agesOf(
  fitting: readonly Fitting[],
  best: number,
  { age }: Question,
): (createdAt: number) => number {
  if (age === undefined) return () => 1;
  const times = fitting.filter(({ fit }) => fit >= best / 2).map(({ createdAt }) => createdAt);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  if (last <= first) return () => 1;
  return (createdAt) => {
    const place = Math.min(1, Math.max(0, (createdAt - first) / (last - first)));
    return 1 + WEIGHTS.age * (age === 'latest' ? place : 1 - place);
  };
}
