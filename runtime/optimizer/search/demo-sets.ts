// Sets of demonstrations to choose from: none, labelled ones, and bootstrapped ones of growing variety.
import type { Candidate, Demo, DemosComponent } from '../component.js';
import { problemOf } from '../component.js';
import type { Account } from '../evaluation.js';
import type { Random } from '../random.js';

export interface BootstrapOptions {
  readonly account: Account;
  readonly original: Candidate;
  readonly train: readonly string[];
  readonly random: Random;
  /** Sets of each component, the empty one included. */
  readonly sets: number;
  /** From this score on a run is good enough to be shown. */
  readonly goodScore: number;
  /** Known good outputs, by component and example. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, Demo>>>>;
  /** Evaluations that may be spent. */
  readonly calls: number;
}

/**
 * Demonstrations as in MIPROv2's first step (Opsahl-Ong et al., "Optimizing Instructions and Demonstrations for
 * Multi-Stage Language Model Programs", 2024): set 0 is empty, set 1 holds labels alone (where there are any), set 2
 * is bootstrapped in the order of the examples, the others from shuffled examples with a random size.
 */
export async function demoSets(
  components: readonly DemosComponent[],
  options: BootstrapOptions,
): Promise<ReadonlyMap<string, readonly (readonly Demo[])[]>> {
  const { account, original, train, random, goodScore } = options;
  const affordable = train.slice(0, options.calls);
  const good: { readonly id: string; readonly demos: Readonly<Record<string, Demo>> }[] = [];
  for (const outcome of await account.evaluate(original, affordable))
    if (outcome.score >= goodScore && outcome.demos !== undefined)
      good.push({ id: outcome.exampleId, demos: outcome.demos });
  account.tell('bootstrap', `${good.length} of ${affordable.length} runs are good examples`);

  const sets = new Map<string, readonly (readonly Demo[])[]>();
  for (const component of components) {
    // Only of examples to learn from: others would give away what they test.
    const labels = Object.fromEntries(
      Object.entries(options.labels[component.id] ?? {}).filter(([id]) => train.includes(id)),
    );
    const found: (readonly Demo[])[] = [[]];
    if (Object.keys(labels).length > 0)
      found.push(random.sample(Object.values(labels), component.maxDemos));
    for (let round = 0; found.length < options.sets && round < 2 * options.sets; round++) {
      const order = round === 0 ? good : random.shuffle(good);
      const size = round === 0 ? component.maxDemos : 1 + random.below(component.maxDemos);
      found.push(filled(component, order, labels, size, random));
    }
    const distinct = new Map(found.map((set) => [JSON.stringify(set), set]));
    sets.set(
      component.id,
      [...distinct.values()].filter((set) => problemOf(component, set) === undefined),
    );
  }
  return sets;
}

/** Bootstrapped ones first; the rest up to the size from labels of other examples. */
function filled(
  { id, maxDemos }: DemosComponent,
  good: readonly { readonly id: string; readonly demos: Readonly<Record<string, Demo>> }[],
  labels: Readonly<Record<string, Demo>>,
  size: number,
  random: Random,
): readonly Demo[] {
  const taken = good
    .flatMap(({ id: example, demos }) => {
      const demo = demos[id];
      return demo === undefined ? [] : [{ example, demo }];
    })
    .slice(0, size);
  const used = new Set(taken.map(({ example }) => example));
  const rest = Object.entries(labels).filter(([example]) => !used.has(example));
  const more = random.sample(rest, Math.max(0, Math.min(size, maxDemos) - taken.length));
  return [...taken.map(({ demo }) => demo), ...more.map(([, demo]) => demo)];
}
