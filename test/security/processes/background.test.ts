// Commands in the background: kept, listed, read and stopped with all they have started, also after a kill of their window.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createIds, silentLogger } from '../../../runtime/core/index.js';
import { BackgroundCommands } from '../../../runtime/processes/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';

let folder = '';
let background: BackgroundCommands;
const signal = new AbortController().signal;

const open = (): Promise<BackgroundCommands> =>
  BackgroundCommands.open({
    files: createNodeFileStore(folder),
    ids: createIds(),
    logger: silentLogger,
    now: Date.now,
  });
const start = (command: string) =>
  background.start(command, { cwd: folder, settleMs: 2_000, signal });

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'background-'));
  background = await open();
});
afterEach(async () => {
  await background.close();
  rmSync(folder, { recursive: true, force: true });
});

const sleepers = (seconds: number): number =>
  execFileSync('ps', ['-axo', 'args='])
    .toString()
    .split('\n')
    .filter((line) => line.trim() === `sleep ${seconds}`).length;

test('a command goes on, its output can be read piece by piece, and it is stopped with all it started', async () => {
  const begun = await start('echo ready; (setsid sleep 7401 &); sleep 1; echo more; sleep 7402');
  expect(begun).toMatchObject({ id: 'bg1', state: 'running' });
  expect(begun.output).toBe('ready\n');
  await expect.poll(() => background.read('bg1', begun.next).output).toBe('more\n');
  expect(sleepers(7401)).toBe(1);
  await background.stop('bg1');
  expect(sleepers(7401) + sleepers(7402)).toBe(0);
  expect(background.list()).toMatchObject([{ id: 'bg1', state: 'ended' }]);
});

test('what ends at once is known at once, with its exit code and what it said', async () => {
  expect(await start('echo no port left >&2; exit 4')).toMatchObject({
    state: 'ended',
    exitCode: 4,
    output: 'no port left\n',
  });
});

test('an unknown one, and one too many, are refused with what there is', async () => {
  expect(() => background.read('bg9')).toThrow(/bg9/);
  for (let i = 0; i < 8; i++) void start('sleep 7410');
  await expect.poll(() => background.running().length).toBe(8);
  await expect(start('sleep 7410')).rejects.toThrow(/8 commands/);
  await background.close();
  expect(sleepers(7410)).toBe(0);
});

test('a stop while it starts ends it', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 200);
  await expect(
    background.start('sleep 7420', { cwd: folder, settleMs: 5_000, signal: stop.signal }),
  ).rejects.toThrow(/stopped/);
  expect(sleepers(7420)).toBe(0);
});

describe('a window that is killed', () => {
  test('takes its commands with it; what has left their group ends once another one opens, and a living one loses nothing', async () => {
    const script = `
      import { createIds, silentLogger } from ${JSON.stringify(path.resolve('runtime/core/index.ts'))};
      import { BackgroundCommands } from ${JSON.stringify(path.resolve('runtime/processes/index.ts'))};
      import { createNodeFileStore } from ${JSON.stringify(path.resolve('runtime/storage/index.ts'))};
      const files = createNodeFileStore(${JSON.stringify(folder)});
      const background = await BackgroundCommands.open({ files, ids: createIds(), logger: silentLogger, now: Date.now });
      await background.start('setsid sleep 7430 & sleep 7432', { cwd: ${JSON.stringify(folder)}, settleMs: 100, signal: new AbortController().signal });
      await new Promise((resolve) => setTimeout(resolve, 300));
      process.stdout.write('up');
      setInterval(() => {}, 1000);`;
    const { build } = await import('esbuild');
    const outfile = path.join(folder, 'window.mjs');
    await build({
      stdin: { contents: script, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
      logLevel: 'error',
    });
    const window = spawn(process.execPath, [outfile], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => window.stdout.once('data', resolve));
    await start('sleep 7431');
    window.kill('SIGKILL');
    await new Promise((resolve) => window.once('exit', resolve));
    await expect.poll(() => sleepers(7432)).toBe(0);
    expect(sleepers(7430)).toBe(1);
    const next = await open();
    expect(sleepers(7430)).toBe(0);
    expect(sleepers(7431)).toBe(1);
    await next.close();
    expect(sleepers(7431)).toBe(1);
  });
});
