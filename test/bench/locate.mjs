// Locating: how many of the files that commits changed are found by their messages, beside BM25 over whole files.
// The project's own history by default; `npm run bench locate -- --dir CLONE --dir CLONE` for others.
// MEMFUN_LOCATE_COMMITS says how many commits of each.
import path from 'node:path';
import { root } from '../host/paths.mjs';
import { bundled } from './bundle.mjs';

const GOAL = 1.2;
const COUNT = Number(process.env.MEMFUN_LOCATE_COMMITS ?? 60);

export async function run() {
  const { locateAll } = await bundled(`export { locateAll } from './test/proof/locating.ts';`, {
    chunks: true,
  });
  const named = process.argv.flatMap((word, at, all) => (all[at - 1] === '--dir' ? [word] : []));
  const dirs = named.length > 0 ? named : [root];
  const all = [];
  const rows = [];
  for (const dir of dirs) {
    const found = await locateAll(path.resolve(dir), COUNT);
    all.push(...found);
    if (found.length > 0)
      rows.push(...rowsOf(`${path.basename(path.resolve(dir))} (${found.length})`, found));
  }
  return dirs.length > 1 ? [...rows, ...rowsOf(`all (${all.length})`, all)] : rows;
}

function rowsOf(name, found) {
  const mean = (way, part) => found.reduce((sum, one) => sum + one[way][part], 0) / found.length;
  return ['recallAt5', 'reciprocalRank'].flatMap((part) => {
    const metric = { recallAt5: 'R@5', reciprocalRank: 'MRR' }[part];
    const base = mean('baseline', part);
    const row = (way, title) => ({
      metric: `${name}: ${metric}${title}`,
      value: mean(way, part),
      unit: 'of 1',
      baseline: `BM25 over whole files (${base.toFixed(3)})`,
      ratio: mean(way, part) / base,
      goal: GOAL,
    });
    return [row('ours', ''), row('withoutHistory', ' without history')];
  });
}
