// `npm run faults`: the fault tests of the tiers ten times as long as in `npm test`, and the numbers of their histories.
// `npm run faults -- redis` runs those whose file name has that word.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { node24, root } from './host/paths.mjs';
import { setUpProject } from './host/set-up.mjs';
import { ensureSystemPackages } from './host/system-packages.mjs';

const KINDS = ['faults', 'workers', 'full', 'clock', 'hosts', 'sentinel', 'lost-answers', 'plan'];
const numbers = path.join(root, 'test/output/faults.jsonl');

setUpProject();
for (const { name, path: file, remedy } of ensureSystemPackages(['Redis', 'NATS']))
  if (file === undefined) process.stderr.write(`MISSING: ${name}: ${remedy}\n`);
mkdirSync(path.dirname(numbers), { recursive: true });
rmSync(numbers, { force: true });

const words = process.argv.slice(2);
const tiers = words.length > 0 ? words : ['sqlite', 'redis', 'nats'];
const { status } = spawnSync(
  node24() ?? process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...tiers.flatMap((tier) => KINDS.map((kind) => `${tier}-${kind}`)),
    '--config=test/conformance/tiers/vitest.config.mts',
    '--testTimeout=300000',
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, MEMFUN_FAULTS: 'long', MEMFUN_FAULTS_NUMBERS: numbers },
  },
);
if (existsSync(numbers)) {
  for (const line of readFileSync(numbers, 'utf8').trim().split('\n')) {
    const { what, ...counts } = JSON.parse(line);
    const told = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
    process.stdout.write(`${what}: ${told.join(', ')}\n`);
  }
}
process.exit(status ?? 1);
