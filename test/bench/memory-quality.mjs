// Memory quality: how much of what answers a question is found, beside three word indexes over the same turns.
// MEMFUN_MEMORY_TOGETHER=1 puts all conversations of a split into one memory, instead of each into its own.
// MEMFUN_MEMORY_MISSES=1 lists what is missed in the conversations for tuning.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../host/paths.mjs';
import { bundled, percentile } from './bundle.mjs';
import { seeded } from './flat.mjs';
import { WORD_INDEXES } from './word-indexes.mjs';

const LIMIT = 10;
const DRAWS = 2_000;
const OURS = 'Memfun';
const SPLITS = ['dev', 'held'];
/** Hits of one score are ordered by their ids: the same in every run. */
const random = seeded(1);
const METRICS = [
  ['R@5', ({ evidence, found }) => share(evidence, found.slice(0, 5))],
  ['R@10', ({ evidence, found }) => share(evidence, found)],
  ['MRR', ({ evidence, found }) => reciprocalRank(evidence, found)],
];

export async function run() {
  const runtime = await bundled(
    `export { createIds, ManualClock } from './runtime/core/index.ts';
     export { openMemoryOnFiles } from './runtime/memory/index.ts';
     export { findSecrets } from './runtime/safety/index.ts';
     export { createNodeFileStore } from './runtime/storage/index.ts';
     export { loadMemoryQuality } from './test/support/memory-quality.ts';`,
    { chunks: true },
  );
  const conversations = runtime.loadMemoryQuality();
  const groups =
    process.env.MEMFUN_MEMORY_TOGETHER === '1'
      ? SPLITS.map((split) => conversations.filter((conversation) => conversation.split === split))
      : conversations.map((conversation) => [conversation]);
  const asked = [];
  for (const group of groups) asked.push(...(await askAll(runtime, group)));
  const rows = SPLITS.flatMap((split) => {
    const ofSplit = asked.filter((question) => question.split === split);
    process.stdout.write(tableOf(split, ofSplit));
    return rowsOf(split, ofSplit);
  });
  if (process.env.MEMFUN_MEMORY_MISSES === '1') process.stdout.write(missesOf(asked));
  return rows;
}

