// Finding memories: words first, then what their surroundings, times and a small prior say; filters; why it fits.
import type { Clock } from '../../core/index.js';
import { analyse } from '../analysis/index.js';
import { retention } from '../forgetting.js';
import type { Memory, MemoryFilter, MemoryHit, MemoryQuery } from '../types.js';
import { Bm25Index, MEMORY_BM25, type TermWeights } from './bm25.js';
import { Conversations, speakerOf } from './conversations.js';
import { Documents } from './documents.js';
import { type Question, readQuestion, WHOLE_MATTER } from './question.js';
import { isInTime, type Structured, structured } from './structure.js';
import { WEIGHTS } from './weights.js';
import { whyFound } from './why.js';

/** So many are looked at more closely. */
const MIN_CANDIDATES = 200;
/** Of these the neighbours in their conversation are looked at as well. */
const WITH_NEIGHBOURS = 100;
/** So many memories of a time that the question names are looked at, newest first. */
const IN_TIME = 200;

const CONTENT_WEIGHT = 1;
const TAG_WEIGHT = 0.5;
const SUBJECT_WEIGHT = 0.5;

export interface Found extends MemoryHit {
  /** Share of the question, weighted by how much its words tell, that the memory speaks of. 0 to 1. */
  readonly coverage: number;
  /** Words of the question that the memory has and that tell something. */
  readonly strongMatches: number;
}

interface Candidate extends Structured {
  readonly number: number;
  readonly memory: Memory;
  readonly prior: number;
  readonly score: number;
}

export class Retriever {
  readonly #clock: Clock;
  readonly #documents = new Documents();
  readonly #bm25 = new Bm25Index(MEMORY_BM25, this.#documents.order);
  readonly #conversations = new Conversations();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Deleted memories are not searched; superseded and archived ones only on request. */
  set(memory: Memory): void {
    if (memory.status === 'deleted') {
      this.delete(memory.id);
      return;
    }
    const known = this.#documents.numberOf(memory.id);
    const before = this.#documents.byId(memory.id);
    if (known !== undefined && before !== undefined && readsTheSame(before, memory)) {
      this.#documents.set(known, memory);
      return;
    }
    this.delete(memory.id);
    const number = this.#bm25.add(weightsOf(memory));
    this.#documents.set(number, memory);
    this.#conversations.set(number, memory);
  }

