// The parts of the runtime that a benchmark needs: they are TypeScript, so they are bundled for its run.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../host/paths.mjs';

/** Bundles a module with these contents (paths from the project's root) into the folder and imports it. */
export async function bundled(folder, contents) {
  const outfile = path.join(folder, 'runtime.mjs');
  await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'warning',
    // As in the product, chunks are not part of it; no benchmark here needs one.
    external: ['*.chunk.js'],
    // CommonJS packages inside still ask for node's own modules.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire('/');",
    },
  });
  return import(pathToFileURL(outfile).href);
}
