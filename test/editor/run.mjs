// Runs the mocha suites inside a real VS Code: a desktop one named by MEMFUN_DESKTOP_VSCODE, else the web host.

import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { root } from '../host/paths.mjs';

const suites = path.join(root, 'test/editor/suite');
const out = path.join(root, 'dist-test');
const entries = readdirSync(suites).filter((name) => name.endsWith('.ts'));
rmSync(out, { recursive: true, force: true });
await build({
  entryPoints: entries.map((name) => path.join(suites, name)),
  outdir: out,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
  logLevel: 'warning',
});

const workspace = mkdtempSync(path.join(os.tmpdir(), 'workspace-'));
cpSync(path.join(root, 'test/fixtures/repos/typescript'), workspace, { recursive: true });
try {
  await runTests({
    vscodeExecutablePath:
      process.env.MEMFUN_DESKTOP_VSCODE ?? path.join(root, 'test/host/shim/code.mjs'),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(out, 'index.js'),
    launchArgs: [workspace, '--disable-extensions'],
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
