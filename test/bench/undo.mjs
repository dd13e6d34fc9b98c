// Undo: disk that the backups take against the bytes that turns touch, and what taking turns back costs.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root as project } from '../host/paths.mjs';
import { bundled } from './bundle.mjs';

const TURNS = 100;
const FILES_PER_TURN = 5;

/** This project's own sources, changed by 100 turns; the baseline is a whole copy of every touched file. */
export async function run() {
  const folder = await mkdtemp(path.join(tmpdir(), 'memfun-undo-'));
  try {
    const runtime =
      await bundled(`export * from './runtime/changes/index.ts'; export { createNodeFileStore } from './runtime/storage/index.ts';
       export { createIds, systemClock } from './runtime/core/index.ts';`);
    const workspace = runtime.createNodeFileStore(path.join(folder, 'workspace'));
    const storage = runtime.createNodeFileStore(path.join(folder, 'storage'));
    const names = sources('runtime');
    for (const name of names) await workspace.write(name, readFileSync(path.join(project, name)));
    const atStart = await contents(workspace, names);
    const target = await runtime.openJournaledTarget(runtime.createDiskGround(workspace), {
      storage,
    });
    const backups = await runtime.openBackups({
      files: storage,
      capBytes: 1e9,
      clock: runtime.systemClock,
      ids: runtime.createIds(),
    });
    const signal = new AbortController().signal;

    let touched = 0;
    const started = performance.now();
    for (let turn = 0; turn < TURNS; turn++) {
      const changes = [];
      for (let i = 0; i < FILES_PER_TURN; i++) {
        const name = names[(turn * 3 + i * 17) % names.length];
        const before = Buffer.from(await workspace.read(name));
        touched += before.length;
        const after = Buffer.concat([before, Buffer.from(`// turn ${turn}\n`)]);
        changes.push({ kind: 'modify', path: name, before, after });
      }
      await backups.apply({ turnId: `turn${turn}`, sessionId: 'bench' }, target, changes, signal);
      backups.finish(`turn${turn}`);
    }
    const forward = performance.now() - started;
    const used = diskUse(path.join(folder, 'storage'));
    const whole = diskUse(path.join(folder, 'workspace')) * TURNS;

    const undone = performance.now();
    const plan = await backups.planRewind(target, TURNS);
    await backups.carryOut(plan, target, signal, { sessionId: 'bench' });
    const back = performance.now() - undone;
    const atEnd = await contents(workspace, names);
    if (atEnd !== atStart) throw new Error('undo did not give back every byte');
    return [
      row(
        `${TURNS} turns, ${touched} bytes touched: disk used`,
        used,
        'bytes',
        'bytes touched',
        used / touched,
      ),
      row('the same', used, 'bytes', 'a copy of the workspace per turn', used / whole),
      row('a turn with backup and transaction', forward / TURNS, 'ms'),
      row(`rewind of all ${TURNS} turns`, back, 'ms', 'the turns themselves', back / forward),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function row(metric, value, unit, baseline, ratio) {
  return { metric, value, unit, baseline, ratio };
}

function sources(folder) {
  return readdirSync(path.join(project, folder), { recursive: true })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => name.endsWith('.ts'))
    .sort();
}

async function contents(workspace, names) {
  const all = await Promise.all(names.map((name) => workspace.read(name)));
  return Buffer.concat(all).toString('base64');
}

/** Bytes of all files below a folder. */
function diskUse(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => statSync(path.join(folder, name)))
    .filter((info) => info.isFile())
    .reduce((sum, info) => sum + info.size, 0);
}
