// Simulated worlds: whether an answer is right depends, by a hidden rule, on what the instructions say and which
// examples are shown. Seeded; the true quality of a candidate is known without sampling.
import {
  type Account,
  type Candidate,
  type Component,
  candidateKey,
  type Demo,
  type Evaluator,
  mean,
  type Outcome,
  Random,
  type ReflectRequest,
  type TextWriter,
  textIn,
  type Written,
} from '../../runtime/optimizer/index.js';

export interface WorldOptions {
  readonly seed: number;
  /** Stages of the simulated program: each has instructions and demonstrations. */
  readonly stages?: number;
  readonly train?: number;
  readonly val?: number;
}

interface Item {
  readonly id: string;
  /** By stage: numbers of the facts that a good text would say. */
  readonly needs: readonly (readonly number[])[];
  readonly kind: number;
  readonly difficulty: number;
}

const FACTS = 8;
const KINDS = 4;
const POPULATION = 400;
const WORD = /\b(fact|noise)(\d+)\b/g;

/** A world: what helps in it is hidden, and can only be found by trying, by its examples, or by its feedback. */
export class World {
  readonly components: readonly Component[];
  readonly train: readonly string[];
  readonly val: readonly string[];
  readonly #seed: number;
  readonly #stages: number;
  readonly #items = new Map<string, Item>();
  readonly #population: readonly Item[];
  /** By stage: what each fact adds, what each noise word takes. */
  readonly #gains: readonly (readonly number[])[];
  readonly #losses: readonly number[];
  readonly #base: number;
  readonly #demoGain: number;
  readonly #hidden = new Map<string, number>();

