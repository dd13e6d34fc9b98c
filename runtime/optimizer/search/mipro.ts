// MIPROv2: proposes instructions from the data, then searches instruction × demonstrations with a Bayesian estimate.
import { InvariantError } from '../../core/index.js';
import type { Candidate, ComponentValue, Demo } from '../component.js';
import { candidateKey, isDemos, isText, originalOf } from '../component.js';
import { OptimizeBudgetError } from '../errors.js';
import type { Account } from '../evaluation.js';
import { mean } from '../evaluation.js';
import { Random } from '../random.js';
import type { ProposeRequest } from '../writer.js';
import { writeKey, writeValid } from '../writer.js';
import { demoSets } from './demo-sets.js';
import type { SearchOptions } from './options.js';
import type { SearchResult, Tried } from './result.js';
import type { Observation } from './tpe.js';
import { nextChoice } from './tpe.js';

export interface MiproOptions extends SearchOptions {
  /** Candidates of each component: 6 is light, 12 medium, 18 heavy. Default 6. */
  readonly candidates?: number;
  /** Default: max(2 · variables · log2 candidates, 1.5 · candidates). */
  readonly trials?: number;
  /** Examples of one trial; all when there are at most 50 to choose by. Default 35. */
  readonly minibatch?: number;
  /** Trials from one full evaluation to the next. Default 5. */
  readonly fullEvery?: number;
  /** Default 0.8. */
  readonly goodScore?: number;
  /** Known good outputs, by demos component and example. */
  readonly labels?: Readonly<Record<string, Readonly<Record<string, Demo>>>>;
  /** How the next combination is chosen. Default: the Parzen estimate. */
  readonly choose?: typeof nextChoice;
}

const MINIBATCH = 35;
const MINIBATCH_FROM = 50;
const FULL_EVERY = 5;
const SEED = 9;
const SUMMARY_EXAMPLES = 10;
const PROPOSER_DEMOS = 3;
/** Most of the budget that may go into demonstrations. */
const BOOTSTRAP_SHARE = 0.25;

/** Directions for the proposer, as in the reference implementation, in words of our own. */
const TIPS: readonly string[] = [
  '',
  'Be creative: look at the task in a way that the present text does not.',
  'Be simple: short and clear, without anything that is not needed.',
  'Be thorough: say precisely what a good answer has in it.',
  'Make clear how much depends on a right answer here, and on care.',
  'Give the model a role that fits the task.',
];

/**
 * MIPROv2 (Opsahl-Ong et al., "Optimizing Instructions and Demonstrations for Multi-Stage Language Model Programs",
 * 2024, and the defaults of DSPy 3.3): bootstraps demonstrations, proposes instructions from a summary of the data,
 * demonstrations and a tip, then lets a tree-structured Parzen estimator choose combinations, which are scored on
 * minibatches; every few trials the combination with the best mean is evaluated in full. The best full score wins.
 * @throws AbortedError; errors of the evaluator. A used-up budget ends it in an orderly way.
 */
export async function mipro(options: MiproOptions): Promise<SearchResult> {
  return await new Mipro(options).run();
}

interface Variable {
  readonly id: string;
  readonly values: readonly ComponentValue[];
}

class Mipro {
  readonly #options: MiproOptions;
  readonly #account: Account;
  readonly #random: Random;
  readonly #original: Candidate;
  /** Of choices, by their key: mean values of minibatches, and of full evaluations. */
  readonly #small = new Map<
    string,
    { readonly choice: readonly number[]; readonly values: number[] }
  >();
  readonly #full = new Map<string, Tried>();
  readonly #seen: Observation[] = [];

  constructor(options: MiproOptions) {
    this.#options = options;
    this.#account = options.account;
    this.#random = new Random(options.seed ?? SEED);
    this.#original = originalOf(options.components);
  }

