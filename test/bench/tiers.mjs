// Tiers: what the ports cost over the bare client of the same server, one at a time (p50) and 64 in flight (per second).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../host/paths.mjs';
import { freePort, killServer, startServer } from '../host/servers.mjs';
import { bundled, percentile } from './bundle.mjs';
import { acrossProcesses, bullmq, inProcess } from './tiers-done.mjs';

const ONE_BY_ONE = 400;
const MANY = 2_000;
const IN_FLIGHT = 64;
const ROUNDS = 3;
const PAYLOAD = { text: 'x'.repeat(128) };
const TEXT = JSON.stringify(PAYLOAD);

/** @param {readonly string[]} flags `--only NAME`: one of the tiers */
export async function run(flags = []) {
  const tiers = await bundled(
    "export { openNatsTier, openRedisTier, openSqliteTier } from './runtime/tiers/index.ts';",
    { chunks: true },
  );
  const all = { SQLite: sqlite, Redis: redis, NATS: nats };
  const rows = [];
  const at = flags.indexOf('--only');
  for (const name of at < 0 ? Object.keys(all) : [flags[at + 1]])
    rows.push(...(await guarded(name, () => all[name](tiers))));
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

async function sqlite({ openSqliteTier }) {
  const sql = process.getBuiltinModule?.('node:sqlite');
  if (sql === undefined) throw new Error('this Node has no node:sqlite');
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-bench-'));
  const bare = new sql.DatabaseSync(path.join(folder, 'bare.db'));
  bare.exec('pragma journal_mode = wal; pragma synchronous = normal');
  bare.exec(
    'create table kv (key text primary key, value text); create table q (id integer primary key, body text, state integer)',
  );
  const upsert = bare.prepare('insert or replace into kv values (?, ?)');
  const add = bare.prepare('insert into q (body, state) values (?, 0)');
  const claim = bare.prepare(
    'update q set state = 1 where id = (select min(id) from q where state = 0) returning id, body',
  );
  const end = bare.prepare('delete from q where id = ?');
  const place = { file: path.join(folder, 'tier.db'), assetsDir: path.join(root, 'dist') };
  const tier = await openSqliteTier(place);
  try {
    const rows = await compared('SQLite', tier, {
      put: async (i) => void upsert.run(`k${i % 100}`, TEXT),
      task: async () => {
        add.run(TEXT);
        end.run(claim.get().id);
      },
    });
    return [...rows, ...(await done('SQLite', tier, { kind: 'sqlite', ...place }))];
  } finally {
    await tier.close();
    bare.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function redis({ openRedisTier }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-bench-'));
  const port = await freePort();
  const args = ['--port', `${port}`, '--dir', folder, '--save', '', '--appendonly', 'yes'];
  const server = await startServer('redis-server', args, port);
  const { Redis } = await import('ioredis');
  const bare = new Redis(port);
  const servers = [`redis://127.0.0.1:${port}`];
  const tier = await openRedisTier({ servers, namespace: 'bench' });
  try {
    await bare.xgroup('CREATE', 's', 'g', '$', 'MKSTREAM');
    const rows = await compared('Redis', tier, {
      put: (i) => bare.set(`k${i % 100}`, TEXT),
      task: async () => {
        await bare.xadd('s', '*', 'b', TEXT);
        const [[, [[id]]]] = await bare.xreadgroup(
          'GROUP',
          'g',
          'c',
          'COUNT',
          1,
          'STREAMS',
          's',
          '>',
        );
        await bare.xack('s', 'g', id);
      },
    });
    const place = { kind: 'redis', servers, namespace: 'bench' };
    return [...rows, ...(await done('Redis', tier, place, await bullmq(port)))];
  } finally {
    await tier.close();
    bare.disconnect();
    await killServer(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function nats({ openNatsTier }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-bench-'));
  const port = await freePort();
  const server = await startServer(
    'nats-server',
    ['-p', `${port}`, '-a', '127.0.0.1', '-js', '-sd', folder],
    port,
  );
  const { connect } = await import('@nats-io/transport-node');
  const { jetstream, jetstreamManager } = await import('@nats-io/jetstream');
  const client = await connect({ servers: `127.0.0.1:${port}` });
  const js = jetstream(client);
  const manager = await jetstreamManager(client);
  await manager.streams.add({ name: 'kv', subjects: ['kv.>'], max_msgs_per_subject: 256 });
  await manager.streams.add({ name: 'q', subjects: ['q.>'], retention: 'workqueue' });
  await manager.consumers.add('q', { durable_name: 'w', ack_policy: 'explicit' });
  const arrived = [];
  const waiting = [];
  const messages = await (await js.consumers.get('q', 'w')).consume({
    callback: (message) => {
      const take = waiting.shift();
      if (take === undefined) arrived.push(message);
      else take(message);
    },
  });
  const tier = await openNatsTier({ servers: [`nats://127.0.0.1:${port}`], namespace: 'bench' });
  try {
    const rows = await compared('NATS', tier, {
      put: (i) => js.publish(`kv.k${i % 100}`, TEXT),
      task: async () => {
        await js.publish('q.t', TEXT);
        const message = arrived.shift() ?? (await new Promise((resolve) => waiting.push(resolve)));
        await message.ackAck();
      },
    });
    const place = { kind: 'nats', servers: [`nats://127.0.0.1:${port}`], namespace: 'bench' };
    return [...rows, ...(await done('NATS', tier, place))];
  } finally {
    await tier.close();
    await messages.close();
    await client.close();
    await killServer(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same work through the ports and through the bare client, in turns. */
async function compared(name, tier, bare) {
  const { signal } = new AbortController();
  const ports = {
    put: (i) => tier.state.put(`k${i % 100}`, PAYLOAD),
    task: async () => {
      await tier.tasks.enqueue({ queue: 'q', payload: PAYLOAD });
      const lease = await tier.tasks.lease('q', { leaseMs: 60_000, signal });
      await lease.complete(null);
    },
  };
  const rows = [];
  for (const [what, title] of [
    ['put', 'a write of the state'],
    ['task', 'a task, from enqueueing to its end'],
  ]) {
    const p50 = { ports: [], bare: [] };
    const rate = { ports: [], bare: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const [side, work] of [
        ['bare', bare[what]],
        ['ports', ports[what]],
      ]) {
        p50[side].push(await oneByOne(work));
        rate[side].push(await inFlight(work));
      }
    }
    const middle = (numbers) => percentile(numbers, 0.5);
    const baseline = `the bare client's`;
    rows.push(
      row(
        `${name}: ${title}, p50`,
        middle(p50.ports),
        'µs',
        `${baseline} ${middle(p50.bare).toFixed(0)} µs`,
        middle(p50.bare),
      ),
      row(
        `${name}: ${title}, ${IN_FLIGHT} in flight`,
        middle(rate.ports),
        'per s',
        `${baseline} ${middle(rate.bare).toFixed(0)}`,
        middle(rate.bare),
      ),
    );
  }
  return [...rows, await delivery(name, tier)];
}

/** From giving a task to its result, in one process and with a worker in another. */
async function done(name, tier, place, other) {
  const here = await inProcess(tier);
  const against = other === undefined ? {} : { baseline: "BullMQ's", ratio: here / other };
  return [
    { metric: `${name}: given to done, in one process, p50`, value: here, unit: 'ms', ...against },
    {
      metric: `${name}: given to done, worker in another process, p50`,
      value: await acrossProcesses(tier, place),
      unit: 'ms',
    },
  ];
}

/** How long a publication takes to reach a subscriber. */
async function delivery(name, tier) {
  let arrived = () => undefined;
  const subscription = await tier.bus.subscribe('bench', async () => arrived());
  const times = [];
  for (let i = 0; i < ONE_BY_ONE; i++) {
    const started = performance.now();
    const heard = new Promise((resolve) => {
      arrived = resolve;
    });
    await tier.bus.publish('bench', PAYLOAD);
    await heard;
    times.push((performance.now() - started) * 1000);
  }
  await subscription.close();
  return {
    metric: `${name}: publish to subscriber, p50`,
    value: percentile(times, 0.5),
    unit: 'µs',
  };
}

function row(metric, value, unit, baseline, of) {
  return { metric, value, unit, baseline, ratio: value / of };
}

async function oneByOne(work) {
  const times = [];
  for (let i = 0; i < ONE_BY_ONE; i++) {
    const started = performance.now();
    await work(i);
    times.push((performance.now() - started) * 1000);
  }
  return percentile(times, 0.5);
}

async function inFlight(work) {
  let next = 0;
  const lane = async () => {
    while (next < MANY) await work(next++);
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return MANY / ((performance.now() - started) / 1000);
}
