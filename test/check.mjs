// Static checks: types, lint, format, layers, unused code. Prints each check's own output only when it fails.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => path.join(root, 'node_modules/.bin', name);
const fix = process.argv.includes('--fix');

/** Each check: its name, its command, and what its output must also show. */
const CHECKS = [
  { name: 'types', run: [bin('tsc'), '-p', '.'] },
  { name: 'types (webview)', run: [bin('tsc'), '-p', 'webview'] },
  { name: 'types (page tests)', run: [bin('tsc'), '-p', 'test/page'] },
  {
    name: 'lint',
    run: [bin('oxlint'), '--type-aware', '--deny-warnings', ...(fix ? ['--fix'] : [])],
  },
  { name: 'format', run: [bin('biome'), 'check', ...(fix ? ['--write'] : []), '.'] },
  {
    name: 'layers',
    run: [
      bin('depcruise'),
      '--config',
      '.dependency-cruiser.cjs',
      'runtime',
      'extension',
      'webview',
    ],
    // With an unsupported TypeScript the tool cruises nothing and calls that a success.
    expect: (output) =>
      Number(/\((\d+) modules/.exec(output)?.[1] ?? 0) > 20 || 'it looked at too few modules',
  },
  { name: 'unused', run: [bin('knip'), '--no-progress'] },
  { name: 'first lines and imports', check: houseRules },
];

function houseRules() {
  const files = spawnSync(
    'git',
    ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'],
    { cwd: root, encoding: 'utf8' },
  )
    .stdout.split('\n')
    .filter((file) => file !== '' && !file.startsWith('test/fixtures/'));
  const problems = [];
  for (const file of files) {
    let text;
    try {
      text = readFileSync(path.join(root, file), 'utf8');
    } catch {
      continue; // deleted, not yet staged
    }
    if (!/^(#!.*\n)?\/\/ \S/.test(text))
      problems.push(`${file}: the first line must say the file's job`);
    if (/import (type )?(z\b|\{[^}]*\bz\b[^}]*\}) from 'zod'/.test(text)) {
      problems.push(
        `${file}: use import * as z from 'zod' (the named import bundles every locale)`,
      );
    }
    if (file.endsWith('.chunk.ts') && foldersOf(file, text).some(holdsClasses)) {
      problems.push(
        `${file}: a chunk holds packages and data; classes of our own must live in one bundle`,
      );
    }
  }
  return problems;
}

/** The folders of our own that a file takes something from. */
function foldersOf(file, text) {
  const from = [...text.matchAll(/from '(\.\.?\/[^']+)'/g)].map(([, name]) => name);
  return from.map((name) => path.dirname(path.resolve(root, path.dirname(file), name)));
}

function holdsClasses(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .some((name) =>
      /^(?:export )?(?:abstract )?class \w/m.test(readFileSync(path.join(folder, name), 'utf8')),
    );
}

let failed = 0;
for (const { name, run, check, expect } of CHECKS) {
  const started = performance.now();
  let problems = [];
  if (check !== undefined) problems = check();
  else {
    const result = spawnSync(run[0], run.slice(1), {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim();
    if (result.status !== 0)
      problems = [output === '' ? `exit code ${result.status ?? result.signal}` : output];
    else if (expect !== undefined && expect(output) !== true)
      problems = [`${expect(output)}\n${output}`];
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
  if (problems.length > 0) {
    failed++;
    process.stdout.write(`${problems.join('\n')}\n`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
