// Traces: list, search and digest over thousands of runs, from the database over their logs against the logs themselves.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { root as project } from '../host/paths.mjs';
import { bundled } from './bundle.mjs';

const RUNS = 2_000;
const REPEATS = 5;
const PAGE = 100;
/** As many as the store looks at where there is no database. */
const DIGEST = 50;
const AT_REST_MS = 3_100;

/** Each way is a store of its own, opened anew for what is cold: as a window or the command line opens it. */
export async function run(flags = []) {
  const count = Number(flags[flags.indexOf('--runs') + 1] ?? RUNS) || RUNS;
  const folder = await mkdtemp(path.join(tmpdir(), 'memfun-traces-'));
  const parts = await bundled(
    `export { TraceStore } from './runtime/traces/index.ts';
    export { traceDatabase } from './runtime/app/trace-database.ts';
    export { createNodeFileStore } from './runtime/storage/index.ts';
    export { createIds, silentLogger, systemClock } from './runtime/core/index.ts';
    export { tracedRun } from './test/support/traced-run.ts';`,
    { chunks: true },
  );
  const signal = new AbortController().signal;
  const files = parts.createNodeFileStore(folder, { own: true });
  const open = (isIndexed) =>
    new parts.TraceStore({
      files,
      clock: parts.systemClock,
      ids: parts.createIds(),
      logger: parts.silentLogger,
      redact: (text) => text,
      limits: () => ({ runs: 1e9, bytes: 1e15, ageMs: 1e15 }),
      database: isIndexed
        ? parts.traceDatabase({
            projectStorage: files,
            assetsDir: path.join(project, 'dist'),
          })
        : undefined,
    });
  try {
    await seed(open(false), parts, count);
    const built = await build(open(true), count);
    const cold = {};
    const warm = {};
    const heap = {};
    for (const [name, isIndexed] of [
      ['logs', false],
      ['database', true],
    ]) {
      const store = open(isIndexed);
      const before = heapInUse();
      cold[name] = await timed(() => store.find({ limit: PAGE }));
      heap[name] = Math.max(0, heapInUse() - before) / 1e6;
      await setTimeout(AT_REST_MS); // the folder as it mostly is: nothing has just been written
      await store.find({ limit: PAGE });
      warm[name] = {
        list: await middle(() => store.find({ limit: PAGE })),
        search: await middle(() => store.find({ text: 'queue 17', limit: PAGE })),
      };
      await store.close();
    }
    const turnIds = (await open(false).find({})).runs.map(({ turnId }) => turnId);
    const newest = turnIds.slice(0, DIGEST);
    const digests = {};
    for (const name of ['logs', 'database']) {
      const store = open(name === 'database');
      await store.find({ limit: 1 });
      digests[name] = await timed(() => store.digest(newest, signal));
      if (name === 'database') digests.all = await timed(() => store.digest(turnIds, signal));
      await store.close();
    }
    const loops = await stalls(open(true), turnIds, signal);
    const engine = built.state.engine;
    const disk = sizeOf(folder, (name) => name.includes('index-'));
    const logs = sizeOf(folder, (name) => name.includes('.seg-'));
    return [
      row(
        `${count} runs: first list of a new window (${engine})`,
        cold.database,
        'ms',
        'the logs',
        cold.database / cold.logs,
        1,
      ),
      row(
        'list of 100 again',
        warm.database.list,
        'ms',
        'the logs',
        warm.database.list / warm.logs.list,
        1,
      ),
      row(
        'search for two words',
        warm.database.search,
        'ms',
        'the logs',
        warm.database.search / warm.logs.search,
        1,
      ),
      row(
        `digest of ${DIGEST}`,
        digests.database,
        'ms',
        'the logs',
        digests.database / digests.logs,
        0.2,
      ),
      row(
        `digest of all ${count}`,
        digests.all,
        'ms',
        `the logs of ${DIGEST}`,
        digests.all / digests.logs,
      ),
      row(
        'heap that a list leaves in use',
        heap.database,
        'MB',
        'the logs',
        heap.database / Math.max(0.01, heap.logs),
      ),
      row('database on disk', disk / 1e6, 'MB', 'the logs', disk / logs),
      row('made from the logs, each run', built.ms / count, 'ms'),
      row('longest stop of the event loop while it is made', built.stall, 'ms of work'),
      row('and while it makes a digest', loops, 'ms of work'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function seed(store, { tracedRun }, count) {
  for (let n = 0; n < count; n++) {
    const turnId = `trn_${String(n).padStart(6, '0')}`;
    const events = tracedRun({
      turnId,
      at: 1_000_000_000 + n * 60_000,
      text: `Why does the ${n % 2 === 0 ? 'queue' : 'cache'} wait ${n % 100} seconds?`,
      failed: n % 7 === 0,
    });
    await store.add({ turnId, sessionId: `ses_${n % 50}`, events, dropped: 0 });
  }
  await store.close();
}

/** As a window does it in the background, with how long it kept others from their turn. */
async function build(store, count) {
  const watch = watchLoop();
  const started = performance.now();
  let state;
  do {
    await store.find({ limit: 1 });
    state = await store.databaseState();
  } while (state.runs < count && state.problem === undefined);
  if (state.problem !== undefined) throw new Error(state.problem.message);
  const ms = performance.now() - started;
  await store.close();
  return { ms, stall: watch(), state };
}

async function stalls(store, turnIds, signal) {
  await store.find({ limit: 1 });
  const watch = watchLoop();
  await store.digest(turnIds, signal);
  const longest = watch();
  await store.close();
  return longest;
}

/**
 * The most that this process worked between two ticks of a timer that is due at once: processor time, since on a busy
 * machine the clock goes on while others have their turn.
 */
function watchLoop() {
  const worked = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  };
  let last = worked();
  let longest = 0;
  const timer = setInterval(() => {
    const now = worked();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

function heapInUse() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function middle(work) {
  const times = [];
  for (let n = 0; n < REPEATS; n++) times.push(await timed(work));
  return times.sort((a, b) => a - b)[Math.floor(REPEATS / 2)];
}

function sizeOf(folder, counts) {
  return readdirSync(path.join(folder, 'traces'))
    .filter(counts)
    .reduce((sum, name) => sum + statSync(path.join(folder, 'traces', name)).size, 0);
}

function row(metric, value, unit, baseline, ratio, goal) {
  return {
    metric,
    value,
    unit,
    baseline,
    ratio,
    ...(goal === undefined ? {} : { goal: `≤ ${goal}`, met: ratio <= goal }),
  };
}
