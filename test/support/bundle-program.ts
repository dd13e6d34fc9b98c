// A program of the tests as one file that Node can run by itself.
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const OUTPUT = path.resolve(import.meta.dirname, '../output/programs');

/** @param entry the file that it begins with @returns the file to run; what is loaded on first use is not in it */
export async function bundleProgram(entry: string, options: BuildOptions = {}): Promise<string> {
  const { name, dir } = path.parse(entry);
  const outfile = path.join(OUTPUT, path.basename(dir), `${name}.cjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['*.chunk.js'],
    logLevel: 'error',
    ...options,
  });
  return outfile;
}
