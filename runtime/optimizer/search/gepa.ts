// GEPA: texts evolve by reflection on what went wrong, on the front of programs that lead somewhere.
import type { Candidate, TextComponent } from '../component.js';
import { candidateKey, isText, originalOf, textIn } from '../component.js';
import { OptimizeBudgetError } from '../errors.js';
import type { Account, Evaluated } from '../evaluation.js';
import { mean } from '../evaluation.js';
import { Random } from '../random.js';
import { writeValid } from '../writer.js';
import { EpochBatches } from './batches.js';
import { findMerge, mergeExamples, type Program } from './merge.js';
import type { SearchOptions } from './options.js';
import { paretoFront, pickParent } from './pareto.js';
import type { SearchResult } from './result.js';

export interface GepaOptions extends SearchOptions {
  /** Examples of one reflection. Default 3. */
  readonly minibatch?: number;
  /** Merges that may be accepted. Default 5; 0 turns merging off. */
  readonly merges?: number;
  /** Score that cannot be better. Default 1. */
  readonly perfect?: number;
}

const MINIBATCH = 3;
const MERGES = 5;
/** Rounds in a row that may spend nothing before there is nothing left to do. */
const IDLE_ROUNDS = 50;

/**
 * GEPA (Agrawal et al., "GEPA: Reflective Prompt Evolution Can Outperform Reinforcement Learning", 2025, with the
 * defaults of gepa 0.1.4 and of DSPy's wrapper): parents come from the per-instance Pareto front, one component at a
 * time is rewritten from the feedback on a minibatch, a child must be strictly better on that minibatch before it is
 * evaluated in full, and programs that changed different components are merged. Best mean wins.
 * Only texts evolve; other components keep their values.
 * @throws AbortedError; errors of the evaluator. A used-up budget ends it in an orderly way.
 */
export async function gepa(options: GepaOptions): Promise<SearchResult> {
  return await new Gepa(options).run();
}

class Gepa {
  readonly #options: GepaOptions;
  readonly #account: Account;
  readonly #random: Random;
  readonly #texts: readonly TextComponent[];
  readonly #batches: EpochBatches;
  readonly #programs: (Program & { readonly origin: string; readonly goals: readonly number[] })[] =
    [];
  /** By program: the component that is rewritten next. */
  readonly #turns = new Map<number, number>();
  readonly #mergesDone = new Set<string>();
  #mergesLeft: number;
  #mergeDue = false;

  constructor(options: GepaOptions) {
    const { components, train, account, seed = 0, minibatch = MINIBATCH } = options;
    this.#options = options;
    this.#account = account;
    this.#random = new Random(seed);
    this.#texts = components.filter(isText);
    this.#batches = new EpochBatches(train, minibatch, this.#random);
    this.#mergesLeft = options.merges ?? MERGES;
  }

