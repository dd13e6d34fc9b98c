// Bundles a few lines of TypeScript for one measurement: the runtime and the page's test kit are TypeScript.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../host/paths.mjs';

const require = createRequire(import.meta.url);

/**
 * What the given ES module exports.
 * @param {string} contents its source, with paths relative to the project
 * @param {{ chunks?: boolean }} options `chunks`: with what is otherwise loaded on first use
 */
export async function bundled(contents, { chunks = false } = {}) {
  // Inside the project, so that packages are found from there.
  const output = path.join(root, 'test/output');
  mkdirSync(output, { recursive: true });
  const folder = mkdtempSync(path.join(output, 'bench-'));
  const outfile = path.join(folder, 'bundle.cjs');
  try {
    await build({
      stdin: { contents, resolveDir: root },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      packages: 'external',
      // What is loaded on first use is seldom part of what is measured.
      external: chunks ? [] : ['*.chunk.js'],
      plugins: [keepPlaces],
      outfile,
      logLevel: 'warning',
    });
    return require(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Test files find others by their own place. */
const keepPlaces = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]test[\\/].*\.(?:ts|mjs)$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href))
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file))),
      loader: file.endsWith('.ts') ? 'ts' : 'js',
    }));
  },
};

/** The value below which a share of the numbers lies. */
export function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
