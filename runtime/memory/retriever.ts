// Finding memories: BM25 over their words, a small prior for what matters and is fresh, filters, and why it fits.
import type { Clock } from '../core/index.js';
import { analyse, isWeakTerm } from './analysis/index.js';
import { Bm25Index, MEMORY_BM25 } from './bm25.js';
import { passes } from './filter.js';
import { retention } from './forgetting.js';
import type { Memory, MemoryFilter, MemoryHit, MemoryQuery } from './types.js';

/** How much importance, freshness and confidence together may lift a memory. Words decide. */
const PRIOR_WEIGHT = 0.1;
const DAY_MS = 86_400_000;

const CONTENT_WEIGHT = 1;
const TAG_WEIGHT = 0.5;
const SUBJECT_WEIGHT = 0.5;
/** A term that stands in most requests matters less; so does a whole identifier beside its parts. */
const WEAK_MATTER = 0.3;
const WHOLE_MATTER = 0.5;

export interface Found extends MemoryHit {
  /** Share of the question, weighted by how much its words tell, that the memory speaks of. 0 to 1. */
  readonly coverage: number;
  /** Words of the question that the memory has and that tell something. */
  readonly strongMatches: number;
}

export class Retriever {
  readonly #clock: Clock;
  readonly #bm25 = new Bm25Index(MEMORY_BM25);
  readonly #memories = new Map<string, Memory>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Deleted memories are not searched; superseded ones only on request. */
  set(memory: Memory): void {
    if (memory.status === 'deleted') {
      this.delete(memory.id);
      return;
    }
    this.#memories.set(memory.id, memory);
    this.#bm25.set(memory.id, weightsOf(memory));
  }

  delete(id: string): void {
    this.#memories.delete(id);
    this.#bm25.delete(id);
  }

  /** Whether the text asks for anything: it may consist of stop words only. */
  asks(text: string): boolean {
    return analyse(text).length > 0;
  }

  search(query: MemoryQuery, limit: number): readonly Found[] {
    const { matter, surfaces } = readQuery(query.text);
    const total = sum([...matter].map(([term, weight]) => weight * this.#bm25.idf(term)));
    if (total === 0) return [];
    return this.#bm25
      .search(matter, Number.POSITIVE_INFINITY, (id) => this.#passes(id, query))
      .flatMap(({ id, score, terms }) => {
        const memory = this.#memories.get(id);
        if (memory === undefined) return [];
        // A term that stands once in a document of middle length scores its full weight.
        const relevance = Math.min(1, score / total);
        return [{ memory, terms, score: withPrior(relevance, this.#prior(memory)) }];
      })
      .sort((a, b) => b.score - a.score || (a.memory.id < b.memory.id ? -1 : 1))
      .slice(0, limit)
      .map(({ memory, terms, score }) => {
        const matters = terms.map((term) => matter.get(term) ?? 0);
        const covered = terms.map((term, at) => (matters[at] ?? 0) * this.#bm25.idf(term));
        return {
          memory,
          score,
          why: this.#why(
            memory,
            terms.map((term) => surfaces.get(term) ?? term),
          ),
          coverage: sum(covered) / total,
          strongMatches: matters.filter((weight) => weight >= WHOLE_MATTER).length,
        };
      });
  }

  /** How many memories are active. */
  count(): number {
    let count = 0;
    for (const id of this.#memories.keys()) if (this.#passes(id, {})) count++;
    return count;
  }

  /** Memories that pass the filter, newest change first. */
  list(filter: MemoryFilter): readonly Memory[] {
    return [...this.#memories.values()]
      .filter(({ id }) => this.#passes(id, filter))
      .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1))
      .slice(0, filter.limit);
  }

  #passes(id: string, filter: MemoryFilter): boolean {
    const memory = this.#memories.get(id);
    return memory !== undefined && passes(memory, filter, this.#clock.now());
  }

  /** 0 to 1. */
  #prior(memory: Memory): number {
    const kept = retention(memory, this.#clock.now());
    return 0.5 * memory.importance + 0.3 * kept + 0.2 * memory.confidence;
  }

  #why(memory: Memory, words: readonly string[]): string {
    const quoted = [...new Set(words)].map((word) => `“${word}”`);
    const last = quoted.pop() ?? '';
    const list = quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
    const kind = memory.pinned ? `pinned ${memory.category}` : memory.category;
    return `speaks of ${list}; ${kind} from ${ago(this.#clock.now() - memory.createdAt)}`;
  }
}

function weightsOf(memory: Memory): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const { term } of analyse(text)) weights.set(term, (weights.get(term) ?? 0) + weight);
  };
  add(memory.content, CONTENT_WEIGHT);
  for (const tag of memory.tags) add(tag, TAG_WEIGHT);
  // Its scope (`project:`) says nothing about it.
  const slot = memory.subject?.replace(/^(?:user|project|file):/, '');
  if (slot !== undefined) add(slot, SUBJECT_WEIGHT);
  return weights;
}

/** How much each term of a question matters, and how it was written there. */
function readQuery(text: string): {
  readonly matter: ReadonlyMap<string, number>;
  readonly surfaces: ReadonlyMap<string, string>;
} {
  const matter = new Map<string, number>();
  const surfaces = new Map<string, string>();
  for (const { term, surface, kind } of analyse(text)) {
    const full = kind === 'whole' ? WHOLE_MATTER : 1;
    matter.set(term, Math.max(matter.get(term) ?? 0, isWeakTerm(term) ? WEAK_MATTER : full));
    if (!surfaces.has(term)) surfaces.set(term, surface);
  }
  return { matter, surfaces };
}

/** Words decide nine tenths of a score, the prior lifts them by at most the last. */
function withPrior(relevance: number, prior: number): number {
  return relevance * (1 - PRIOR_WEIGHT + PRIOR_WEIGHT * prior);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A span of time in the words of people. */
function ago(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 60) return `${days} days ago`;
  return days < 730 ? `${Math.round(days / 30)} months ago` : `${Math.round(days / 365)} years ago`;
}
