// Searching memory: the whole way from question to ranked hits, against comparing the question with every memory.
// MEMFUN_MEMORY_SIZES, e.g. "10000,1000000", changes how many memories there are.
import { bundled, percentile } from './bundle.mjs';

const GOALS_MS = { 10_000: 5, 100_000: 25, 1_000_000: 60 };
const VOCABULARY = 60_000;
const WORDS = 42;
const QUERIES = 200;
/** Share of memories that are turns of a conversation, of so many turns. */
const TURNS = 0.3;
const SESSION = 30;
const DAY_MS = 86_400_000;

export async function run() {
  const { analyse, ManualClock, Retriever } = await bundled(
    `export { ManualClock } from './runtime/core/index.ts';
     export { analyse } from './runtime/memory/analysis/index.ts';
     export { Retriever } from './runtime/memory/retrieval/index.ts';`,
  );
  const sizes = (process.env.MEMFUN_MEMORY_SIZES ?? '10000,100000').split(',').map(Number);
  return sizes.flatMap((size) => measure(size, { analyse, ManualClock, Retriever }));
}

function measure(size, { analyse, ManualClock, Retriever }) {
  const random = randomOf(size);
  const clock = new ManualClock();
  const retriever = new Retriever(clock);
  const texts = [];
  const started = performance.now();
  for (let i = 0; i < size; i++) {
    const memory = memoryOf(i, random, clock.now());
    if (i < 10_000) texts.push(memory.content);
    retriever.set(memory);
  }
  const build = performance.now() - started;
  const questions = Array.from({ length: QUERIES }, (_, i) => questionOf(i, random));
  for (const text of questions.slice(0, 20)) retriever.search({ text }, 10);
  const times = questions.map((text) => timed(() => retriever.search({ text }, 10)));
  // The baseline reads at most ten thousand; reading more takes as much longer.
  const read = texts.map((text) => new Set(analyse(text).map(({ term }) => term)));
  const naive = questions.slice(0, 20).map((text) => {
    const terms = analyse(text).map(({ term }) => term);
    const scan = () =>
      read
        .map((own, at) => [terms.filter((term) => own.has(term)).length, at])
        .sort((a, b) => b[0] - a[0])
        .slice(0, 10);
    return (timed(scan) * size) / read.length;
  });
  const baseline = percentile(naive, 0.5);
  const row = (metric, value, goal) => ({
    metric: `${metric}, ${size} memories`,
    value,
    unit: 'ms',
    baseline: 'every memory compared',
    ratio: value / baseline,
    ...(goal === undefined ? {} : { goal: goal / baseline }),
  });
  return [
    row('search p50', percentile(times, 0.5)),
    row('search p95', percentile(times, 0.95), GOALS_MS[size]),
    { metric: `reading ${size} memories`, value: build, unit: 'ms' },
  ];
}

function memoryOf(number, random, now) {
  const isTurn = random() < TURNS;
  const session = `s${Math.floor(number / SESSION)}`;
  return {
    id: `mem_${String(number).padStart(8, '0')}`,
    layer: isTurn ? 'session' : 'project',
    category: 'fact',
    content: `${sentence(random, WORDS)}${number % 3 === 0 ? '?' : '.'}`,
    tags: [],
    importance: random(),
    confidence: 1,
    fields: isTurn ? { speaker: number % 2 === 0 ? 'Ada' : 'Memfun', role: 'user' } : {},
    pinned: false,
    status: number % 20 === 0 ? 'superseded' : 'active',
    version: 1,
    provenance: isTurn ? { source: 'import', sessionId: session } : { source: 'user' },
    createdAt: now - random() * 300 * DAY_MS,
    updatedAt: now - random() * 30 * DAY_MS,
    useCount: 0,
  };
}

function questionOf(number, random) {
  const words = sentence(random, 3 + Math.floor(random() * 6));
  if (number % 10 === 0) return `When did Ada speak of ${words} last month?`;
  return number % 10 === 5 ? `Where is the database of ${words} now?` : `What about ${words}?`;
}

/** Words as often as in natural text (G. K. Zipf, 1949): some stand nearly everywhere, most almost nowhere. */
function sentence(random, length) {
  return Array.from({ length }, () => wordOf(Math.floor(VOCABULARY ** random()))).join(' ');
}

const SYLLABLES = 'ba de ki lo mu na pe ri so tu va we xi yo za'.split(' ');

function wordOf(rank) {
  let left = rank;
  let word = '';
  do {
    word += SYLLABLES[left % SYLLABLES.length];
    left = Math.floor(left / SYLLABLES.length);
  } while (left > 0);
  return `${word}n`;
}

/** G. Marsaglia, "Xorshift RNGs", 2003. */
function randomOf(seed) {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function timed(work) {
  const started = performance.now();
  work();
  return performance.now() - started;
}
