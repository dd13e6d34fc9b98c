// Flat: what the root model is sent must not grow with the repository. One question, repositories of growing size.
// MEMFUN_FLAT_LINES="10000,100000" makes it smaller.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/memfun.cjs');
const QUESTION = 'how does the retry policy decide how long to wait?';
const GOAL = 1.05;
const LINES_PER_FILE = 400;
const FILES_PER_FOLDER = 100;

/** Root input tokens of the same question on every size, against the smallest. */
export async function run() {
  const sizes = (process.env.MEMFUN_FLAT_LINES ?? '10000,100000,1000000,10000000')
    .split(',')
    .map(Number);
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-flat-'));
  try {
    const measured = sizes.map((lines) => ({ lines, tokens: measure(folder, lines) }));
    const [smallest] = measured;
    const baseline = `${short(smallest.lines)} lines`;
    return measured.flatMap(({ lines, tokens }) => [
      row(`root input tokens, ${short(lines)} lines`, sum(tokens), sum(smallest.tokens), baseline),
      row(
        `largest root prompt, ${short(lines)} lines`,
        Math.max(...tokens),
        Math.max(...smallest.tokens),
        baseline,
      ),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function row(metric, value, base, baseline) {
  return { metric, value, unit: 'tokens', baseline, ratio: value / base, goal: GOAL };
}

/** Asks on a fresh repository of that many lines, with the built-in engine. */
function measure(folder, lines) {
  const repository = path.join(folder, `lines-${lines}`);
  generate(repository, lines);
  const storage = path.join(folder, `storage-${lines}`);
  const options = ['--dir', repository, '--storage', storage, '--effort', 'agent', '--json'];
  const asked = spawnSync(process.execPath, [PROGRAM, 'ask', QUESTION, ...options], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, MEMFUN_MODEL: '' },
  });
  rmSync(repository, { recursive: true, force: true });
  if (asked.status !== 0) {
    throw new Error(`memfun ask ended with ${asked.status} on ${lines} lines:\n${asked.stderr}`);
  }
  const { rootInputTokens } = JSON.parse(asked.stdout);
  if (!Array.isArray(rootInputTokens) || rootInputTokens.length === 0) {
    throw new Error(`memfun ask reported no root input tokens on ${lines} lines.`);
  }
  return rootInputTokens;
}

/** The file that answers the question, among filler modules; the same seed gives the same repository. */
export function generate(repository, lines) {
  mkdirSync(path.join(repository, 'src'), { recursive: true });
  writeFileSync(path.join(repository, 'src/retry-policy.ts'), ANSWER);
  writeFileSync(path.join(repository, 'README.md'), '# Shop\n\nA generated shop.\n');
  const random = seeded(1);
  const files = Math.ceil((lines - ANSWER.split('\n').length) / LINES_PER_FILE);
  for (let file = 0; file < files; file++) {
    const parent = path.join(repository, 'src', `area${Math.floor(file / FILES_PER_FOLDER)}`);
    if (file % FILES_PER_FOLDER === 0) mkdirSync(parent, { recursive: true });
    writeFileSync(path.join(parent, `module${file}.ts`), filler(file, random));
  }
}

const ANSWER = `// Retry policy: decides whether a failed request is sent again and how long to wait before.

/** Longest wait in milliseconds. */
const MAX_WAIT = 30_000;

/** Waits double with every attempt, with full jitter, and never pass MAX_WAIT. */
export function retryWait(attempt: number, random: () => number): number {
  const ceiling = Math.min(MAX_WAIT, 200 * 2 ** attempt);
  return Math.floor(random() * ceiling);
}

/** Only failures that may pass by themselves are tried again. */
export function shouldRetry(status: number, attempt: number): boolean {
  return attempt < 6 && (status === 429 || status >= 500);
}
`;

const NOUNS = ['order', 'invoice', 'basket', 'parcel', 'customer', 'voucher', 'stock', 'ledger'];
const VERBS = [
  'load',
  'store',
  'merge',
  'print',
  'count',
  'check',
  'retry',
  'wait',
  'copy',
  'sort',
];

function filler(file, random) {
  const pick = (words) => words[Math.floor(random() * words.length)];
  const lines = [`// Module ${file}: ${pick(VERBS)}s every ${pick(NOUNS)}.`];
  for (let i = 0; lines.length + 7 <= LINES_PER_FILE; i++) {
    const [verb, noun] = [pick(VERBS), pick(NOUNS)];
    lines.push(
      '',
      `/** ${verb}s one ${noun}. */`,
      `export function ${verb}${noun[0].toUpperCase()}${noun.slice(1)}${i}(${noun}: number): number {`,
      `  const ${pick(NOUNS)}Total = ${noun} * ${Math.floor(random() * 1000)};`,
      `  if (${noun} < ${Math.floor(random() * 100)}) return 0;`,
      `  return ${noun} + ${i};`,
      '}',
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Random numbers from 0 to 1, the same for the same seed. */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const short = (n) => (n >= 1_000_000 ? `${n / 1_000_000} M` : `${n / 1_000} k`);