  async run(): Promise<SearchResult> {
    const { val } = this.#options;
    const originalOn = await this.#account.evaluate(this.#original, val);
    this.#full.set(candidateKey(this.#original), {
      candidate: this.#original,
      mean: mean(originalOn.map(({ value }) => value)),
      origin: 'as it was',
    });
    let ended: SearchResult['ended'] = 'done';
    try {
      const variables = await this.#variables();
      this.#seen.push({
        choice: variables.map(() => 0),
        score: mean(originalOn.map(({ value }) => value)),
      });
      ended = await this.#search(variables);
    } catch (error) {
      if (!(error instanceof OptimizeBudgetError)) throw error;
      ended = 'budget';
    }
    const best = this.#best();
    return {
      best: best.candidate,
      bestOn: await this.#account.evaluate(best.candidate, val),
      originalOn,
      tried: [...this.#full.values()],
      ended,
    };
  }

  /** Of each component the values to choose from; the first is the present one. */
  async #variables(): Promise<readonly Variable[]> {
    const { components, train, labels = {}, candidates = 6, goodScore = 0.8 } = this.#options;
    const account = this.#account;
    const shown = components.filter(isDemos);
    const sets = await demoSets(shown, {
      account,
      original: this.#original,
      train,
      random: this.#random,
      sets: candidates,
      goodScore,
      labels,
      calls: Math.max(
        Math.min(train.length, PROPOSER_DEMOS),
        Math.floor(BOOTSTRAP_SHARE * account.callsLeft),
      ),
    });
    const summary = await this.#summary();
    const variables: Variable[] = [];
    for (const component of components) {
      const values: ComponentValue[] = [component.value];
      if (isText(component)) {
        // With demonstrations to choose from, half as many texts are enough.
        const wanted = shown.length === 0 ? candidates : Math.max(2, Math.ceil(candidates / 2));
        values.push(...(await this.#texts(component, wanted - 1, summary, sets)));
      } else if (isDemos(component)) values.push(...(sets.get(component.id) ?? []));
      else {
        const { min, max } = component;
        for (let step = 0; step < candidates - 1; step++)
          values.push(min + ((max - min) * step) / Math.max(1, candidates - 2));
      }
      const distinct = new Map(values.map((value) => [JSON.stringify(value), value]));
      variables.push({ id: component.id, values: [...distinct.values()] });
    }
    return variables;
  }

  async #summary(): Promise<string> {
    const { train, writer } = this.#options;
    const ids = train.slice(0, SUMMARY_EXAMPLES).filter((id) => {
      return this.#account.priceOf(this.#original, [id]) === 0;
    });
    const inputs = (await this.#account.evaluate(this.#original, ids)).map(({ input }) => input);
    if (inputs.length === 0) return '';
    return await this.#account.write(writeKey('summarize', inputs), () =>
      writer.summarize(inputs, this.#account.signal),
    );
  }

  async #texts(
    component: ProposeRequest['component'],
    count: number,
    summary: string,
    sets: ReadonlyMap<string, readonly (readonly Demo[])[]>,
  ): Promise<readonly string[]> {
    const found = new Set<string>();
    const demos = [...sets.values()];
    for (let seed = 0; seed < count; seed++) {
      const set = demos.length === 0 ? [] : this.#random.pick(this.#random.pick(demos));
      const text = await writeValid(
        this.#account,
        'propose',
        {
          component,
          current: component.value,
          summary,
          demos: set.slice(0, PROPOSER_DEMOS),
          tip: this.#random.pick(TIPS),
          seed,
        },
        (request, signal) => this.#options.writer.propose(request, signal),
      );
      if (text !== undefined) found.add(text);
      this.#account.tell('propose', `${component.id}: ${found.size} of ${count} texts`);
    }
    return [...found];
  }

  async #search(variables: readonly Variable[]): Promise<SearchResult['ended']> {
    const { val, candidates = 6, minibatch = MINIBATCH, fullEvery = FULL_EVERY } = this.#options;
    const inParts = val.length > Math.max(minibatch, MINIBATCH_FROM);
    const free = variables.filter(({ values }) => values.length > 1);
    const trials =
      this.#options.trials ??
      Math.floor(Math.max(2 * free.length * Math.log2(candidates), 1.5 * candidates));
    for (let trial = 1; trial <= trials && free.length > 0; trial++) {
      const choice = (this.#options.choose ?? nextChoice)(
        variables.map(({ values }) => values.length),
        this.#seen,
        this.#random,
      );
      const candidate = candidateOf(variables, choice);
      if (inParts) {
        const batch = this.#random.sample(val, minibatch);
        // The last full evaluation must stay affordable.
        if (!this.#account.canPay(this.#account.priceOf(candidate, batch) + val.length)) {
          await this.#evaluateBest(variables);
          return 'budget';
        }
        const values = await this.#account.evaluate(candidate, batch);
        this.#note(choice, mean(values.map(({ value }) => value)));
        if (trial % fullEvery === 0 || trial === trials) await this.#evaluateBest(variables);
      } else await this.#evaluate(variables, choice);
      this.#account.tell('search', `trial ${trial} of ${trials}`, this.#best().mean);
    }
    return 'done';
  }

  #note(choice: readonly number[], score: number): void {
    this.#seen.push({ choice, score });
    const key = choice.join(' ');
    const known = this.#small.get(key);
    if (known === undefined) this.#small.set(key, { choice, values: [score] });
    else known.values.push(score);
  }

  /** In full: the combination of the best mean that was not evaluated in full yet. */
  async #evaluateBest(variables: readonly Variable[]): Promise<void> {
    const [next] = [...this.#small.values()]
      .filter(({ choice }) => !this.#full.has(candidateKey(candidateOf(variables, choice))))
      .sort((a, b) => mean(b.values) - mean(a.values));
    if (next !== undefined) await this.#evaluate(variables, next.choice);
  }

  async #evaluate(variables: readonly Variable[], choice: readonly number[]): Promise<void> {
    const candidate = candidateOf(variables, choice);
    const values = await this.#account.evaluate(candidate, this.#options.val);
    const score = mean(values.map(({ value }) => value));
    this.#seen.push({ choice, score });
    const origin = variables.map(({ id }, index) => `${id} ${choice[index]}`).join(', ');
    const key = candidateKey(candidate);
    if (!this.#full.has(key)) this.#full.set(key, { candidate, mean: score, origin });
  }

  #best(): Tried {
    const [first, ...rest] = this.#full.values();
    if (first === undefined) throw new InvariantError('Nothing was evaluated in full.');
    return rest.reduce((best, one) => (one.mean > best.mean ? one : best), first);
  }
}

function candidateOf(variables: readonly Variable[], choice: readonly number[]): Candidate {
  return Object.fromEntries(
    variables.map(({ id, values }, index) => [id, values[choice[index] ?? 0] ?? values[0] ?? '']),
  );
}
