// `npm run proof -- --model …`: the generated tasks on a live model, with two baselines, intervals, cost and tail.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { bundled } from '../bench/bundle.mjs';
import { root } from '../host/paths.mjs';
import { setUpProject } from '../host/set-up.mjs';

if (process.env.MEMFUN_SKIP_BUILD !== '1') {
  setUpProject();
  const built = spawnSync(process.execPath, ['esbuild.config.mjs'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (built.status !== 0) process.exit(1);
}
const { parseLive, runLive, reportText, rowsOf, USAGE, createSecrets } = await bundled(
  `export * from './test/proof/live.ts'; export { createSecrets } from './runtime/cli/secrets.ts';`,
  { chunks: true },
);
let options;
try {
  options = parseLive(process.argv.slice(2), (file) => JSON.parse(readFileSync(file, 'utf8')));
} catch (error) {
  process.stderr.write(`${error.message}\n${USAGE}\n`);
  process.exit(2);
}
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
const results = await runLive(options, {
  secrets: createSecrets('', process.env),
  signal: stop.signal,
  tell: ({ set, tokens, seed, way, score, stopReason, costUsd }) =>
    process.stderr.write(
      `${set} ${tokens} seed ${seed} ${way}: ${score.toFixed(2)} ${stopReason} $${costUsd.toFixed(4)}\n`,
    ),
});
const text = options.json
  ? `${JSON.stringify({ model: options.model, rows: rowsOf(results), results })}\n`
  : reportText(options.model, results);
process.stdout.write(text, () => process.exit(0));
