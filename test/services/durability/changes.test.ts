// Real processes, real SIGKILL in the middle of changing many files: each change is there whole, or not at all.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import {
  createDiskGround,
  openBackups,
  openJournaledTarget,
} from '../../../runtime/changes/index.js';
import { createIds, systemClock } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { bundleProgram } from '../../support/bundle-program.js';
import { ended } from '../../support/ended.js';
import { tempFolder } from '../../support/memory.js';
import { contentAt, FILES, generationOf, TOGGLED } from './generations.js';

let bundle = '';

beforeAll(async () => {
  bundle = await bundleProgram(path.join(import.meta.dirname, 'applier.ts'));
});

/** When to kill: in the middle of writing that file of the second change, or so long after the first change. */
type Moment = { readonly atWrite: number } | { readonly afterMs: number };

/** Runs the process and kills it. Resolves with the last change that it said was applied. */
async function killInTheMiddle(folder: string, moment: Moment): Promise<number> {
  const child = spawn(process.execPath, [bundle, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
    const [, second] = output.split(/^applied .*$/m);
    if (second === undefined) return;
    const writing = second.match(/^writing /gm)?.length ?? 0;
    if ('afterMs' in moment) timer ??= setTimeout(() => child.kill('SIGKILL'), moment.afterMs);
    else if (writing >= moment.atWrite) child.kill('SIGKILL');
  });
  expect(await ended(child)).toMatchObject({ errors: '', signal: 'SIGKILL' });
  return Number(output.match(/(?<=^applied )\d+$/gm)?.at(-1));
}

test('killed again and again, the files are all of one change, and the last turn can be taken back', async () => {
  const folder = tempFolder();
  const workspace = createNodeFileStore(path.join(folder, 'workspace'));
  const storage = createNodeFileStore(path.join(folder, 'storage'));
  for (const name of FILES) await workspace.write(name, contentAt(name, 0));
  let recovered = 0;

  for (let round = 0; round < 14; round++) {
    const moment = round % 2 === 0 ? { atWrite: 1 + round / 2 } : { afterMs: round * 11 };
    const acknowledged = await killInTheMiddle(folder, moment);
    const target = await openJournaledTarget(createDiskGround(workspace), { storage });
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
  expect(recovered).toBeGreaterThan(2); // else the kills missed what they are to hit
});