  constructor({ seed, stages = 1, train = 60, val = 100 }: WorldOptions) {
    const random = new Random(seed);
    this.#seed = seed;
    this.#stages = stages;
    this.#base = -1.5 - 0.5 * stages + random.next();
    this.#demoGain = 0.2 + 0.6 * random.next();
    this.#gains = Array.from({ length: stages }, () =>
      Array.from({ length: FACTS }, () => 0.4 + 1.4 * random.next()),
    );
    this.#losses = Array.from({ length: FACTS }, () => 0.2 + 0.4 * random.next());
    const item = (id: string): Item => ({
      id,
      needs: Array.from({ length: stages }, () => random.sample(range(FACTS), 1 + random.below(2))),
      kind: random.below(KINDS),
      difficulty: 1.2 * random.next(),
    });
    const items = (name: string, count: number): readonly Item[] =>
      range(count).map((index) => item(`${name}${index}`));
    for (const one of [...items('t', train), ...items('v', val)]) this.#items.set(one.id, one);
    this.train = range(train).map((index) => `t${index}`);
    this.val = range(val).map((index) => `v${index}`);
    this.#population = items('p', POPULATION);
    this.components = range(stages).flatMap((stage): readonly Component[] => [
      {
        id: `stage${stage}/instructions`,
        kind: 'instructions',
        about: 'a stage of a simulated program',
        value: 'Answer.',
        maxChars: 2_000,
        preserve: ['Answer.'],
      },
      {
        id: `stage${stage}/demos`,
        kind: 'demos',
        about: 'examples of a stage of a simulated program',
        value: [],
        maxDemos: 4,
        maxChars: 10_000,
      },
    ]);
  }

  /** The chance of success over a population that no search ever sees. */
  quality(candidate: Candidate): number {
    return mean(this.#population.map((item) => this.#chance(candidate, item)));
  }

  readonly evaluator: Evaluator = {
    evaluate: async (candidate, exampleId, seed) => this.#outcome(candidate, exampleId, seed),
  };

  /** Writes texts as a middling model would: grounded in what it is shown, with words that do harm among them. */
  readonly writer: TextWriter = {
    summarize: async (inputs) => written(inputs.slice(0, 2).join(' ')),
    propose: async ({ component, demos, summary, tip, seed }) => {
      const random = new Random(hash(`${this.#seed} propose ${component.id} ${tip} ${seed}`));
      const grounds = wordsIn(`${JSON.stringify(demos)} ${summary}`, 'fact');
      const words = [
        ...random.sample(grounds, random.below(3)),
        ...random.sample(range(FACTS), random.below(3)),
      ];
      return written(textOf(words, random.sample(range(FACTS), random.below(3))));
    },
    reflect: async ({ component, current, reflections }: ReflectRequest) => {
      const shown = JSON.stringify([current, reflections]);
      const random = new Random(hash(`${this.#seed} reflect ${component.id} ${shown}`));
      const stage = component.id.split('/')[0] ?? '';
      const missed = reflections.flatMap(({ feedback }) =>
        feedback
          .split('; ')
          .filter((part) => part.startsWith(stage))
          .flatMap((part) => wordsIn(part, 'fact')),
      );
      const facts = [...wordsIn(current, 'fact'), ...missed.filter(() => random.next() < 0.7)];
      const noise = wordsIn(current, 'noise').filter(() => random.next() < 0.8);
      if (random.next() < 0.4) noise.push(random.below(FACTS));
      return written(textOf(facts, noise));
    },
  };

  #outcome(candidate: Candidate, exampleId: string, seed: number): Outcome {
    const item = this.#items.get(exampleId);
    if (item === undefined) throw new Error(`There is no example ${exampleId}.`);
    const draw = hash(`${this.#seed} ${this.#name(candidate)} ${exampleId} ${seed}`) / 2 ** 32;
    const right = draw < this.#chance(candidate, item);
    const input = `kind${item.kind} ${item.needs[0]?.map((fact) => `fact${fact}`).join(' ')}`;
    const demo = (stage: number): Demo => ({
      input: `kind${item.kind} ${item.needs[stage]?.map((fact) => `fact${fact}`).join(' ')}`,
      output: 'right',
    });
    return {
      score: right ? 1 : 0,
      feedback: right ? 'Right.' : this.#feedback(candidate, item),
      costUsd: 0,
      ms: 0,
      input,
      output: right ? 'right' : 'wrong',
      demos: Object.fromEntries(
        range(this.#stages).map((stage) => [`stage${stage}/demos`, demo(stage)]),
      ),
    };
  }

  #feedback(candidate: Candidate, { needs }: Item): string {
    return needs
      .map((facts, stage) => {
        const said = wordsIn(textIn(candidate, `stage${stage}/instructions`), 'fact');
        const missing = facts.filter((fact) => !said.includes(fact));
        return `stage${stage} did not say ${missing.map((fact) => `fact${fact}`).join(' ')}`;
      })
      .join('; ');
  }

  #chance(candidate: Candidate, { needs, kind, difficulty }: Item): number {
    const stages = needs.map((facts, stage) => {
      const text = textIn(candidate, `stage${stage}/instructions`);
      const said = new Set(wordsIn(text, 'fact'));
      const noise = wordsIn(text, 'noise');
      const demos = (candidate[`stage${stage}/demos`] ?? []) as readonly Demo[];
      const alike = demos.filter(({ input }) =>
        JSON.stringify(input).startsWith(`"kind${kind} `),
      ).length;
      const gain = facts
        .filter((fact) => said.has(fact))
        .reduce((sum, fact) => sum + (this.#gains[stage]?.[fact] ?? 0), 0);
      const loss = noise.reduce((sum, word) => sum + (this.#losses[word] ?? 0), 0);
      const length = 0.05 * said.size;
      return gain - loss - length + this.#demoGain * Math.min(2, alike);
    });
    const total = this.#base - difficulty + stages.reduce((sum, part) => sum + part, 0);
    return 1 / (1 + Math.exp(-2 * total));
  }

  /** Names of candidates are slow to make, and asked for with every evaluation. */
  #name(candidate: Candidate): string {
    const key = JSON.stringify(candidate);
    const known = this.#hidden.get(key) ?? hash(candidateKey(candidate));
    this.#hidden.set(key, known);
    return String(known);
  }
}

/** Draws texts and demonstrations at random and evaluates each in full until the budget is used up. */
export async function randomSearch(
  world: World,
  account: Account,
  seed: number,
  { demos = true }: { readonly demos?: boolean } = {},
): Promise<Candidate> {
  const random = new Random(seed);
  const original = Object.fromEntries(world.components.map(({ id, value }) => [id, value]));
  let best: Candidate = original;
  let bestMean = mean((await account.evaluate(original, world.val)).map(({ value }) => value));
  const bootstrap = demos ? world.train.slice(0, Math.floor(account.callsLeft / 4)) : [];
  const good = (await account.evaluate(original, bootstrap)).filter(({ score }) => score === 1);
  const summary = (
    await world.writer.summarize(
      good.map(({ input }) => input),
      account.signal,
    )
  ).text;
  for (let trial = 0; account.canPay(world.val.length); trial++) {
    const candidate: Record<string, Candidate[string]> = {};
    for (const component of world.components) {
      const shown = random
        .sample(good, 1 + random.below(4))
        .flatMap((outcome) => outcome.demos?.[component.id.replace('instructions', 'demos')] ?? []);
      if (component.kind === 'demos') candidate[component.id] = demos ? shown : [];
      else if (component.kind === 'instructions')
        candidate[component.id] = (
          await world.writer.propose(
            { component, current: component.value, summary, demos: shown, tip: '', seed: trial },
            account.signal,
          )
        ).text;
    }
    const score = mean((await account.evaluate(candidate, world.val)).map(({ value }) => value));
    if (score > bestMean) {
      bestMean = score;
      best = candidate;
    }
  }
  return best;
}

function textOf(facts: readonly number[], noise: readonly number[]): string {
  const words = [
    ...[...new Set(facts)].sort((a, b) => a - b).map((fact) => `fact${fact}`),
    ...[...new Set(noise)].sort((a, b) => a - b).map((word) => `noise${word}`),
  ];
  return ['Answer.', ...words].join(' ');
}

function wordsIn(text: string, kind: 'fact' | 'noise'): number[] {
  return [
    ...new Set(
      [...text.matchAll(WORD)]
        .filter((found) => found[1] === kind)
        .map((found) => Number(found[2])),
    ),
  ];
}

function written(text: string): Written {
  return { text, costUsd: 0 };
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** FNV-1a with a final mix, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
