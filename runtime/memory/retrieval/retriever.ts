// Finding memories: words first, then what their surroundings, times and a small prior say; filters; why it fits.
import { type Clock, eachInSlices } from '../../core/index.js';
import { analyse } from '../analysis/index.js';
import type { Meaning, StoredVector } from '../embeddings/index.js';
import { TopK } from '../top-k.js';
import type {
  Memory,
  MemoryFilter,
  MemoryHit,
  MemoryLayer,
  MemoryQuery,
  MemoryRelation,
  RelationKind,
} from '../types.js';
import { Bm25Index, MEMORY_BM25, type TermWeights } from './bm25.js';
import { Conversations, type SessionTerm } from './conversations.js';
import { Documents } from './documents.js';
import { fused } from './fusion.js';
import { matterOf, type Question, readQuestion, WHOLE_MATTER } from './question.js';
import { type Candidate, rank } from './rank.js';
import { readsTheSame, textOf, weightsOf } from './reading.js';
import { readingRules } from './reading-rules.js';
import { decodeIndex, encodeIndex } from './stored.js';
import { remembered } from './structure.js';
import { WEIGHTS } from './weights.js';
import { whyFound } from './why.js';

/** So many are looked at more closely. */
const MIN_CANDIDATES = 200;
/** Of these the neighbours in their conversation are looked at as well. */
const WITH_NEIGHBOURS = 100;
/** So many memories of a time that the question names are looked at, newest first. */
const IN_TIME = 200;

/** Words by which texts that say the same are looked for. */
const MOST_TELLING = 12;
/** So many of the nearest by meaning are looked at. */
const NEAREST = 50;
/** Of so many of the best the related ones are looked at. */
const WITH_RELATED = 20;

/** Of a word of the question that a memory says in another word. */
const IDEA_SHARE = 0.7;

export interface Found extends MemoryHit {
  /** Share of the question, weighted by how much its words tell, that the memory or what it answers speaks of. */
  readonly coverage: number;
  /** Words of the question that the memory has and that tell something; for a turn, or what it answers has them. */
  readonly strongMatches: number;
  /** Telling words of the question that it says in other words. */
  readonly strongIdeas: number;
}

/** Of a memory's score what a related one gets. */
const RELATED_SHARE: Readonly<Record<RelationKind, number>> = {
  extends: 0.5,
  relates: 0.4,
  contradicts: 0.5,
  supersedes: 0,
};

export interface RetrieverOptions {
  /** Vectors of the memories; without them words and ideas must do. */
  readonly meaning?: Meaning;
  /** Relations to and from a memory. */
  readonly relations?: (id: string) => readonly MemoryRelation[];
}

export class Retriever {
  readonly #clock: Clock;
  readonly #documents = new Documents();
  readonly #bm25 = new Bm25Index(MEMORY_BM25, this.#documents.order);
  readonly #conversations = new Conversations();

  readonly #meaning: Meaning | undefined;
  readonly #relations: (id: string) => readonly MemoryRelation[];

  constructor(clock: Clock, { meaning, relations = () => [] }: RetrieverOptions = {}) {
    this.#clock = clock;
    this.#meaning = meaning;
    this.#relations = relations;
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
    this.#meaning?.set(memory.id, textOf(memory));
  }

