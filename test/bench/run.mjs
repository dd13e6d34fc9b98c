// `npm run bench [name…] [--flag value…]`: measures speed, size and memory as ratios against a named baseline of the same run,
// prints a table and writes bench/results/<name>.json.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../host/paths.mjs';
import { setUpProject } from '../host/set-up.mjs';

/** Each benchmark exports `run(flags)`, which resolves with rows {metric, value, unit, baseline, ratio, spread?, goal?, met?}. */
const BENCHMARKS = [
  'flat',
  'proof',
  'sandbox',
  'search',
  'locate',
  'memory',
  'memory-quality',
  'memory-search',
  'index',
  'edit',
  'undo',
  'gate',
  'activation',
  'webview',
  'tiers',
  'orchestrate',
  'optimize',
  'traces',
];

setUpProject();
const args = process.argv.slice(2);
const firstFlag = args.findIndex((arg) => arg.startsWith('--'));
const wanted = firstFlag === -1 ? args : args.slice(0, firstFlag);
/** What follows the names goes to the benchmarks. */
const flags = firstFlag === -1 ? [] : args.slice(firstFlag);
const unknown = wanted.filter((name) => !BENCHMARKS.includes(name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark "${unknown.join('", "')}". Benchmarks: ${BENCHMARKS.join(', ')}\n`,
  );
  process.exit(2);
}
const { spawnSync } = await import('node:child_process');
const built = spawnSync(process.execPath, ['esbuild.config.mjs', '--production'], {
  cwd: root,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(1);

const results = path.join(root, 'bench/results');
mkdirSync(results, { recursive: true });
for (const name of wanted.length > 0 ? wanted : BENCHMARKS) {
  process.stdout.write(`\n${name}\n`);
  const { run } = await import(`./${name}.mjs`);
  const rows = await run(flags);
  for (const row of rows) process.stdout.write(`  ${describe(row)}\n`);
  writeFileSync(
    path.join(results, `${name}.json`),
    `${JSON.stringify({ name, date: new Date().toISOString(), node: process.version, rows }, null, 2)}\n`,
  );
}
process.exit(0);

/** `spread`: between what the middle half of the ratios lay, or their 95 % interval; `met`: whether the goal is. */
function describe({ metric, value, unit, baseline, ratio, spread, goal, met }) {
  const number = (n) =>
    typeof n === 'number' ? (Math.abs(n) >= 100 ? n.toFixed(0) : n.toPrecision(3)) : n;
  const between = spread === undefined ? '' : ` [${spread.map(number).join('–')}]`;
  const against =
    ratio === undefined || ratio === null ? '' : `  ${number(ratio)}×${between} of ${baseline}`;
  const verdict = met === undefined ? '' : met ? ': met' : ': MISSED';
  const wants = typeof goal !== 'string' ? '' : `  (goal ${goal}${verdict})`;
  return `${metric.padEnd(52)} ${String(number(value)).padStart(10)} ${unit.padEnd(10)}${against}${wants}`;
}
