// Activation: how long a real editor's extension host takes to load and activate Memfun, against an empty extension.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from '../host/paths.mjs';

const ROUNDS = 5;
const GOAL_MS = 20;
const EMPTY_ID = 'memfun-bench.empty';

export async function run() {
  const { installHost } = await import('../host/install.mjs');
  installHost();
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-activation-'));
  try {
    const measured = [];
    const empty = emptyExtension(folder);
    for (let round = 0; round < ROUNDS; round++) {
      measured.push({
        memfun: await start(folder, 'memfun.memfun', root),
        empty: await start(folder, EMPTY_ID, empty),
      });
    }
    const median = (key) => measured.map((one) => one[key]).sort((a, b) => a - b)[ROUNDS >> 1];
    return [
      { metric: 'load and activate an empty extension', value: median('empty'), unit: 'ms' },
      {
        metric: 'load and activate Memfun',
        value: median('memfun'),
        unit: 'ms',
        baseline: 'an empty extension',
        ratio: median('memfun') / median('empty'),
      },
      {
        metric: 'more than an empty extension',
        value: median('memfun') - median('empty'),
        unit: 'ms',
        goal: GOAL_MS,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function emptyExtension(folder) {
  const home = path.join(folder, 'empty');
  mkdirSync(home);
  const [publisher, name] = EMPTY_ID.split('.');
  const manifest = {
    name,
    publisher,
    version: '0.0.1',
    engines: { vscode: '^1.101.0' },
    main: './main.js',
    activationEvents: ['onStartupFinished'],
  };
  writeFileSync(path.join(home, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(home, 'main.js'), 'exports.activate = () => {};');
  return home;
}

/** Starts an editor with one extension and reads the marks that its extension host sets around it. */
async function start(folder, id, extensionDevelopmentPath) {
  const workspace = mkdtempSync(path.join(folder, 'workspace-'));
  const out = path.join(workspace, 'marks.json');
  const tests = path.join(workspace, 'marks.js');
  writeFileSync(tests, readMarks(id, out));
  await runTests({
    vscodeExecutablePath:
      process.env.MEMFUN_DESKTOP_VSCODE ?? path.join(root, 'test/host/shim/code.mjs'),
    extensionDevelopmentPath,
    extensionTestsPath: tests,
    launchArgs: [workspace, '--disable-extensions'],
  });
  return spent(JSON.parse(readFileSync(out, 'utf8')), id);
}

const readMarks = (id, out) => `
const vscode = require('vscode');
exports.run = async () => {
  await vscode.extensions.getExtension(${JSON.stringify(id)}).activate();
  // Where Node has no timing of its own for them, the editor keeps its marks itself, in whole milliseconds.
  const marks = globalThis.MonacoPerformanceMarks?.getMarks() ?? performance.getEntriesByType('mark').map(({ name, startTime }) => ({ name, startTime }));
  require('node:fs').writeFileSync(${JSON.stringify(out)}, JSON.stringify(marks));
};`;

/** Milliseconds from the beginning of loading an extension's code to the end of its activation. */
function spent(marks, id) {
  const at = (what) =>
    marks.find(({ name }) => name.toLowerCase() === `code/exthost/${what}/${id}`.toLowerCase())
      ?.startTime;
  const from = at('willLoadExtensionCode');
  const to = at('didActivateExtension') ?? at('didLoadExtensionCode');
  if (from === undefined || to === undefined) {
    const known = marks.map(({ name }) => name).filter((name) => name.includes(id));
    throw new Error(`The editor set no marks for ${id}: ${known.join(', ') || 'none at all'}`);
  }
  return to - from;
}
