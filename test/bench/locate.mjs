// Locating: how many of the files that commits changed are found by their messages, beside BM25 over whole files.
// The project's own history by default; `npm run bench locate -- --dir CLONE --dir CLONE` for others.
// Figures are of the newer half of the commits; MEMFUN_LOCATE_HALF=older is what ranking may be set on, and
// MEMFUN_LOCATE_COMMITS says how many commits of each.
import path from 'node:path';
import { root } from '../host/paths.mjs';
import { bundled } from './bundle.mjs';

const GOAL = 1.2;
const COUNT = Number(process.env.MEMFUN_LOCATE_COMMITS ?? 60);
const HALF = process.env.MEMFUN_LOCATE_HALF ?? 'newer';

export async function run() {
  const { locateAll, ratioInterval } = await bundled(
    `export { locateAll } from './test/proof/locating.ts';
     export { ratioInterval } from './test/proof/statistics.ts';`,
    { chunks: true },
  );
  const named = process.argv.flatMap((word, at, all) => (all[at - 1] === '--dir' ? [word] : []));
  const dirs = named.length > 0 ? named : [root];
  const all = [];
  const rows = [];
  for (const dir of dirs) {
    const found = await locateAll(path.resolve(dir), COUNT, { half: HALF });
    all.push(...found);
    if (found.length > 0)
      rows.push(...rowsOf(`${nameOf(dir)} (${found.length})`, found, ratioInterval));
  }
  if (all.length === 0) return [];
  return dirs.length > 1
    ? [...rows, ...rowsOf(`all (${all.length})`, all, ratioInterval), ...timesOf(all)]
    : [...rows, ...timesOf(all)];
}

/** A bare clone may be called after what it is. */
function nameOf(dir) {
  const folder = path.resolve(dir);
  const name = path.basename(folder);
  return ['repo', '.git'].includes(name) ? path.basename(path.dirname(folder)) : name;
}

function timesOf(found) {
  const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const row = (metric, ours, theirs) => ({
    metric,
    value: ours,
    unit: 'ms',
    baseline: `BM25 over whole files (${theirs.toFixed(1)} ms)`,
    ratio: ours / theirs,
  });
  // Of several clones the first tree of the first one.
  const [first] = found;
  return [
    row(
      'time of one ranking',
      mean(found.map(({ took }) => took.ranking)),
      mean(found.map(({ baselineTook }) => baselineTook.ranking)),
    ),
    row('time to read the first tree', first.took.reading, first.baselineTook.reading),
    {
      metric: 'time to read the history, once',
      value: mean(found.map(({ took }) => took.history)),
      unit: 'ms',
    },
  ];
}

function rowsOf(name, found, ratioInterval) {
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
      spread: ratioInterval(
        found.map((one) => one[way][part]),
        found.map((one) => one.baseline[part]),
      ),
      goal: GOAL,
    });
    return [
      row('ours', ''),
      row('withoutHistory', ' without history'),
      {
        metric: `${name}: ${metric} with the map`,
        value: mean('ours', part),
        unit: 'of 1',
        baseline: `without it (${mean('withoutMap', part).toFixed(3)})`,
        ratio: mean('ours', part) / mean('withoutMap', part),
        spread: ratioInterval(
          found.map((one) => one.ours[part]),
          found.map((one) => one.withoutMap[part]),
        ),
      },
    ];
  });
}