  delete(id: string): void {
    const number = this.#documents.numberOf(id);
    const memory = this.#documents.byId(id);
    if (number === undefined || memory === undefined) return;
    this.#documents.delete(id);
    this.#conversations.delete(number, memory);
    this.#bm25.remove(number);
    this.#meaning?.delete(id);
    if (this.#bm25.isSparse) this.#compact();
  }

  /** The index of the memories of some layers as bytes. */
  store(layers: readonly MemoryLayer[]): Uint8Array {
    const numbers = this.#documents.numbersOf(layers);
    const isTurnNumber = (number: number): boolean =>
      this.#conversations.sessionOf(number) !== undefined;
    const rows = this.#documents.store(numbers, isTurnNumber);
    return encodeIndex({ rows, terms: this.#bm25.store(numbers) }, readingRules(weightsOf));
  }

  /**
   * Takes over what `store` gave. @param load reads a memory whole, when it is found
   * @returns whether it could be used; if not, every memory is to be set
   */
  async restore(bytes: Uint8Array, load: (id: string) => Memory | undefined): Promise<boolean> {
    const stored = decodeIndex(bytes, readingRules(weightsOf));
    if (stored === undefined) return false;
    await this.#bm25.restore(stored.terms);
    const { ids, turn } = stored.rows;
    await this.#documents.restore(stored.rows, load);
    const whole = ids.filter((_, row) => turn[row] === 1 || this.#meaning !== undefined);
    await eachInSlices(whole, (id) => {
      const number = this.#documents.numberOf(id);
      const memory = this.#documents.byId(id);
      if (number === undefined || memory === undefined) return;
      this.#conversations.set(number, memory);
      this.#meaning?.set(id, textOf(memory));
    });
    return true;
  }

  /** Whether the text asks for anything: it may consist of stop words only. */
  asks(text: string): boolean {
    return analyse(text).length > 0;
  }

  /** By words, and by meaning when its vector is to be had in time. @throws AbortedError */
  async find(query: MemoryQuery, limit: number, signal: AbortSignal): Promise<readonly Found[]> {
    return this.search(query, limit, await this.#meaning?.vectorOf(query.text, signal));
  }

  /** @param vector of the query, to find by meaning as well */
  search(query: MemoryQuery, limit: number, vector?: StoredVector): readonly Found[] {
    const now = this.#clock.now();
    const question = readQuestion(query.text, now);
    const total = this.#worth(question);
    if (total === 0 && question.times.length === 0 && vector === undefined) return [];
    const accept = this.#documents.accepts(query, now);
    const wanted = Math.max(MIN_CANDIDATES, limit);
    const found = this.#bm25.search(question.all, wanted, accept).map(({ number }) => number);
    const numbers = new Set([
      ...found,
      ...this.#neighbours(found.slice(0, WITH_NEIGHBOURS)).filter(accept),
      ...this.#inTime(question, accept),
      ...this.#near(vector, accept),
    ]);
    const ranked = this.#rank(question, numbers, total, now);
    const lifted = vector === undefined ? ranked : this.#lift(ranked, vector, question, total);
    return this.#withRelated(lifted, accept)
      .slice(0, limit)
      .flatMap((candidate) => this.#describe(candidate, question, total, now) ?? []);
  }

  /**
   * Active memories that share the most telling words with a text, most first: fast, and without any prior.
   * @param leastCommon so many of its terms they share with it at least
   */
  alike(text: string, limit: number, leastCommon = 0): readonly Memory[] {
    const tokens = analyse(text);
    const accept = this.#documents.accepts({}, this.#clock.now());
    const telling = [...matterOf(tokens)]
      .map(([term, weight]) => ({ term, weight, worth: weight * this.#bm25.idf(term) }))
      .sort((a, b) => b.worth - a.worth)
      .slice(0, MOST_TELLING);
    const words = new Map(telling.map(({ term, weight }) => [term, weight]));
    const commonWith = this.#bm25.counter(new Set(tokens.map(({ term }) => term)));
    return this.#bm25
      .search(words, limit, accept)
      .filter(({ number }) => leastCommon === 0 || commonWith(number) >= leastCommon)
      .flatMap(({ number }) => this.#documents.at(number) ?? []);
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
    const newest = new TopK(Math.min(IN_TIME, this.#documents.size));
    this.#documents.within(question.times, (number, createdAt) => {
      if (createdAt > newest.floor && accept(number)) newest.offer(number, createdAt);
    });
    return newest.sorted().map(({ number }) => number);
  }

  #near(vector: StoredVector | undefined, accept: (number: number) => boolean): readonly number[] {
    if (vector === undefined || this.#meaning === undefined) return [];
    return this.#meaning
      .nearest(vector, NEAREST, (id) => accept(this.#documents.numberOf(id) ?? -1))
      .flatMap(({ id }) => this.#documents.numberOf(id) ?? []);
  }

  /** What a memory of middle length that says each word of the question once would score. */
  #worth({ matter }: Question): number {
    return sum([...matter].map(([term, weight]) => weight * this.#bm25.idf(term)));
  }

  #sessionTerms({ all }: Question): readonly SessionTerm[] {
    return [...all].map(([term, matter]) => ({
      worth: matter * this.#bm25.idf(term),
      isIn: this.#bm25.has(term),
    }));
  }

  /** Best first. */
  #rank(
    question: Question,
    numbers: ReadonlySet<number>,
    total: number,
    now: number,
  ): readonly Candidate[] {
    const scorer = (weights: TermWeights): ((number: number) => number) => {
      const scoreOf = this.#bm25.scorer(weights);
      return (number) => (total === 0 ? 0 : scoreOf(number) / total);
    };
    const [lexicalOf, semanticOf] = [scorer(question.matter), scorer(question.ideas)];
    const isAlone = this.#conversations.isEmpty;
    const candidates = rank(numbers, {
      question,
      now,
      documents: this.#documents,
      conversations: this.#conversations,
      sessionScore: isAlone
        ? () => 0
        : this.#conversations.scores(this.#sessionTerms(question), numbers),
      // Neighbours are asked for many times.
      lexicalOf: isAlone ? lexicalOf : remembered(lexicalOf),
      semanticOf: isAlone ? semanticOf : remembered(semanticOf),
    });
    return candidates.sort(this.#byScore);
  }

  /** With what vectors say. */
  #lift(
    ranked: readonly Candidate[],
    vector: StoredVector,
    question: Question,
    total: number,
  ): readonly Candidate[] {
    const fitting = ranked.map(({ number, score }) => ({
      score,
      likeness: this.#meaning?.likeness(vector, this.#idOf(number)) ?? 0,
      coverage: this.#coverage(number, question, total).share,
    }));
    const scores = fused(fitting, WEIGHTS.meaning);
    return ranked
      .map((one, at) => {
        const score = scores[at] ?? one.score;
        return { ...one, score, semantic: one.semantic + score - one.score };
      })
      .sort(this.#byScore);
  }

  /** What is related to the best gets a share of their score. */
  #withRelated(
    ranked: readonly Candidate[],
    accept: (number: number) => boolean,
  ): readonly Candidate[] {
    const lifted = new Map<number, Candidate>(ranked.map((one) => [one.number, one]));
    for (const { number, score } of ranked.slice(0, WITH_RELATED)) {
      const id = this.#idOf(number);
      for (const { from, to, kind, strength } of this.#relations(id)) {
        const related = this.#documents.numberOf(from === id ? to : from);
        if (related === undefined) continue;
        const other = lifted.get(related) ?? this.#unrelated(related, accept);
        const relation = RELATED_SHARE[kind] * strength * score - (other?.score ?? 0);
        if (other === undefined || relation <= 0) continue;
        lifted.set(related, {
          ...other,
          relation: other.relation + relation,
          score: other.score + relation,
        });
      }
    }
    return [...lifted.values()].filter(({ score }) => score > 0).sort(this.#byScore);
  }

  #unrelated(number: number, accept: (number: number) => boolean): Candidate | undefined {
    if (!accept(number)) return undefined;
    const nothing = { lexical: 0, semantic: 0, structure: 0, date: 0, prior: 0, relation: 0 };
    return { number, ...nothing, score: 0 };
  }

  #describe(
    candidate: Candidate,
    question: Question,
    total: number,
    now: number,
  ): Found | undefined {
    const { number, lexical, semantic, structure, date, relation, prior, score } = candidate;
    const memory = this.#documents.at(number);
    if (memory === undefined) return undefined;
    const { share, words, strong, inOtherWords } = this.#coverage(number, question, total);
    return {
      memory,
      score,
      why: whyFound(
        memory,
        words.map((term) => question.surfaces.get(term) ?? term),
        now,
      ),
      parts: { lexical, semantic, structure, date, relation, prior },
      coverage: share,
      strongMatches: strong,
      strongIdeas: inOtherWords,
    };
  }

  /** Which share of the question a memory speaks of, in the same words or in others. */
  #coverage(
    number: number,
    { matter, all, ideasOf }: Question,
    total: number,
  ): {
    readonly share: number;
    readonly words: readonly string[];
    readonly strong: number;
    readonly inOtherWords: number;
  } {
    // A turn speaks of what it answers.
    const before = this.#conversations.neighbour(number, -1);
    const said = new Set([
      ...this.#bm25.matched(number, all),
      ...(before === undefined ? [] : this.#bm25.matched(before, all)),
    ]);
    const words: string[] = [];
    let worth = 0;
    let strong = 0;
    let inOtherWords = 0;
    for (const [term, weight] of matter) {
      const hasIdea = [...(ideasOf.get(term) ?? [])].some((idea) => said.has(idea));
      const share = said.has(term) ? 1 : hasIdea ? IDEA_SHARE : 0;
      if (share === 0) continue;
      words.push(term);
      worth += share * weight * this.#bm25.idf(term);
      if (weight < WHOLE_MATTER) continue;
      if (share === 1) strong++;
      else inOtherWords++;
    }
    return { share: total === 0 ? 0 : worth / total, words, strong, inOtherWords };
  }

  #idOf(number: number): string {
    return this.#documents.glance(number)?.id ?? '';
  }

  readonly #byScore = (a: Candidate, b: Candidate): number =>
    b.score - a.score || this.#documents.order(a.number, b.number);

  #compact(): void {
    this.#documents.renumber(this.#bm25.compact());
    this.#conversations.clear();
    for (const number of this.#documents.numbers()) {
      const memory = this.#documents.at(number);
      if (memory !== undefined) this.#conversations.set(number, memory);
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
