// `npm test`: installs what is needed, then runs every stratum of tests and adds up their results.
// `npm test -- unit page` runs only the named ones; the names are the keys of STRATA.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { node24, root } from './host/paths.mjs';
import { setUpProject } from './host/set-up.mjs';

const OUTPUT = path.join(root, 'test/output');
const TIERS = 'test/conformance/tiers/vitest.config.mts';

/** Each stratum: what it proves, and how it runs. `needs` names what must be there for it. */
const STRATA = {
  check: { title: 'types, lint, format, layers, unused code', run: () => script('test/check.mjs') },
  unit: {
    title: 'unit, conformance, security, services',
    needs: ['node24'],
    run: () => vitest('unit', 'vitest.config.mts'),
  },
  tiers: {
    title: 'the tiers in memory and on SQLite',
    needs: ['node24'],
    run: () => vitest('tiers', TIERS, { node: node24(), only: ['in-process', 'sqlite'] }),
  },
  redis: {
    title: 'the tier on a Redis server',
    needs: ['Redis'],
    run: () => vitest('redis', TIERS, { only: ['redis'] }),
  },
  nats: {
    title: 'the tier on a NATS server',
    needs: ['NATS'],
    run: () => vitest('nats', TIERS, { only: ['nats'] }),
  },
  page: {
    title: 'the webview page alone, in four themes',
    needs: ['Chromium'],
    run: () => vitest('page', 'test/page/vitest.config.mts'),
  },
  editor: {
    title: 'inside the extension host of a real VS Code',
    needs: ['Chromium', 'node24'],
    run: () => mocha('test/editor/run.mjs'),
  },
  e2e: {
    title: 'end to end: packaged, installed, driven by keyboard and mouse',
    needs: ['Chromium', 'node24'],
    run: () => vitest('e2e', 'test/e2e/vitest.config.mts'),
  },
};

const total = { passed: 0, failed: 0, skipped: 0 };
const notes = [];
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const unknown = wanted.filter((name) => !(name in STRATA));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no part "${unknown.join('", "')}". Parts: ${Object.keys(STRATA).join(', ')}\n`,
  );
  process.exit(2);
}

setUpProject();
const available = await provide();
for (const [name, stratum] of Object.entries(STRATA)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const missing = (stratum.needs ?? []).filter((need) => !available.has(need));
  if (missing.length > 0) {
    total.skipped++;
    notes.push(`NOT RUN: ${name} (${stratum.title}), because there is no ${missing.join(', no ')}`);
    continue;
  }
  process.stdout.write(`\n── ${name}: ${stratum.title}\n`);
  const started = Date.now();
  const result = await stratum.run();
  for (const key of Object.keys(total)) total[key] += result[key];
  notes.push(
    `${result.failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped (${Math.round((Date.now() - started) / 1000)} s)`,
    ...(result.remarks ?? []),
  );
}

process.stdout.write(
  `\n${notes.join('\n')}\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`,
);
process.exit(total.failed === 0 ? 0 : 1);

/** Installs the editor host and the system's programs; names what is there afterwards. */
async function provide() {
  const there = new Set();
  const { ensureSystemPackages } = await import('./host/system-packages.mjs');
  for (const { name, path: file, remedy } of ensureSystemPackages()) {
    if (file === undefined) notes.push(`MISSING: ${name}: ${remedy}`);
    else there.add(name);
  }
  const { installHost } = await import('./host/install.mjs');
  const { installed, seconds } = installHost();
  if (installed) process.stdout.write(`Editor host installed in ${seconds.toFixed(0)} s\n`);
  if (node24() !== undefined) there.add('node24');
  return there;
}

/** A script whose exit code is its result. */
async function script(file) {
  const { code } = await start(process.execPath, [file]);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** `only`: parts of file names; `node`: the Node that runs it. */
async function vitest(name, config, { node = process.execPath, only = [] } = {}) {
  const report = path.join(OUTPUT, `${name}.json`);
  rmSync(report, { force: true });
  const { code } = await start(node, [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...only,
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  let counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
  try {
    counts = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    // it ended before it could report: the exit code tells
  }
  const failed = counts.numFailedTests;
  const isBroken = failed === 0 && (code !== 0 || counts.numPassedTests === 0);
  const outside = '       failed: outside of any test; see "Unhandled Errors" above';
  return {
    passed: counts.numPassedTests,
    failed: isBroken ? 1 : failed,
    skipped: counts.numPendingTests,
    remarks: [...remarksOn(counts.testResults ?? []), ...(isBroken ? [outside] : [])],
  };
}

/** A line for each file that could not be run, each test that failed, and each that needed its second try. */
function remarksOn(files) {
  const firstLine = (message) => message.split('\n', 1)[0].slice(0, 200);
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name);
    const told = assertionResults
      .filter((test) => test.failureMessages?.length > 0)
      .map(
        ({ status, fullName, failureMessages: [error] }) =>
          `       ${status === 'passed' ? 'passed at the second try' : 'failed'}: ${file} > ${fullName}: ${firstLine(error)}`,
      );
    const broken = status === 'failed' && told.length === 0;
    return broken ? [`       failed: ${file}: ${firstLine(message)}`] : told;
  });
}

async function mocha(file) {
  const { code, output } = await start(process.execPath, [file]);
  const count = (word) =>
    [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}`, 'gm'))].reduce(
      (sum, match) => sum + Number(match[1]),
      0,
    );
  const passed = count('passing');
  const failed = count('failing');
  return {
    passed,
    failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed,
    skipped: count('pending'),
  };
}

function start(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.on('data', (chunk) => {
        output += chunk;
        target.write(chunk);
      });
    }
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
