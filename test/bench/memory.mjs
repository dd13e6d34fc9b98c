// Memory: saving, opening and finding as it grows, against a word index and SQLite's own in the same run.
// MEMFUN_MEMORY_SIZES="10000,100000" leaves out the million.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import MiniSearch from 'minisearch';
import { root } from '../host/paths.mjs';
import { bundled, percentile } from './bundle.mjs';

const SQL_ASSETS = path.join(root, 'node_modules/sql.js/dist');
const VOCABULARY = 60_000;
const WORDS = 45;
const QUERIES = 200;
const SAVES = 60;
const BATCH = 500;
/** Milliseconds: open, query p95. */
const GOALS = { 10_000: [150, 5], 100_000: [500, 25], 1_000_000: [undefined, 60] };

export async function run() {
  const sizes = (process.env.MEMFUN_MEMORY_SIZES ?? '10000,100000,1000000').split(',').map(Number);
  const kit = await bundled(
    `export * from './runtime/core/index.ts';
     export { openMemoryOnFiles } from './runtime/memory/index.ts';
     export { MemoryStore } from './runtime/memory/store/index.ts';
     export { Retriever } from './runtime/memory/retrieval/index.ts';
     export { createNodeFileStore, HybridClock, SegmentLog } from './runtime/storage/index.ts';
     export { initSqlJs } from './runtime/memory/store/sql.chunk.ts';`,
    { chunks: true },
  );
  const rows = [];
  for (const size of sizes) rows.push(...(await measure(kit, size)));
  return rows;
}

async function measure(kit, size) {
  const corpus = createCorpus(size);
  // SQLite in WebAssembly cannot hold a million memories with their history; finding among them can be measured.
  if (size > 300_000) return findOnly(kit, corpus, size);
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-memory-'));
  try {
    await fill(kit, folder, corpus, size);
    const rows = [];
    const first = await opened(kit, folder);
    rows.push(row(`opening, ${size} memories`, first.ms, 'ms', { goal: GOALS[size]?.[0] }));
    rows.push(row(`event loop held at most while opening, ${size}`, first.held.max, 'ms'));
    const { memory } = first;
    const find = await timedAll(corpus.queries, (text) => memory.search({ text, limit: 10 }));
    const ours = percentile(find, 0.95);
    const others = await baselines(kit, corpus, size);
    for (const [name, times] of others) {
      const baseline = percentile(times, 0.95);
      rows.push(
        row(`finding p95, ${size} memories`, ours, 'ms', {
          baseline: `${name} (${baseline.toPrecision(3)} ms)`,
          ratio: ours / baseline,
          goal: GOALS[size]?.[1],
        }),
      );
    }
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const saves = await timedAll(
      Array.from({ length: SAVES }, (_, i) => i),
      (i) => memory.save({ content: corpus.text(size + i), layer: 'project' }),
    );
    delay.disable();
    rows.push(row(`saving p50, ${size} memories`, percentile(saves, 0.5), 'ms', { goal: 2 }));
    rows.push(row(`saving p95, ${size} memories`, percentile(saves, 0.95), 'ms'));
    rows.push(row(`event loop held p99 while saving, ${size}`, delay.percentile(99) / 1e6, 'ms'));
    rows.push(row(`event loop held at most while saving, ${size}`, delay.max / 1e6, 'ms'));
    await memory.close();
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Memories in batches, as many windows have written them; then a snapshot, as it is when a window was idle. */
export async function fill(kit, folder, corpus, size) {
  const window = kit.createIds().next('window');
  const files = kit.createNodeFileStore(path.join(folder, 'project'));
  const snapshots = { clock: kit.systemClock };
  const log = new kit.SegmentLog({ files, dir: 'memory/project', window, snapshots });
  const hlc = new kit.HybridClock(kit.systemClock, window);
  const store = await kit.MemoryStore.open(log, hlc, SQL_ASSETS, { idleMs: 3_600_000 });
  for (let from = 0; from < size; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, size - from) }, (_, i) => ({
      kind: 'set',
      id: `mem_${String(from + i).padStart(9, '0')}`,
      fields: fieldsOf(corpus, from + i),
    }));
    await store.commit(batch);
    if (from % (BATCH * 20) === 0) await store.refresh();
  }
  await store.refresh();
  await store.close();
  // Once more through the service, which keeps the index for finding beside the database.
  const { memory } = await opened(kit, folder);
  await memory.close();
}

