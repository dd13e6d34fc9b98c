// Proof: generated tasks of growing size through the whole runtime, with scripted cells where a model would be.
// MEMFUN_PROOF_TOKENS="8192,131072" makes it smaller; MEMFUN_PROOF_SEEDS is how many needles are looked for.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundle.mjs';

const FLAT = 1.05;
const TASKS = [
  // Sizes beyond which an answer of lines would itself be huge, or two users in three fulfil every condition.
  { set: 'needle', most: 2 ** 24 },
  { set: 'aggregate', most: 10_000_000 },
  { set: 'pairs', most: 1_048_576 },
  { set: 'hops', most: 10_000_000 },
  { set: 'code', most: 10_000_000 },
  { set: 'edit', most: 10_000_000 },
  { set: 'verbatim', most: 1_048_576 },
];
const SIZES = (process.env.MEMFUN_PROOF_TOKENS ?? '16384,131072,1048576,10000000,16777216')
  .split(',')
  .map(Number);
const NEEDLES = Number(process.env.MEMFUN_PROOF_SEEDS ?? 110);

export async function run() {
  const rows = [];
  for (const { set, most } of TASKS) {
    const sizes = SIZES.filter((size) => size <= most && (size <= 10_000_000 || set === 'needle'));
    const measured = sizes.map((tokens) => inOwnProcess([{ set, tokens, seed: 1 }]));
    rows.push(...rowsOf(set, measured));
  }
  rows.push(...needles());
  return rows;
}

function rowsOf(set, measured) {
  const [first] = measured;
  const of = ({ outcomes: [outcome] }) => outcome;
  return measured.flatMap((one) => {
    const { tokens, score, rootInputTokens, ms } = of(one);
    const baseline = `${short(of(first).tokens)} tokens`;
    const at = `${set}, ${short(tokens)} tokens`;
    const root = Math.max(...rootInputTokens);
    const growth = tokens / of(first).tokens;
    return [
      { metric: `${at}: exact`, value: score, unit: 'of 1', goal: 1 },
      row(
        `${at}: largest root prompt`,
        root,
        'tokens',
        Math.max(...of(first).rootInputTokens),
        baseline,
        FLAT,
      ),
      row(
        `${at}: root input of the run`,
        sum(rootInputTokens),
        'tokens',
        sum(of(first).rootInputTokens),
        baseline,
        FLAT,
      ),
      row(`${at}: peak memory`, one.peakMb, 'MB', first.peakMb, baseline),
      // 1 is linear; below, what is fixed weighs.
      row(`${at}: time over size`, ms / growth, 'ms', of(first).ms, baseline),
    ];
  });
}

/** Needles of both kinds at all depths, in sizes from 2^13 to 2^17 tokens. */
function needles() {
  const tasks = Array.from({ length: NEEDLES }, (_, seed) => ({
    set: 'needle',
    seed,
    tokens: 2 ** (13 + (seed % 5)),
  }));
  const { outcomes } = inOwnProcess(tasks);
  const found = sum(outcomes.map(({ score }) => score));
  return [
    {
      metric: `S-NIAH, ${NEEDLES} seeds, 2^13 to 2^17 tokens: found`,
      value: (100 * found) / NEEDLES,
      unit: '%',
      goal: 99,
    },
    {
      metric: 'S-NIAH: most root steps',
      value: Math.max(...outcomes.map(({ steps }) => steps)),
      unit: 'steps',
    },
  ];
}

function row(metric, value, unit, base, baseline, goal) {
  return {
    metric,
    value,
    unit,
    baseline,
    ratio: value / base,
    ...(goal === undefined ? {} : { goal }),
  };
}

/** Each measurement has its process, so that its peak of memory is its own. */
function inOwnProcess(tasks) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--tasks', JSON.stringify(tasks)],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (status !== 0) throw new Error(`A measurement of the proof ended with ${status}:\n${stderr}`);
  return JSON.parse(last);
}

async function measure(tasks) {
  const { runTask, GENERATORS, scriptedModel, SCRIPTED_ID, node24 } = await bundled(
    `export { runTask } from './test/proof/run-task.ts';
     export { GENERATORS } from './test/proof/index.ts';
     export { scriptedModel, SCRIPTED_ID } from './test/proof/scripted-model.ts';
     export { node24 } from './test/host/paths.mjs';`,
    { chunks: true },
  );
  const environment = {
    hostModels: [scriptedModel()],
    node24: node24(),
    settings: {
      'memfun.model': SCRIPTED_ID,
      'memfun.sandbox.engine': 'auto',
      'memfun.cellTimeoutSeconds': 3_600,
      'memfun.budget.wallSeconds': 0,
      'memfun.budget.modelCalls': 0,
      'memfun.budget.tokens': 0,
    },
  };
  const outcomes = [];
  for (const { set, ...options } of tasks) {
    const task = GENERATORS[set](options);
    const { answer, ...outcome } = await runTask(task, {
      environment,
      signal: new AbortController().signal,
    });
    outcomes.push({ ...outcome, answerChars: answer.length, problem: outcome.problem ?? '' });
  }
  const peakMb = process.resourceUsage().maxRSS / 1024;
  return { outcomes, peakMb };
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const short = (n) =>
  n >= 1_000_000 ? `${(n / 1_000_000).toFixed(1)} M` : `${Math.round(n / 1_000)} k`;

if (process.argv[2] === '--tasks') {
  const measured = await measure(JSON.parse(process.argv[3]));
  process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit(0));
}
