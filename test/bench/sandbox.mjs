// Sandbox: a cell, a host call, the first cell cold and prewarmed, and a replay against the live run, on both engines.
import path from 'node:path';
import { node24, root } from '../host/paths.mjs';
import { bundled, percentile } from './bundle.mjs';

const ROUNDS = 200;
/** How long the stand-in for a model or a search takes in the session that is replayed. */
const ANSWER_MS = 20;

export async function run() {
  const { createSandboxEngines } = await bundled(
    `export { createSandboxEngines } from './runtime/sandbox/index.ts';`,
  );
  const engines = createSandboxEngines({
    assetsDir: path.join(root, 'dist'),
    node24: node24(),
    prewarm: true,
  });
  const rows = [];
  for (const adapter of engines.adapters) rows.push(...(await guarded(adapter)));
  engines.close();
  const [fast, slow] = ['isolated-vm', 'quickjs'].map((name) =>
    rows.find((row) => row.metric === `${name}: cell that computes for a while`),
  );
  if (fast !== undefined && slow !== undefined) {
    slow.baseline = 'isolated-vm';
    slow.ratio = slow.value / fast.value;
  }
  return rows;
}

const OPTIONS = {
  hostFunctions: ['echo'],
  onHostCall: async (_name, args) => ({ ok: true, value: args[0] ?? null }),
  memoryMb: 256,
  cellTimeoutMs: 60_000,
  outputLimit: 4_000,
  seed: 1,
  startTime: 0,
};

/** An engine that is not to be had here is said to be so; its rows are missing, not invented. */
async function guarded(adapter) {
  const missing = (why) => [{ metric: `${adapter.engine}: not measured`, value: why, unit: '' }];
  try {
    const state = await adapter.availability();
    return state.available ? await measure(adapter) : missing(`${state.reason} ${state.remedy}`);
  } catch (error) {
    return missing(error.message);
  }
}

async function measure(adapter) {
  const name = adapter.engine;
  const cold = await firstCell(adapter);
  await adapter.prewarm?.();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const warm = await firstCell(adapter);
  const sandbox = await adapter.open(OPTIONS);
  const cells = [];
  for (let i = 0; i < ROUNDS; i++)
    cells.push(await timed(() => sandbox.run(`const v${i % 20} = ${i}`)));
  const calls = await timed(() => sandbox.run(`for (let i = 0; i < ${ROUNDS}; i++) await echo(i)`));
  const work = await timed(() =>
    sandbox.run('let sum = 0; for (let i = 0; i < 2e6; i++) sum = (sum * 31 + i) % 65_521; sum'),
  );
  await sandbox.close();
  const { live, replayed } = await replay(adapter);
  const cell = percentile(cells, 0.5);
  return [
    { metric: `${name}: cell, median`, value: cell, unit: 'ms' },
    {
      metric: `${name}: host call`,
      value: calls / ROUNDS,
      unit: 'ms',
      baseline: 'a cell',
      ratio: calls / ROUNDS / cell,
    },
    { metric: `${name}: first cell, cold`, value: cold, unit: 'ms' },
    {
      metric: `${name}: first cell, prewarmed`,
      value: warm,
      unit: 'ms',
      baseline: 'cold',
      ratio: warm / cold,
    },
    { metric: `${name}: cell that computes for a while`, value: work, unit: 'ms' },
    {
      metric: `${name}: replay of 30 cells`,
      value: replayed,
      unit: 'ms',
      baseline: 'live',
      ratio: replayed / live,
    },
  ];
}

async function firstCell(adapter) {
  const started = performance.now();
  const sandbox = await adapter.open(OPTIONS);
  await sandbox.run('1 + 1');
  const ms = performance.now() - started;
  await sandbox.close();
  return ms;
}

async function replay(adapter) {
  const slow = {
    ...OPTIONS,
    onHostCall: async (_name, args) => {
      await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
      return { ok: true, value: args[0] ?? null };
    },
  };
  const sandbox = await adapter.open(slow);
  const live = await timed(async () => {
    for (let i = 0; i < 30; i++) await sandbox.run(`const r${i} = await echo(${i})`);
  });
  const record = sandbox.record();
  await sandbox.close();
  let copy;
  const replayed = await timed(async () => {
    copy = await adapter.replay(record, slow);
  });
  await copy.close();
  return { live, replayed };
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
