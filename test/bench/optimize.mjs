// Optimisers beside random search at the same budget, over simulated worlds whose true quality is known.
// MEMFUN_WORLDS sets how many worlds.
import { bundled } from './bundle.mjs';

const WORLDS = Number(process.env.MEMFUN_WORLDS ?? 200);
/** Two-sided 95 % of the normal distribution; with 200 worlds and more Student's t is the same to two digits. */
const Z = 1.96;

export async function run() {
  const { World, randomSearch, Account, mipro, gepa } = await bundled(
    `export { Account, gepa, mipro } from './runtime/optimizer/index.ts';
     export { World, randomSearch } from './test/support/optimizer-worlds.ts';`,
  );
  const accountOf = (world, calls) =>
    new Account({
      evaluator: world.evaluator,
      budget: { calls, costUsd: 1 },
      signal: new AbortController().signal,
      parallel: 1,
    });
  const full = { trials: 1_000, minibatch: 100 };
  const searches = [
    {
      name: 'MIPROv2',
      calls: 2_000,
      val: 100,
      search: async (options) => (await mipro({ ...options, candidates: 18 })).best,
      against: {
        'the same choices at random, each evaluated in full': async (options) =>
          (await mipro({ ...options, ...full, candidates: 18, choose: evenly })).best,
        'the same choices at random, on its own minibatches': async (options) =>
          (await mipro({ ...options, candidates: 18, choose: evenly })).best,
        'new texts and examples for every trial': ({ world, account, seed }) =>
          randomSearch(world, account, seed),
      },
    },
    {
      name: 'GEPA',
      calls: 1_000,
      val: 30,
      search: async (options) => (await gepa(options)).best,
      against: {
        'a new text for every trial': ({ world, account, seed }) =>
          randomSearch(world, account, seed, { demos: false }),
        'reflection on the first text alone': reflectAlone,
      },
    },
  ];
  const rows = [];
  for (const { name, calls, val, search, against } of searches) {
    const gains = Object.fromEntries([name, ...Object.keys(against)].map((one) => [one, []]));
    for (let seed = 1; seed <= WORLDS; seed++) {
      const world = new World({ seed, stages: 2, val });
      const before = world.quality({});
      for (const [one, way] of Object.entries({ [name]: search, ...against })) {
        const account = accountOf(world, calls);
        gains[one].push(world.quality(await way(optionsOf(world, account, seed))) - before);
      }
    }
    for (const baseline of Object.keys(against)) {
      const differences = gains[name].map((gain, index) => gain - gains[baseline][index]);
      const { mean, half } = interval(differences);
      process.stdout.write(
        `  ${name} against ${baseline} (${calls} evaluations each):\n` +
          `    gain ${percent(average(gains[name]))} against ${percent(average(gains[baseline]))}, difference ` +
          `${percent(mean)} ± ${percent(half)} (95 %, ${WORLDS} worlds, paired); ` +
          `better in ${differences.filter((d) => d > 0).length}, worse in ${differences.filter((d) => d < 0).length}\n`,
      );
      rows.push({
        metric: `${name}: gain, ${baseline}`,
        value: average(gains[name]),
        unit: 'share',
        baseline: 'that',
        ratio: average(gains[name]) / average(gains[baseline]),
        difference: mean,
        confidence: [mean - half, mean + half],
        goal: 'difference above 0 with 95 % confidence',
      });
    }
  }
  return rows;
}

/** Rewrites the first text again and again, and keeps the best: what evolution adds to reflection. */
async function reflectAlone({ components, train, val, writer, account, seed }) {
  let best = Object.fromEntries(components.map(({ id, value }) => [id, value]));
  const original = best;
  const texts = components.filter(({ kind }) => kind === 'instructions');
  const value = async (candidate, ids) =>
    average((await account.evaluate(candidate, ids)).map((outcome) => outcome.value));
  let bestValue = await value(best, val);
  for (let round = 0; round < 1_000; round++) {
    const batch = [0, 1, 2].map((index) => train[(seed + 3 * round + index) % train.length]);
    const component = texts[round % texts.length];
    if (!account.canPay(2 * batch.length + val.length)) break;
    const reflections = await account.evaluate(original, batch);
    const { text } = await writer.reflect({ component, current: component.value, reflections });
    const child = { ...original, [component.id]: text };
    if ((await value(child, batch)) <= average(reflections.map((outcome) => outcome.value)))
      continue;
    const childValue = await value(child, val);
    if (childValue > bestValue) [best, bestValue] = [child, childValue];
  }
  return best;
}

const evenly = (sizes, _seen, random) => sizes.map((size) => random.below(size));

function optionsOf(world, account, seed) {
  const { components, train, val, writer } = world;
  return { world, components, train, val, writer, account, seed };
}

/** Mean of paired differences with its 95 % interval. */
function interval(values) {
  const mean = average(values);
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, half: Z * Math.sqrt(variance / values.length) };
}

function average(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percent(value) {
  return `${(100 * value).toFixed(1)} %`;
}