/** Asks every question of conversations that are in one memory, and in one of each word index. */
async function askAll(runtime, conversations) {
  const turns = conversations.flatMap(turnsOf);
  const documents = turns.map(({ id, speaker, text }) => ({ id, text: `${speaker}: ${text}` }));
  const indexes = [];
  for (const [system, build] of Object.entries(WORD_INDEXES)) {
    indexes.push([system, await build(documents)]);
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-memory-'));
  const results = [];
  try {
    const last = conversations
      .map(({ asked }) => asked)
      .sort()
      .at(-1);
    await withMemory(runtime, folder, last, (memory) => storeTurns(memory, turns));
    for (const { name, split, asked, questions } of conversations) {
      await withMemory(runtime, folder, asked, async (memory) => {
        for (const { question, evidence, ...rest } of questions) {
          const hits = await memory.search({ text: question, limit: LIMIT });
          const injected = (await memory.recall(question)).hits;
          results.push({
            ...rest,
            name,
            split,
            question,
            evidence: evidence.map((id) => `${name} ${id}`),
            injected: injected.map(turnOf),
            found: {
              [OURS]: hits.map(turnOf),
              ...Object.fromEntries(
                indexes.map(([system, search]) => [system, search(question, LIMIT)]),
              ),
            },
          });
        }
      });
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With ids that are also unique among conversations. */
function turnsOf({ name, turns }) {
  return turns.map((turn) => ({
    ...turn,
    id: `${name} ${turn.id}`,
    session: `${name} ${turn.session}`,
  }));
}

const turnOf = ({ memory }) => memory.provenance.turnId;

/** Memory of that folder, opened at that time and closed after use. */
async function withMemory(runtime, folder, time, use) {
  const clock = new runtime.ManualClock(Date.parse(time));
  const memory = await runtime.openMemoryOnFiles({
    userStorage: runtime.createNodeFileStore(path.join(folder, 'user')),
    projectStorage: runtime.createNodeFileStore(path.join(folder, 'project')),
    clock,
    ids: runtime.createIds(clock, random),
    assetsDir: path.join(root, 'node_modules/sql.js/dist'),
    findSecrets: runtime.findSecrets,
  });
  try {
    return await use(memory);
  } finally {
    await memory.close();
  }
}

/** Each is put aside while the next is saved, so that none is merged with another; then all come back. */
async function storeTurns(memory, turns) {
  const ids = [];
  for (const { id, session, createdAt, speaker, role, text } of turns) {
    const { action, memory: saved } = await memory.save({
      content: text,
      layer: 'session',
      createdAt: Date.parse(createdAt),
      provenance: { source: role, sessionId: session, turnId: id },
      fields: { speaker, role },
    });
    if (action !== 'added') throw new Error(`${id} was ${action}, not added.`);
    ids.push((await memory.forget(saved.id)).id);
  }
  for (const id of ids) await memory.restore(id);
  const { memories } = memory.health();
  if (memories !== turns.length)
    throw new Error(`Memory has ${memories} of ${turns.length} turns.`);
}

const share = (evidence, found) =>
  evidence.filter((id) => found.includes(id)).length / evidence.length;

function reciprocalRank(evidence, found) {
  const at = found.findIndex((id) => evidence.includes(id));
  return at === -1 ? 0 : 1 / (at + 1);
}

const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const answerable = (questions) => questions.filter(({ kind }) => kind !== 'none');

function measure(questions, system, metric) {
  return mean(questions.map(({ evidence, found }) => metric({ evidence, found: found[system] })));
}

function rowsOf(split, questions) {
  const asked = answerable(questions);
  const against = METRICS.flatMap(([metric, of]) => {
    const value = measure(asked, OURS, of);
    const [baseline, base] = Object.keys(WORD_INDEXES)
      .map((system) => [system, measure(asked, system, of)])
      .reduce((a, b) => (b[1] > a[1] ? b : a));
    const gain = differences(asked, baseline, of);
    return [
      { metric: `${metric}, ${split}`, value, unit: 'of 1', baseline, ratio: value / base },
      { metric: `${metric} beyond ${baseline}, ${split}, 95 %`, value: spread(gain), unit: '' },
    ];
  });
  const none = questions.filter(({ kind }) => kind === 'none');
  const quiet = none.filter(({ injected }) => injected.length === 0).length / none.length;
  const injected = mean(asked.map((question) => share(question.evidence, question.injected)));
  return [
    ...against,
    { metric: `evidence put before a turn, ${split}`, value: injected, unit: 'of 1' },
    { metric: `without an answer, nothing put before, ${split}`, value: quiet, unit: 'of 1' },
  ];
}

function differences(questions, baseline, metric) {
  return questions.map(({ evidence, found }) => {
    const [ours, theirs] = [OURS, baseline].map((system) => found[system]);
    return metric({ evidence, found: ours }) - metric({ evidence, found: theirs });
  });
}

/** Where 95 % of the means of redrawn questions lie (B. Efron, "Bootstrap Methods", 1979); the same draws each time. */
function spread(values) {
  const random = seeded(1);
  const draw = () => values[Math.floor(random() * values.length)];
  const means = Array.from({ length: DRAWS }, () => mean(values.map(draw)));
  return [0.025, 0.975].map((at) => percentile(means, at).toFixed(2)).join(' to ');
}

/** A line for each system and kind of question. */
function tableOf(split, questions) {
  const asked = answerable(questions);
  const kinds = [...new Set(asked.map(({ kind }) => kind))];
  const groups = [
    ...kinds.map((kind) => [kind, asked.filter((question) => question.kind === kind)]),
    ['all', asked],
  ];
  const head = `  ${`${split}: ${METRICS.map(([metric]) => metric).join(' / ')}`.padEnd(24)}`;
  const columns = groups.map(([kind, { length }]) => `${kind} (${length})`.padStart(20)).join('');
  const lines = [OURS, ...Object.keys(WORD_INDEXES)].map((system) => {
    const cells = groups.map(([, of]) =>
      METRICS.map(([, metric]) => measure(of, system, metric).toFixed(2))
        .join(' / ')
        .padStart(20),
    );
    return `  ${system.padEnd(24)}${cells.join('')}`;
  });
  return `${head}${columns}\n${lines.join('\n')}\n`;
}

/** Only of the conversations for tuning: to read the others would be to tune on them. */
function missesOf(asked) {
  return answerable(asked)
    .filter(({ split, evidence, found }) => split === 'dev' && share(evidence, found[OURS]) < 1)
    .map(({ kind, question, evidence, found }) => {
      const [wanted, top] = [evidence, found[OURS]].map((ids) => ids.join(', '));
      return `  ${question} (${kind}) wants ${wanted}; found ${top}\n`;
    })
    .join('');
}
