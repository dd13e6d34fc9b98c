// A traced run in another process: it is seen as running, and after a kill as interrupted, with all that was kept.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import { redactText } from '../../../runtime/safety/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { foldSpans, TraceStore } from '../../../runtime/traces/index.js';
import { bundleProgram } from '../../support/bundle-program.js';
import { SQL_ASSETS } from '../../support/memory.js';
import { openTraces } from '../../support/trace-database.js';
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

const open = (folder: string): TraceStore =>
  new TraceStore({
    files: createNodeFileStore(folder),
    clock: systemClock,
    ids: createIds(),
    logger: silentLogger,
    redact: redactText,
    limits: () => ({ runs: 100, bytes: 1e9, ageMs: 1e15 }),
  });

it.each([1, 5, 12])(
  '%i events of it are kept when its window is killed',
  async (kept) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'memfun-traces-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const child = spawn(process.execPath, [bundle, folder, String(kept)]);
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    const store = open(folder);
    await expect.poll(async () => (await store.list())[0]?.status).toBe('running');
    expect(store.isRunning('trn_1')).toBe(true);

    child.kill('SIGKILL');
    await once(child, 'close');
    expect(await store.list()).toMatchObject([{ status: 'interrupted' }]);
    expect(store.isRunning('trn_1')).toBe(false);
    const { events } = await open(folder).get('trn_1');
    expect(events.length).toBeGreaterThanOrEqual(kept);
    expect(events.slice(0, kept)).toEqual(tracedRun().slice(0, kept));
    expect(foldSpans(await open(folder).get('trn_1'))[0]?.status).toBe('interrupted');
    await store.remove('trn_1');
    expect(await store.list()).toEqual([]);
  },
  60_000,
);

it('a window that is killed while it brings the database up to date costs no run, and the next one goes on with it', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-traces-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const child = spawn(process.execPath, [indexing, folder, SQL_ASSETS]);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
  const store = openTraces(folder);
  const kept = await open(folder).list();
  expect(kept.length).toBeGreaterThan(5);
  await expect
    .poll(async () => (await store.databaseState())?.runs, { timeout: 20_000 })
    .toBe(kept.length);
  expect(await store.list()).toEqual(kept);
}, 60_000);
