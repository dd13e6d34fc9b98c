// Search: the tool that the model calls against ripgrep itself, on a tree of 10 million lines.
// MEMFUN_SEARCH_LINES makes it smaller.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundled, percentile } from './bundle.mjs';
import { generate } from './flat.mjs';

const GOAL = 1.2;
const ROUNDS = 7;
const PATTERNS = [
  ['a rare word', 'shouldRetry', 'shouldRetry'],
  ['a regular expression', 'retry(Wait|Policy)\\(', 'retry(Wait|Policy)\\('],
  ['nothing', 'noSuchWordAnywhere', 'noSuchWordAnywhere'],
];

export async function run() {
  const lines = Number(process.env.MEMFUN_SEARCH_LINES ?? 10_000_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-search-'));
  try {
    const tree = path.join(folder, 'tree');
    generate(tree, lines);
    const { createFileTools, createNodeFileStore, silentLogger } =
      await bundled(`export { createFileTools } from './runtime/tools/index.ts';
       export { createNodeFileStore } from './runtime/storage/index.ts';
       export { silentLogger } from './runtime/core/index.ts';`);
    const tools = createFileTools({
      workspace: createNodeFileStore(tree),
      ripgrep: { candidates: [] },
    });
    const search = tools.find(({ name }) => name === 'search');
    const context = {
      signal: new AbortController().signal,
      logger: silentLogger,
      caller: 'bench',
      turnId: 'bench',
      stepId: undefined,
    };
    const rows = [];
    for (const [what, pattern] of PATTERNS) {
      const ours = [];
      const theirs = [];
      // In turns, so that a busy moment of the machine hits both.
      for (let round = 0; round < ROUNDS; round++) {
        ours.push(
          await timed(() =>
            search.run(search.input.parse({ pattern, regex: true, caseSensitive: true }), context),
          ),
        );
        theirs.push(
          await timed(() =>
            spawnSync('rg', ['--json', '-e', pattern, '.'], { cwd: tree, maxBuffer: 1 << 28 }),
          ),
        );
      }
      const value = percentile(ours.slice(1), 0.5);
      const baseline = percentile(theirs.slice(1), 0.5);
      rows.push({
        metric: `search for ${what}, ${lines} lines`,
        value,
        unit: 'ms',
        baseline: 'rg --json',
        ratio: value / baseline,
        goal: GOAL,
      });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