function fieldsOf(corpus, i) {
  return {
    content: corpus.text(i),
    layer: 'project',
    category: 'fact',
    tags: [`area${i % 50}`],
    importance: 0.5,
    confidence: 1,
    subject: null,
    fields: {},
    pinned: false,
    status: 'active',
    supersededBy: null,
    provenance: { source: 'user' },
    createdAt: 1_700_000_000_000 + i * 1000,
    expiresAt: null,
  };
}

export async function opened(kit, folder) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  const memory = await kit.openMemoryOnFiles({
    userStorage: kit.createNodeFileStore(path.join(folder, 'user'), { own: true }),
    projectStorage: kit.createNodeFileStore(path.join(folder, 'project'), { own: true }),
    clock: kit.systemClock,
    ids: kit.createIds(),
    assetsDir: path.join(root, 'dist'),
    findSecrets: () => [],
  });
  const ms = performance.now() - started;
  delay.disable();
  return { memory, ms, held: { max: delay.max / 1e6 } };
}

async function findOnly(kit, corpus, size) {
  const before = process.memoryUsage().rss;
  const retriever = new kit.Retriever(kit.systemClock);
  for (let i = 0; i < size; i++) {
    const { subject: _s, supersededBy: _b, expiresAt: _e, ...fields } = fieldsOf(corpus, i);
    const own = { id: `mem_${i}`, version: 1, updatedAt: fields.createdAt, useCount: 0 };
    retriever.set({ ...fields, ...own });
  }
  const times = await timedAll(corpus.queries, async (text) => retriever.search({ text }, 10));
  const value = percentile(times, 0.95);
  const rss = (process.memoryUsage().rss - before) / 1e6;
  return [
    row(`finding p95, ${size} memories`, value, 'ms', { goal: GOALS[size]?.[1] }),
    row(`memory for ${size} memories`, rss, 'MB'),
  ];
}

async function baselines(kit, corpus, size) {
  const mini = new MiniSearch({ fields: ['text'] });
  for (let id = 0; id < size; id++) mini.add({ id, text: corpus.text(id) });
  const SQL = await kit.initSqlJs({ locateFile: (name) => path.join(SQL_ASSETS, name) });
  const database = new SQL.Database();
  database.run('create virtual table t using fts4(text, tokenize=porter)');
  database.run('begin');
  const insert = database.prepare('insert into t values (?)');
  for (let i = 0; i < size; i++) insert.run([corpus.text(i)]);
  insert.free();
  database.run('commit');
  // As many would use it: any of the words, those first that are hit most often.
  const select = database.prepare(
    `select rowid from t where text match ? order by length(offsets(t)) desc limit 10`,
  );
  const few = corpus.queries.slice(0, 40);
  const times = [
    ['minisearch', few.map((text) => timed(() => mini.search(text).slice(0, 10)))],
    [
      'SQLite FTS4',
      few.map((text) =>
        timed(() => {
          select.bind([text.split(' ').join(' OR ')]);
          while (select.step());
          select.reset();
        }),
      ),
    ],
  ];
  select.free();
  database.close();
  return times;
}

/** Texts whose words are as frequent as in natural language (Zipf); the same seed gives the same texts. */
export function createCorpus(size) {
  const cumulative = new Float64Array(VOCABULARY);
  let total = 0;
  for (let rank = 0; rank < VOCABULARY; rank++) {
    total += 1 / (rank + 2.7);
    cumulative[rank] = total;
  }
  const word = (random) => {
    const wanted = random() * total;
    let [low, high] = [0, VOCABULARY - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return `w${low.toString(36)}x`;
  };
  const text = (i) => {
    const random = seeded(i + 1);
    return Array.from({ length: WORDS }, () => word(random)).join(' ');
  };
  const random = seeded(987_654_321);
  const queries = Array.from({ length: QUERIES }, () => {
    const words = text(Math.floor(random() * size)).split(' ');
    const length = 3 + Math.floor(random() * 6);
    return Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(' ');
  });
  return { text, queries };
}

/** mulberry32 */
function seeded(seed) {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function timed(work) {
  const started = performance.now();
  work();
  return performance.now() - started;
}

async function timedAll(items, work) {
  const times = [];
  for (const item of items) {
    const started = performance.now();
    await work(item);
    times.push(performance.now() - started);
    // As a person would: not in one go.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return times;
}

function row(metric, value, unit, more = {}) {
  return { metric, value, unit, ...more };
}
