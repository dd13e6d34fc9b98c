// A traced run in another process: it is seen as running, and after a kill as interrupted, with all that was kept.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { foldSpans, type TraceStore } from '../../../runtime/traces/index.js';
import { bundleProgram } from '../../support/bundle-program.js';
import { SQL_ASSETS } from '../../support/memory.js';
import { openTraces, traceFolder } from '../../support/trace-database.js';
import { runsOf, traceStore } from '../../support/trace-store.js';
import { tracedRun } from '../../support/traced-run.js';

let bundle = '';
let indexing = '';

beforeAll(async () => {
  [bundle = '', indexing = ''] = await Promise.all(
    ['tracing-window.ts', 'indexing-window.ts'].map((program) =>
      bundleProgram(path.join(import.meta.dirname, program), {
        packages: 'external',
        external: [],
      }),
    ),
  );
});

const open = (folder: string): TraceStore => traceStore(createNodeFileStore(folder));

it.each([1, 5, 12])('%i events of it are kept when its window is killed', async (kept) => {
  const folder = traceFolder();
  const child = spawn(process.execPath, [bundle, folder, String(kept)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const store = open(folder);
  await expect.poll(async () => (await runsOf(store))[0]?.status).toBe('running');
  expect(store.isRunning('trn_1')).toBe(true);

  child.kill('SIGKILL');
  await once(child, 'close');
  expect(await runsOf(store)).toMatchObject([{ status: 'interrupted' }]);
  expect(store.isRunning('trn_1')).toBe(false);
  const { events } = await open(folder).get('trn_1');
  expect(events.length).toBeGreaterThanOrEqual(kept);
  expect(events.slice(0, kept)).toEqual(tracedRun().slice(0, kept));
  expect(foldSpans(await open(folder).get('trn_1'))[0]?.status).toBe('interrupted');
  await store.remove('trn_1');
  expect(await runsOf(store)).toEqual([]);
});

it('a window that is killed while it brings the database up to date costs no run, and the next one goes on with it', async () => {
  const folder = traceFolder();
  const child = spawn(process.execPath, [indexing, folder, SQL_ASSETS]);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
  const store = openTraces(folder);
  const kept = await runsOf(open(folder));
  expect(kept.length).toBeGreaterThan(5);
  await expect
    .poll(async () => (await store.databaseState())?.runs, { timeout: 20_000 })
    .toBe(kept.length);
  expect(await runsOf(store)).toEqual(kept);
});
