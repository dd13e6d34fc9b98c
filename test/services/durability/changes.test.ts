// Real processes, real SIGKILL in the middle of changing many files: each change is there whole, or not at all.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { openBackups, openDiskTarget } from '../../../runtime/changes/index.js';
import { createIds, systemClock } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { tempFolder } from '../../support/memory.js';
import { contentAt, FILES, generationOf, TOGGLED } from './generations.js';

const bundle = path.join(import.meta.dirname, '../../output/durability/applier.cjs');

beforeAll(async () => {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'applier.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
});

/** Runs the process and kills it some time after it has applied its first change. Resolves with its last one. */
async function killInTheMiddle(folder: string, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [bundle, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  let errors = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
    timer ??= setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  const signal = await new Promise((resolve) => {
    child.on('close', (_code, by) => resolve(by));
  });
  expect(errors).toBe('');
  expect(signal).toBe('SIGKILL');
  return Number(/applied (\d+)\n$/.exec(output)?.[1]);
}

test('killed again and again, the files are all of one change, and the last turn can be taken back', async () => {
  const folder = tempFolder();
  const workspace = createNodeFileStore(path.join(folder, 'workspace'));
  const storage = createNodeFileStore(path.join(folder, 'storage'));
  for (const name of FILES) await workspace.write(name, contentAt(name, 0));
  let recovered = 0;

  for (let round = 0; round < 15; round++) {
    const acknowledged = await killInTheMiddle(folder, 3 + round * 7);
    const target = await openDiskTarget({ workspace, storage });
    recovered += target.recovered.length;

    const generation = generationOf(await target.current(FILES[0] ?? ''));
    expect(generation).toBeGreaterThanOrEqual(acknowledged);
    for (const name of FILES) {
      const content = Buffer.from((await target.current(name)) ?? []);
      expect(content.equals(contentAt(name, generation))).toBe(true);
    }
    expect((await target.current(TOGGLED)) !== undefined).toBe(generation % 2 === 1);
    expect(await storage.list('changes/pending')).toEqual([]);

    // What a kill left behind can still be taken back, to the byte, and made again.
    const backups = await openBackups({
      files: storage,
      capBytes: 1e9,
      clock: systemClock,
      ids: createIds(),
    });
    const { signal } = new AbortController();
    const plan = await backups.planUndo(target, `turn${generation}`);
    expect(plan.conflicts).toEqual([]);
    const { turnId } = await backups.carryOut(plan, target, signal, { sessionId: 's' });
    for (const name of FILES) {
      const content = Buffer.from((await target.current(name)) ?? []);
      expect(content.equals(contentAt(name, generation - 1))).toBe(true);
    }
    const redo = await backups.planUndo(target, turnId);
    await backups.carryOut(redo, target, signal, { sessionId: 's' });
    expect(generationOf(await target.current(FILES[3] ?? ''))).toBe(generation);
  }
  expect(recovered).toBeGreaterThan(0); // else no kill hit the middle of a change
}, 120_000);