  async run(): Promise<SearchResult> {
    const { components, val } = this.#options;
    const original = originalOf(components);
    const originalOn = await this.#add(original, [], 'as it was');
    let ended: SearchResult['ended'] = 'done';
    try {
      await this.#evolve();
    } catch (error) {
      if (!(error instanceof OptimizeBudgetError)) throw error;
      ended = 'budget';
    }
    const tried = this.#programs.map(({ candidate, scores, origin }) => ({
      candidate,
      mean: mean(scores),
      origin,
    }));
    const best = tried.reduce((first, one) => (one.mean > first.mean ? one : first));
    const bestOn = await this.#account.evaluate(best.candidate, val);
    return { best: best.candidate, bestOn, originalOn, tried, ended };
  }

  async #evolve(): Promise<void> {
    if (this.#texts.length === 0 || this.#options.train.length === 0) return;
    for (let idle = 0; idle < IDLE_ROUNDS; ) {
      const before = this.#account.calls;
      if (!(await this.#merge())) await this.#reflect();
      idle = this.#account.calls === before ? idle + 1 : 0;
    }
  }

  /** @returns whether a merge took the place of a reflection in this round */
  async #merge(): Promise<boolean> {
    if (!this.#mergeDue || this.#mergesLeft <= 0) return false;
    this.#mergeDue = false;
    const front = [...paretoFront(this.#rows()).keys()];
    const merge = findMerge(this.#programs, front, this.#mergesDone, this.#random);
    if (merge === undefined) return false;
    const { val } = this.#options;
    const [left, right] = merge.parents.map((parent) => this.#programs[parent]?.scores ?? []);
    const examples = mergeExamples(left ?? [], right ?? [], this.#random);
    const ids = examples.flatMap((index) => val[index] ?? []);
    const tried = sum(await this.#account.evaluate(merge.candidate, ids));
    const of = (scores: readonly number[] = []): number =>
      examples.reduce((total, index) => total + (scores[index] ?? 0), 0);
    if (tried >= Math.max(of(left), of(right))) {
      this.#mergesLeft -= 1;
      await this.#add(
        merge.candidate,
        merge.parents,
        `programs ${merge.parents.join(' and ')} merged`,
      );
    }
    return true;
  }

  async #reflect(): Promise<void> {
    const { writer, perfect = 1 } = this.#options;
    const parent = pickParent(paretoFront(this.#rows()), this.#random);
    const candidate = this.#programs[parent]?.candidate ?? {};
    const batch = this.#batches.next();
    const outcomes = await this.#account.evaluate(candidate, batch);
    const goals = this.#goals(outcomes).length > 0;
    if (!goals && outcomes.every(({ score }) => score >= perfect)) return;
    const component = this.#nextComponent(parent);
    const text = await writeValid(
      this.#account,
      'reflect',
      {
        component,
        current: textIn(candidate, component.id),
        reflections: outcomes.map(({ input, output, feedback, score, costUsd, ms }) => ({
          input,
          output,
          feedback: goals ? `${feedback} ${spentText(costUsd, ms)}` : feedback,
          score,
        })),
      },
      (request, signal) => writer.reflect(request, signal),
    );
    if (text === undefined) return;
    const child = { ...candidate, [component.id]: text };
    if (candidateKey(child) === candidateKey(candidate)) return;
    const better = sum(await this.#account.evaluate(child, batch)) > sum(outcomes);
    this.#account.tell(
      'reflect',
      `${component.id} of program ${parent}: ${better ? 'better' : 'not better'} on ${batch.length} examples`,
      Math.max(...this.#programs.map(({ scores }) => mean(scores))),
    );
    if (!better) return;
    await this.#add(child, [parent], `${component.id} of program ${parent} rewritten`);
    this.#mergeDue = true;
  }

  /** Round robin, of each program on its own. */
  #nextComponent(program: number): TextComponent {
    const turn = this.#turns.get(program) ?? 0;
    this.#turns.set(program, turn + 1);
    return this.#texts[turn % this.#texts.length] as TextComponent;
  }

  async #add(
    candidate: Candidate,
    parents: readonly number[],
    origin: string,
  ): Promise<readonly Evaluated[]> {
    const on = await this.#account.evaluate(candidate, this.#options.val);
    const [parent] = parents;
    if (parent !== undefined) this.#turns.set(this.#programs.length, this.#turns.get(parent) ?? 0);
    const scores = on.map(({ value }) => value);
    this.#programs.push({ candidate, parents, origin, scores, goals: this.#goals(on) });
    return on;
  }

  /** What leads somewhere: on an example, or, where they count, in quality, cost or time. */
  #rows(): readonly (readonly number[])[] {
    return this.#programs.map(({ scores, goals }) => [...scores, ...goals]);
  }

  #goals(on: readonly Evaluated[]): readonly number[] {
    const { perUsd, perSecond } = this.#account.objective;
    if (perUsd === 0 && perSecond === 0) return [];
    return [
      mean(on.map(({ score }) => score)),
      ...(perUsd === 0 ? [] : [-mean(on.map(({ costUsd }) => costUsd))]),
      ...(perSecond === 0 ? [] : [-mean(on.map(({ ms }) => ms))]),
    ];
  }
}

function spentText(costUsd: number, ms: number): string {
  return `It cost $${costUsd.toFixed(4)} and took ${(ms / 1000).toFixed(1)} s, which counts too.`;
}

function sum(outcomes: readonly Evaluated[]): number {
  return outcomes.reduce((total, { value }) => total + value, 0);
}
