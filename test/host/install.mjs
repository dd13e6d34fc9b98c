// Installs a real VS Code (web build, real extension host) and a Node 24 beside it, from the npm registry alone.
// Needs no compiler: native modules that would need one are replaced by small stand-ins. Idempotent: a stamp
// holds the hash of what the host is made from.
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
import { host, hostFolder } from './paths.mjs';

const MADE_FROM = [
  'package.json',
  'package-lock.json',
  'install.mjs',
  'stubs/spdlog.js',
  'stubs/native-watchdog.js',
];

/** @returns {{ installed: boolean, seconds: number }} whether anything had to be done, and how long it took */
export function installHost() {
  const started = Date.now();
  const stamp = stampOfParts();
  const stampFile = path.join(host, '.stamp');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return { installed: false, seconds: 0 };

  const work = `${host}.tmp`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    cpSync(path.join(hostFolder, file), path.join(work, file));
  }
  npm(work, 'ci');
  const editor = path.join(work, 'node_modules/code-server/lib/vscode');
  npm(editor, 'install', '--omit=dev'); // `npm ci` refuses: the shipped shrinkwrap lacks one peer entry
  npm(path.join(editor, 'extensions'), 'install', '--omit=dev'); // TypeScript, for its language service
  putStandIns(editor);
  restoreProposedApiCheck(editor);
  removeWhatTestsNeverUse(work, editor);

  writeFileSync(path.join(work, '.stamp'), stamp);
  rmSync(host, { recursive: true, force: true });
  renameSync(work, host);
  return { installed: true, seconds: (Date.now() - started) / 1000 };
}

function stampOfParts() {
  const hash = createHash('sha256');
  for (const file of MADE_FROM) hash.update(readFileSync(path.join(hostFolder, file)));
  return hash.digest('hex').slice(0, 16);
}

function npm(cwd, ...args) {
  const result = spawnSync(
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
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
      env: { ...process.env, npm_config_engine_strict: 'false' },
    },
  );
  if (result.status !== 0) {
    throw new Error(
      `"npm ${args.join(' ')}" failed in ${cwd}. Check that the npm registry can be reached, then try again.`,
    );
  }
}

/** Without spdlog's stand-in every output channel and log file would stay empty. */
function putStandIns(editor) {
  for (const name of ['spdlog', 'native-watchdog']) {
    cpSync(
      path.join(hostFolder, 'stubs', `${name}.js`),
      path.join(editor, 'node_modules/@vscode', name, 'index.js'),
    );
  }
}

/** This build lets every extension use proposed API; desktop VS Code does not, so tests here must not either. */
function restoreProposedApiCheck(editor) {
  for (const file of [
    'out/vs/code/browser/workbench/workbench.js',
    'out/vs/workbench/api/node/extensionHostProcess.js',
  ]) {
    const full = path.join(editor, file);
    const before = readFileSync(full, 'utf8');
    const after = before.replace(
      /(function (\w+)\((\w+),(\w+)\)\{)return!0(\}function \w+\(\w+,\w+\)\{if\(!\2\()/,
      '$1return!!$3.enabledApiProposals&&$3.enabledApiProposals.includes($4)$5',
    );
    if (after === before)
      throw new Error(
        `The proposed-API check was not found in ${file}: this version of the editor host is not supported.`,
      );
    writeFileSync(full, after);
  }
}

/** 420 of 800 MB. */
function removeWhatTestsNeverUse(work, editor) {
  const modules = path.join(editor, 'node_modules');
  const remove = (...parts) => rmSync(path.join(...parts), { recursive: true, force: true });
  for (const name of [
    '@github',
    '@microsoft/mxc-sdk',
    '@devcontainers',
    '@vscode/sqlite3',
    'node-pty/third_party',
  ])
    remove(modules, name);
  for (const name of ['copilot', 'mermaid-markdown-features']) remove(editor, 'extensions', name);
  const ours = `${process.platform}-${process.arch}`;
  for (const folder of ['node-pty/prebuilds', '@vscode/ripgrep-universal/bin']) {
    for (const entry of readdirSync(path.join(modules, folder)))
      if (entry !== ours) remove(modules, folder, entry);
  }
  for (const name of readdirSync(path.join(work, 'node_modules'))) {
    if (/^node-(bin-)?(linux|darwin|win)-/.test(name))
      for (const folder of ['include', 'share']) remove(work, 'node_modules', name, folder);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { installed, seconds } = installHost();
  process.stdout.write(
    installed
      ? `Editor host installed in ${seconds.toFixed(1)} s: ${host}\n`
      : `Editor host is up to date: ${host}\n`,
  );
}
