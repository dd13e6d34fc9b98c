// Several agents: what the schedule of a plan costs over its bare queue, what one agent holds in memory, and whether the
// process stays responsive with 100 tasks, 30 of them at a time.
import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { root } from '../host/paths.mjs';
import { bundled, percentile } from './bundle.mjs';
import { watchLoop } from './loop-watch.mjs';

const TASKS = 100;
const PARALLEL = 30;
const ROUNDS = 15;
const LEASE_MS = 10_000;

/** @param {readonly string[]} flags `--agents` leaves out what the schedule costs */
export async function run(flags = []) {
  const runtime = await bundled(
    `export { createMemfun } from './runtime/app/index.ts';
     export { silentLogger, systemClock } from './runtime/core/index.ts';
     export { Schedule } from './runtime/orchestrator/index.ts';
     export { createNodeFileStore } from './runtime/storage/index.ts';
     export { createInProcessTier, openSqliteTier } from './runtime/tiers/index.ts';`,
    { chunks: true },
  );
  const schedules = flags.includes('--agents') ? [] : await overhead(runtime);
  return [...schedules, ...(await agents(runtime))];
}

async function overhead(runtime) {
  const rows = [];
  const kinds = [
    ['T0', async () => runtime.createInProcessTier()],
    ['T1', () => sqliteTier(runtime)],
  ];
  for (const [kind, open] of kinds) {
    const tier = await open();
    const bare = [];
    const planned = [];
    const chained = [];
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await bareQueue(tier.tasks, `bare${round}`));
      planned.push(await schedule(runtime, tier.tasks, `wide${round}`, () => []));
      chained.push(
        await schedule(runtime, tier.tasks, `chain${round}`, (i) => (i === 0 ? [] : [`t${i - 1}`])),
      );
    }
    await tier.close();
    const [base, wide, chain] = [bare, planned, chained].map((all) => percentile(all, 0.5));
    const baseline = `the bare queue, ${PARALLEL} at a time`;
    rows.push(
      row(`${kind}: overhead per task, side by side`, (wide - base) / TASKS, 'ms', {
        baseline,
        ratio: wide / base,
        ...(kind === 'T0' ? { goal: '≤ 2 ms' } : {}),
      }),
      row(`${kind}: per task, one after the other`, chain / TASKS, 'ms', {
        baseline,
        ratio: chain / base,
      }),
    );
  }
  return rows;
}