  delete(id: string): void {
    const number = this.#documents.numberOf(id);
    const memory = this.#documents.byId(id);
    if (number === undefined || memory === undefined) return;
    this.#documents.delete(id);
    this.#conversations.delete(number, memory);
    this.#bm25.remove(number);
    if (this.#bm25.isSparse) this.#compact();
  }

  /** Whether the text asks for anything: it may consist of stop words only. */
  asks(text: string): boolean {
    return analyse(text).length > 0;
  }

  search(query: MemoryQuery, limit: number): readonly Found[] {
    const now = this.#clock.now();
    const question = readQuestion(query.text, now);
    const { matter } = question;
    const total = sum([...matter].map(([term, weight]) => weight * this.#bm25.idf(term)));
    if (total === 0 && question.times.length === 0) return [];
    const accept = this.#documents.accepts(query, now);
    const wanted = Math.max(MIN_CANDIDATES, limit);
    const found = this.#bm25.search(matter, wanted, accept).map(({ number }) => number);
    const numbers = new Set([
      ...found,
      ...this.#neighbours(found.slice(0, WITH_NEIGHBOURS)).filter(accept),
      ...this.#inTime(question, accept),
    ]);
    return this.#rank(question, numbers, total, now)
      .slice(0, limit)
      .map((candidate) => this.#describe(candidate, question, total, now));
  }

  /** How many memories are active. */
  count(): number {
    const accept = this.#documents.accepts({}, this.#clock.now());
    let count = 0;
    for (const number of this.#documents.numbers()) if (accept(number)) count++;
    return count;
  }

  /** Memories that pass the filter, newest change first. */
  list(filter: MemoryFilter): readonly Memory[] {
    const accept = this.#documents.accepts(filter, this.#clock.now());
    return [...this.#documents.numbers()]
      .filter(accept)
      .flatMap((number) => this.#documents.at(number) ?? [])
      .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1))
      .slice(0, filter.limit);
  }

  #neighbours(numbers: readonly number[]): readonly number[] {
    if (this.#conversations.isEmpty) return [];
    return numbers.flatMap((number) =>
      [-2, -1, 1, 2].flatMap((offset) => this.#conversations.neighbour(number, offset) ?? []),
    );
  }

  #inTime(question: Question, accept: (number: number) => boolean): readonly number[] {
    if (question.times.length === 0) return [];
    const found: Memory[] = [];
    for (const number of this.#documents.numbers()) {
      const memory = this.#documents.at(number);
      if (memory !== undefined && isInTime(memory, question) && accept(number)) found.push(memory);
    }
    return found
      .sort((a, b) => b.createdAt - a.createdAt)
      .slice(0, IN_TIME)
      .flatMap(({ id }) => this.#documents.numberOf(id) ?? []);
  }

  /** Best first. */
  #rank(
    question: Question,
    numbers: ReadonlySet<number>,
    total: number,
    now: number,
  ): readonly Candidate[] {
    const scoreOf = this.#bm25.scorer(question.matter);
    const scores = new Map<number, number>();
    const lexicalOf = (number: number): number => {
      const known = scores.get(number);
      if (known !== undefined) return known;
      // A term that stands once in a document of middle length scores its full weight.
      const score = total === 0 ? 0 : scoreOf(number) / total;
      scores.set(number, score);
      return score;
    };
    const sessionScore = this.#conversations.isEmpty
      ? () => 0
      : this.#conversations.scores(question.matter, numbers, (number) =>
          this.#bm25.weights(number),
        );
    const parts = {
      question,
      documents: this.#documents,
      conversations: this.#conversations,
      sessionScore,
      lexicalOf,
    };
    const candidates = [...numbers].flatMap((number) => {
      const memory = this.#documents.at(number);
      if (memory === undefined) return [];
      return [{ number, memory, ...structured(number, memory, parts) }];
    });
    const best = Math.max(0, ...candidates.map((one) => one.lexical + one.structure));
    const ages = agesOf(candidates, best, question);
    return candidates
      .map((one): Candidate => {
        const alone = isInTime(one.memory, question) ? WEIGHTS.dateAlone * (best || 1) : 0;
        const base = one.lexical + one.structure + one.date + alone;
        const aged = base * ages(one.memory);
        const prior = aged * WEIGHTS.prior * this.#prior(one.memory, now);
        return { ...one, date: aged - one.lexical - one.structure, prior, score: aged + prior };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.memory.id < b.memory.id ? -1 : 1));
  }

  #describe(candidate: Candidate, question: Question, total: number, now: number): Found {
    const { number, memory, lexical, structure, date, prior, score } = candidate;
    const { matter, surfaces } = question;
    const terms = this.#bm25.matched(number, matter);
    const matters = terms.map((term) => matter.get(term) ?? 0);
    const covered = terms.map((term, at) => (matters[at] ?? 0) * this.#bm25.idf(term));
    return {
      memory,
      score,
      why: whyFound(
        memory,
        terms.map((term) => surfaces.get(term) ?? term),
        now,
      ),
      parts: { lexical, structure, date, prior },
      coverage: total === 0 ? 0 : sum(covered) / total,
      strongMatches: matters.filter((weight) => weight >= WHOLE_MATTER).length,
    };
  }

  /** 0 to 1. */
  #prior(memory: Memory, now: number): number {
    return 0.5 * memory.importance + 0.3 * retention(memory, now) + 0.2 * memory.confidence;
  }

  #compact(): void {
    this.#documents.renumber(this.#bm25.compact());
    this.#conversations.clear();
    for (const number of this.#documents.numbers()) {
      const memory = this.#documents.at(number);
      if (memory !== undefined) this.#conversations.set(number, memory);
    }
  }
}

/** A factor for the age of those that fit about as well as the best, when the question asks for the newest or oldest. */
function agesOf(
  candidates: readonly (Structured & { readonly memory: Memory })[],
  best: number,
  { age }: Question,
): (memory: Memory) => number {
  if (age === undefined) return () => 1;
  const times = candidates
    .filter((one) => one.lexical + one.structure >= best / 2)
    .map(({ memory }) => memory.createdAt);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  if (last <= first) return () => 1;
  return ({ createdAt }) => {
    const place = Math.min(1, Math.max(0, (createdAt - first) / (last - first)));
    return 1 + WEIGHTS.age * (age === 'latest' ? place : 1 - place);
  };
}

/** Whether nothing changed that is searched for. */
function readsTheSame(one: Memory, other: Memory): boolean {
  return (
    one.content === other.content &&
    one.subject === other.subject &&
    one.createdAt === other.createdAt &&
    one.provenance.sessionId === other.provenance.sessionId &&
    speakerOf(one) === speakerOf(other) &&
    one.tags.join('\n') === other.tags.join('\n')
  );
}

function weightsOf(memory: Memory): TermWeights {
  const weights = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const { term } of analyse(text)) weights.set(term, (weights.get(term) ?? 0) + weight);
  };
  add(memory.content, CONTENT_WEIGHT);
  for (const tag of memory.tags) add(tag, TAG_WEIGHT);
  if (memory.subject !== undefined) add(memory.subject, SUBJECT_WEIGHT);
  const speaker = speakerOf(memory);
  if (speaker !== undefined) add(speaker, WEIGHTS.speakerTerm);
  return weights;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
