// Tiers: what the ports cost over clients written by hand for the same server, one at a time (p50) and 64 in flight (per second).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../host/paths.mjs';
import { freePort, killServer, startServer } from '../host/servers.mjs';
import { bundled, percentile } from './bundle.mjs';
import { acrossProcesses, bullmq, inProcess } from './tiers-done.mjs';
import { rawNats } from './tiers-raw/nats.mjs';
import { rawRedis } from './tiers-raw/redis.mjs';
import { rawSqlite } from './tiers-raw/sqlite.mjs';

/** Of one round of one side: short, so that whatever else the machine does meets all sides. */
const ONE_BY_ONE = 60;
const MANY = 400;
/** Where one takes microseconds, so many of them that the clock sees them. */
const QUICK = { get: 5 };
const IN_FLIGHT = 64;
const ROUNDS = 25;
/** Before anything counts: the engine has compiled what it will run. */
const WARM_UP = 3;
const TEXT = 'x'.repeat(128);

/**
 * What is measured, and whom it is compared with: `same` keeps by hand what the ports promise, `bare` only does the work.
 * The goals count for `same`.
 */
const WORK = {
  put: 'a write of the state',
  get: 'a read of the state',
  publish: 'publish to subscriber',
  task: 'a task, from enqueueing to its end',
};
const SLOWEST = 1.3;
const FEWEST = 0.7;

/** @param {readonly string[]} flags `--only NAME`: one of the tiers; `--work NAME`: one kind of work */
export async function run(flags = []) {
  const tiers = await bundled(
    "export { openNatsTier, openRedisTier, openSqliteTier } from './runtime/tiers/index.ts';",
    { chunks: true },
  );
  const all = { SQLite: sqlite, Redis: redis, NATS: nats };
  const chosen = (flag, names) => {
    const at = flags.indexOf(flag);
    return at < 0 ? names : [flags[at + 1]];
  };
  const work = chosen('--work', Object.keys(WORK));
  const rows = [];
  for (const name of chosen('--only', Object.keys(all)))
    rows.push(...(await guarded(name, () => all[name](tiers, work))));
  return rows;
}

/** A server that is not installed is said to be so; its rows are missing, not invented. */
async function guarded(name, measure) {
  try {
    return await measure();
  } catch (error) {
    return [{ metric: `${name}: not measured`, value: error.message, unit: '' }];
  }
}