async function sqliteTier({ openSqliteTier }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-bench-'));
  const file = path.join(folder, 'tier.db');
  const tier = await openSqliteTier({ file, assetsDir: path.join(root, 'dist') });
  return {
    ...tier,
    tasks: tier.tasks,
    close: async () => {
      await tier.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Milliseconds for all tasks: given, leased, ended, and their ends heard of. */
async function bareQueue(queue, name) {
  const over = new AbortController();
  setMaxListeners(0, over.signal);
  const started = performance.now();
  const worker = async () => {
    for (;;) {
      const lease = await queue.lease(name, { leaseMs: LEASE_MS, signal: over.signal });
      if (lease === undefined) return;
      await lease.complete(null);
    }
  };
  const workers = Array.from({ length: PARALLEL }, worker);
  const ends = Array.from({ length: TASKS }, async (_, i) => {
    const id = await queue.enqueue({ queue: name, payload: { i }, dedupeKey: `${name}${i}` });
    await queue.outcome(id, over.signal);
  });
  await Promise.all(ends);
  const ms = performance.now() - started;
  over.abort();
  await Promise.all(workers);
  return ms;
}

async function schedule({ Schedule, silentLogger, systemClock }, queue, planId, dependsOn) {
  const tasks = Array.from({ length: TASKS }, (_, i) => task(`t${i}`, 'nobody', dependsOn(i)));
  const started = performance.now();
  const records = await new Schedule({
    planId,
    tasks,
    ended: [],
    queue,
    parallel: PARALLEL,
    maxAttempts: 3,
    clock: systemClock,
    logger: silentLogger,
    signal: new AbortController().signal,
    tell: () => undefined,
    run: async () => ({
      state: 'done',
      stopReason: 'answered',
      reason: '',
      answer: '',
      citations: [],
      files: [],
    }),
  }).run();
  const ms = performance.now() - started;
  if (records.some(({ state }) => state !== 'done')) throw new Error('a task has no result');
  return ms;
}

const task = (id, agent, dependsOn = []) => ({
  id,
  title: id,
  agent,
  instructions: `Do ${id}.`,
  dependsOn,
  outputs: [],
  shares: [],
  expects: '',
  review: false,
});

/** Whole agents with their sandboxes, on a model that answers at once and waits until all of a group are there. */
async function agents(runtime) {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-bench-'));
  try {
    const few = await team(runtime, folder, 2, 2);
    const many = await team(runtime, folder, 40, PARALLEL);
    const perAgent = (many.peakMb - few.peakMb) / (PARALLEL - 2);
    return [
      row('memory per agent at work (its sandbox with it)', perAgent, 'MB', {
        baseline: `this process with two agents (${few.peakMb.toFixed(0)} MB)`,
        ratio: perAgent / few.peakMb,
      }),
      row(`40 agents, ${PARALLEL} at a time: per agent`, many.ms / 40, 'ms'),
      row(`  delay of the event loop, p50`, many.delays.p50, 'ms'),
      row(`  delay of the event loop, p99`, many.delays.p99, 'ms', { goal: '≤ 100 ms' }),
      row(`  delay of the event loop, longest`, many.delays.max, 'ms'),
      // What is left of the delay when nothing else runs on the machine.
      row(`  of it work of its own thread, p99`, percentile(many.stretches.own, 0.99), 'ms', {
        goal: '≤ 100 ms',
      }),
      row(`  of it work of its own thread, longest`, Math.max(...many.stretches.own), 'ms'),
      row(`  of it waiting for a core, p99`, percentile(many.stretches.waited, 0.99), 'ms'),
      row(`  a stop ends all of them after`, many.stopMs, 'ms', { goal: '≤ 1000 ms' }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function team({ createMemfun, createNodeFileStore, silentLogger }, folder, tasks, parallel) {
  const store = (name) => createNodeFileStore(path.join(folder, `${name}${tasks}`));
  const workspace = mkdtempSync(path.join(folder, 'workspace-'));
  let waits = false;
  const model = answering((prompt) => {
    if (prompt.includes('Share the request out'))
      return text(
        'tasks',
        JSON.stringify(Array.from({ length: tasks }, (_, i) => task(`t${i}`, 'architect'))),
      );
    if (prompt.includes('Several agents have worked')) return text('answer', 'done');
    if (waits) return undefined;
    return `<<< reasoning >>>\nNext.\n<<< code >>>\nawait final({ answer: 'x', citations: [] })\n<<< end >>>`;
  });
  const memfun = await createMemfun(
    {
      workspace: createNodeFileStore(workspace),
      projectStorage: store('project'),
      userStorage: store('user'),
      secrets: {
        get: async () => undefined,
        set: async () => undefined,
        delete: async () => undefined,
      },
      approvals: { ask: async () => ({ decision: 'deny' }) },
      logger: silentLogger,
      settings: {
        'memfun.model': 'vscode/bench',
        'memfun.memory.enabled': false,
        'memfun.sandbox.engine': 'quickjs',
        'memfun.team.parallel': parallel,
        'memfun.budget.modelCalls': 0,
      },
      assetsDir: path.join(root, 'dist'),
      ripgrepCandidates: [],
      node24: undefined,
      hostModels: [
        {
          id: 'vscode/bench',
          label: 'Bench',
          contextWindow: 100_000,
          maxOutputTokens: 4_000,
          vision: false,
          open: async () => model,
        },
      ],
      trusted: true,
    },
    { prewarm: false },
  );
  const { sessionId } = await memfun.sessions.create('bench');
  const turn = (signal, emit = () => undefined) =>
    memfun.runTurn({
      sessionId,
      request: { intent: 'ask', text: '/team bench', attachments: [], effort: 'team' },
      signal,
      emit,
    });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 5);
  const loop = monitorEventLoopDelay({ resolution: 5 });
  const watched = watchLoop();
  loop.enable();
  const started = performance.now();
  const { stopReason, answer } = await turn(new AbortController().signal);
  const ms = performance.now() - started;
  loop.disable();
  const stretches = watched.stop();
  if (stopReason !== 'answered') throw new Error(`the plan ended with ${stopReason}: ${answer}`);

  // All at work, none of them answered: then a person stops it.
  waits = true;
  const stop = new AbortController();
  let begun = 0;
  let full = () => undefined;
  const atWork = new Promise((resolve) => {
    full = resolve;
  });
  const stopped = turn(stop.signal, ({ type }) => {
    if (type === 'step.started' && ++begun === parallel) full();
  });
  await atWork;
  clearInterval(watch);
  const asked = performance.now();
  stop.abort();
  await stopped;
  const stopMs = performance.now() - asked;
  await memfun.close();
  return {
    ms,
    stopMs,
    peakMb: peak / 1e6,
    delays: { p50: loop.percentile(50) / 1e6, p99: loop.percentile(99) / 1e6, max: loop.max / 1e6 },
    stretches,
  };
}

const text = (field, value) => `<<< ${field} >>>\n${value}\n<<< end >>>`;

/** A language model of one function; what it does not answer hangs until it is stopped. */
function answering(answer) {
  return {
    specificationVersion: 'v3',
    provider: 'bench',
    modelId: 'bench',
    supportedUrls: {},
    doStream: async ({ prompt, abortSignal }) => {
      const words = answer(JSON.stringify(prompt));
      if (words === undefined)
        await new Promise((_resolve, reject) =>
          abortSignal.addEventListener('abort', () => reject(abortSignal.reason)),
        );
      const usage = {
        inputTokens: {
          total: 100,
          noCache: undefined,
          cacheRead: undefined,
          cacheWrite: undefined,
        },
        outputTokens: { total: 10, text: undefined, reasoning: undefined },
      };
      return {
        stream: new ReadableStream({
          start(controller) {
            controller.enqueue({ type: 'stream-start', warnings: [] });
            controller.enqueue({ type: 'text-delta', id: '0', delta: words });
            controller.enqueue({
              type: 'finish',
              finishReason: { unified: 'stop', raw: 'stop' },
              usage,
            });
            controller.close();
          },
        }),
      };
    },
  };
}

function row(metric, value, unit, more = {}) {
  return { metric, value, unit, ...more };
}
