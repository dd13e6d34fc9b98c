// `npm start`: says where the editor is, serves it, and leaves nothing running.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { root } from '../host/paths.mjs';

let running: ChildProcess | undefined;
afterEach(() => running?.kill('SIGTERM'));

/** Starts it as npm does; `said` is what it has printed so far. */
function start(...args: readonly string[]): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, ['test/host/start.mjs', ...args], {
    cwd: root,
    env: { ...process.env, PORT: '0', INIT_CWD: root },
  });
  running = child;
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  return { child, said: () => text };
}

/** Processes of this machine that serve at that address. */
function serversAt(address: string): readonly string[] {
  const { host } = new URL(address);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(host);
      } catch {
        return false; // ended meanwhile
      }
    });
}

it('opens a folder in the web editor, prints its address, and ends with Ctrl+C', async () => {
  const { child, said } = start('--web', 'test/fixtures/repos/go');
  await expect.poll(said, { timeout: 90_000, interval: 200 }).toContain('Memfun is ready');
  const address = /http:\/\/\S+/.exec(said())?.[0] ?? '';
  expect(decodeURIComponent(address)).toContain(path.join(root, 'test/fixtures/repos/go'));
  const page = await fetch(address);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('vscode');
  expect(serversAt(address).length).toBeGreaterThan(0);
  child.kill('SIGINT');
  await expect.poll(() => child.exitCode, { timeout: 10_000 }).toBe(0);
  await expect.poll(() => serversAt(address), { timeout: 10_000 }).toEqual([]);
});

it('says what to do when there is no such folder', async () => {
  const { child, said } = start('no/such/folder');
  await expect.poll(() => child.exitCode).toBe(1);
  expect(said()).toMatch(/There is no folder .*no\/such\/folder.*Give an existing one/);
});