async function sqlite({ openSqliteTier }, work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-bench-'));
  const place = { file: path.join(folder, 'tier.db'), assetsDir: path.join(root, 'dist') };
  try {
    const raw = rawSqlite(folder);
    const tier = await openSqliteTier(place);
    return await measured('SQLite', { tier, raw, work, place: { kind: 'sqlite', ...place } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function redis({ openRedisTier }, work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-bench-'));
  const port = await freePort();
  const args = ['--port', `${port}`, '--dir', folder, '--save', '', '--appendonly', 'yes'];
  const server = await startServer('redis-server', args, port);
  try {
    const raw = await rawRedis(port);
    const place = { servers: [`redis://127.0.0.1:${port}`], namespace: 'bench' };
    const tier = await openRedisTier(place);
    const rows = { tier, raw, work, place: { kind: 'redis', ...place }, other: () => bullmq(port) };
    return await measured('Redis', rows);
  } finally {
    await killServer(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function nats({ openNatsTier }, work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-bench-'));
  const port = await freePort();
  const args = ['-p', `${port}`, '-a', '127.0.0.1', '-js', '-sd', folder];
  const server = await startServer('nats-server', args, port);
  try {
    const raw = await rawNats(port);
    const place = { servers: [`nats://127.0.0.1:${port}`], namespace: 'bench' };
    const tier = await openNatsTier(place);
    return await measured('NATS', { tier, raw, work, place: { kind: 'nats', ...place } });
  } finally {
    await killServer(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(name, { tier, raw, work, place, other }) {
  try {
    const sides = {
      bare: await steps(byHand(raw.bare)),
      same: await steps(byHand(raw.same)),
      ports: await steps(throughPorts(tier)),
    };
    const { same, ports } = sides;
    const rows = [];
    for (const what of work) {
      const isOne = raw.bare[what] === raw.same[what];
      rows.push(...(await compared(name, what, isOne ? { same, ports } : sides)));
    }
    if (work.includes('task')) rows.push(...(await done(name, tier, place, other)));
    return rows;
  } finally {
    await tier.close();
    await raw.close();
  }
}

/** Each with the text of a payload, as JSON. */
function byHand(raw) {
  return {
    put: (i) => raw.put(`k${i % 100}`, JSON.stringify({ text: TEXT })),
    get: (i) => raw.get(`k${i % 100}`),
    task: () => raw.task(JSON.stringify({ text: TEXT })),
    publish: (n) => raw.publish(JSON.stringify({ n, text: TEXT })),
    subscribe: (take) =>
      raw.subscribe((found) => take((typeof found === 'string' ? JSON.parse(found) : found).n)),
  };
}

function throughPorts(tier) {
  const { signal } = new AbortController();
  return {
    put: (i) => tier.state.put(`k${i % 100}`, { text: TEXT }),
    get: (i) => tier.state.get(`k${i % 100}`),
    task: async () => {
      await tier.tasks.enqueue({ queue: 'q', payload: { text: TEXT } });
      const lease = await tier.tasks.lease('q', { leaseMs: 60_000, signal });
      await lease.complete(null);
    },
    publish: (n) => tier.bus.publish('bench', { n, text: TEXT }),
    subscribe: (take) => tier.bus.subscribe('bench', async ({ payload }) => take(payload.n)),
  };
}

/** A publication is over when it is acknowledged and has reached its subscriber. */
async function steps({ publish, subscribe, ...others }) {
  const waiting = new Map();
  await subscribe((n) => {
    waiting.get(n)?.();
    waiting.delete(n);
  });
  let count = 0;
  return {
    ...others,
    publish: async () => {
      const n = ++count;
      const heard = new Promise((resolve) => waiting.set(n, resolve));
      await publish(n);
      await heard;
    },
  };
}

/**
 * The same work by hand and through the ports, in many short rounds, each beginning with another side. The ratio is the
 * median of those of the rounds: what slows the machine down for a while slows both halves of a pair.
 */
async function compared(name, what, sides) {
  const names = Object.keys(sides);
  if (what === 'get') for (const side of names) await inFlight(sides[side].put, MANY);
  const found = Object.fromEntries(names.map((side) => [side, { p50: [], rate: [] }]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const first = (round + WARM_UP) % names.length;
    for (const side of [...names.slice(first), ...names.slice(0, first)]) {
      const p50 = await oneByOne(sides[side][what], ONE_BY_ONE * (QUICK[what] ?? 1));
      const rate = await inFlight(sides[side][what], MANY * (QUICK[what] ?? 1));
      if (round < 0) continue;
      found[side].p50.push(p50);
      found[side].rate.push(rate);
    }
  }
  const rows = [];
  for (const [kind, title, unit, goal, meets] of [
    ['p50', 'p50', 'µs', `at most ${SLOWEST}×`, (ratio) => ratio <= SLOWEST],
    ['rate', `${IN_FLIGHT} in flight`, 'per s', `at least ${FEWEST}×`, (ratio) => ratio >= FEWEST],
  ]) {
    const mine = found.ports[kind];
    for (const [side, whose] of [
      ['same', 'the same promises by hand'],
      ['bare', 'the bare client'],
    ]) {
      if (sides[side] === undefined) continue;
      const theirs = found[side][kind];
      const ratios = mine.map((value, round) => value / theirs[round]);
      const ratio = percentile(ratios, 0.5);
      rows.push({
        metric: `${name}: ${WORK[what]}, ${title}`,
        value: percentile(mine, 0.5),
        unit,
        baseline: `${whose} (${percentile(theirs, 0.5).toFixed(0)})`,
        ratio,
        spread: [percentile(ratios, 0.25), percentile(ratios, 0.75)],
        ...(side === 'same' ? { goal, met: meets(ratio) } : {}),
      });
    }
  }
  return rows;
}

/** From giving a task to its result, in one process and with a worker in another. */
async function done(name, tier, place, other) {
  const isLocal = name === 'SQLite';
  const here = await inProcess(tier);
  const theirs = await other?.();
  const across = await acrossProcesses(tier, place);
  const ofBullmq = here / (theirs ?? Number.NaN);
  return [
    {
      metric: `${name}: given to done, in one process, p50`,
      value: here,
      unit: 'ms',
      ...(theirs === undefined
        ? {}
        : { baseline: "BullMQ's", ratio: ofBullmq, goal: 'below 1×', met: ofBullmq < 1 }),
      ...(isLocal ? { goal: 'below 5 ms', met: here < 5 } : {}),
    },
    {
      metric: `${name}: given to done, worker in another process, p50`,
      value: across,
      unit: 'ms',
      ...(isLocal ? { goal: 'below 50 ms', met: across < 50 } : {}),
    },
  ];
}

async function oneByOne(work, count) {
  const times = [];
  for (let i = 0; i < count; i++) {
    const started = performance.now();
    await work(i);
    times.push((performance.now() - started) * 1000);
  }
  return percentile(times, 0.5);
}

async function inFlight(work, count) {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return count / ((performance.now() - started) / 1000);
}
