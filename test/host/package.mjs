// Builds for production and writes dist/memfun.vsix for this platform.
import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './paths.mjs';

/** @returns {string} path of the package */
export function packageExtension() {
  const target = path.join(root, 'dist/memfun.vsix');
  const outside = path.join(root, 'memfun.vsix'); // inside dist/ it would pack an older self
  run(process.execPath, ['esbuild.config.mjs', '--production']);
  run(process.execPath, [
    path.join(root, 'node_modules/@vscode/vsce/vsce'),
    'package',
    '--no-dependencies',
    '--target',
    vscodeTarget(),
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    outside,
  ]);
  renameSync(outside, target);
  return target;
}

function vscodeTarget() {
  const musl =
    process.platform === 'linux' &&
    process.report.getReport().header.glibcVersionRuntime === undefined;
  return `${musl ? 'alpine' : process.platform}-${process.arch}`;
}

function run(command, args) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (result.status !== 0)
    throw new Error(`${path.basename(args[0])} failed:\n${result.stdout}${result.stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!existsSync(path.join(root, 'node_modules'))) throw new Error('Run "npm ci" first.');
  const file = packageExtension();
  process.stdout.write(
    `${path.relative(root, file)} ${(statSync(file).size / 1e6).toFixed(2)} MB\n`,
  );
}
