#!/usr/bin/env node
// Installs a VS Code web server without compilers, apt -dev packages or network beyond the npm registry.
// Idempotent: a stamp holds the hash of package-lock.json + this file. `--force` redoes it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const kit = [
  'package.json',
  'package-lock.json',
  'install.mjs',
  'stubs/spdlog.js',
  'stubs/native-watchdog.js',
];
const target = path.resolve(process.env.E2E_HOST_DIR ?? path.join(here, '.host'));
const hash = createHash('sha256');
for (const f of kit)
  if (existsSync(path.join(here, f))) hash.update(readFileSync(path.join(here, f)));
const stamp = hash.digest('hex').slice(0, 16);
const stampFile = path.join(target, '.stamp');
if (
  !process.argv.includes('--force') &&
  existsSync(stampFile) &&
  readFileSync(stampFile, 'utf8') === stamp
)
  process.exit(0);

const t0 = Date.now();
const work = target + '.tmp';
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
for (const f of ['package.json', 'package-lock.json'])
  if (existsSync(path.join(here, f))) cpSync(path.join(here, f), path.join(work, f));
const npm = (cwd, ...args) => {
  const r = spawnSync(
    'npm',
    [
      ...args,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-update-notifier',
      '--loglevel=error',
    ],
    {
      cwd,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, npm_config_engine_strict: 'false' },
    },
  );
  if (r.status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}`);
};
npm(work, existsSync(path.join(work, 'package-lock.json')) ? 'ci' : 'install');
const vs = path.join(work, 'node_modules/code-server/lib/vscode');
npm(vs, 'install', '--omit=dev'); // `npm ci` refuses: the shipped shrinkwrap lacks one peer entry
npm(path.join(vs, 'extensions'), 'install', '--omit=dev'); // typescript, for the TS/JS language service

// Native modules that would need a compiler. Without spdlog every output channel and log file stays empty.
for (const m of ['spdlog', 'native-watchdog']) {
  const d = path.join(vs, 'node_modules/@vscode', m);
  cpSync(path.join(here, 'stubs', m + '.js'), path.join(d, 'index.js'));
}
// code-server lets every extension use proposed API; desktop VS Code does not. Put the check back.
for (const f of [
  'out/vs/code/browser/workbench/workbench.js',
  'out/vs/workbench/api/node/extensionHostProcess.js',
]) {
  const file = path.join(vs, f),
    before = readFileSync(file, 'utf8');
  const after = before.replace(
    /(function (\w+)\((\w+),(\w+)\)\{)return!0(\}function \w+\(\w+,\w+\)\{if\(!\2\()/,
    '$1return!!$3.enabledApiProposals&&$3.enabledApiProposals.includes($4)$5',
  );
  if (after === before) throw new Error(`proposed-API check not found in ${f}`);
  writeFileSync(file, after);
}
// Not needed to run extensions; 420 MB of 800.
const nm = path.join(vs, 'node_modules');
const arch = `${process.platform}-${process.arch}`;
for (const p of [
  '@github',
  '@microsoft/mxc-sdk',
  '@devcontainers',
  '@vscode/sqlite3',
  'node-pty/third_party',
])
  rmSync(path.join(nm, p), { recursive: true, force: true });
for (const p of ['copilot', 'mermaid-markdown-features'])
  rmSync(path.join(vs, 'extensions', p), { recursive: true, force: true });
for (const d of ['node-pty/prebuilds', '@vscode/ripgrep-universal/bin'])
  for (const e of readdirSync(path.join(nm, d)))
    if (e !== arch) rmSync(path.join(nm, d, e), { recursive: true, force: true });
for (const n of readdirSync(path.join(work, 'node_modules')).filter((n) =>
  /^node-(bin-)?(linux|darwin|win)-/.test(n),
))
  for (const d of ['include', 'share'])
    rmSync(path.join(work, 'node_modules', n, d), { recursive: true, force: true });

writeFileSync(path.join(work, '.stamp'), stamp);
rmSync(target, { recursive: true, force: true });
renameSync(work, target);
console.log(`e2e host ready in ${((Date.now() - t0) / 1000).toFixed(1)} s: ${target}`);
