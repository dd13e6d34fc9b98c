// Commands end with all they have started, print without bounds into a bounded result, and see no secret.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandEnvironment, runCommand } from '../../../runtime/processes/index.js';

let cwd = '';
beforeAll(() => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'run-')));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const run = (command: string, change: Partial<Parameters<typeof runCommand>[0]> = {}) =>
  runCommand({ command, cwd, timeoutMs: 20_000, signal: new AbortController().signal, ...change });

/** How many processes of this machine sleep for exactly so long. */
const sleepers = (seconds: number): number =>
  execFileSync('ps', ['-axo', 'args='])
    .toString()
    .split('\n')
    .filter((line) => line.trim() === `sleep ${seconds}`).length;

test('a command runs in its folder, and its output and exit code come back', async () => {
  const said: string[] = [];
  const result = await run('pwd; echo problem >&2; exit 3', {
    onOutput: (text) => said.push(text),
  });
  expect(result).toMatchObject({ exitCode: 3, timedOut: false, truncated: false });
  expect(result.output).toContain(cwd);
  expect(result.output).toContain('problem');
  expect(said.join('')).toContain('problem');
});

describe('what a command has started ends', () => {
  test('when its time is up, also grandchildren that left its group and its parent', async () => {
    const result = await run(
      'sleep 7301 & (setsid sleep 7302 &) ; setsid bash -c "sleep 7303 & disown; sleep 7304" & sleep 7305',
      { timeoutMs: 700 },
    );
    expect(result).toMatchObject({ exitCode: null, timedOut: true });
    for (const seconds of [7301, 7302, 7303, 7304, 7305]) expect(sleepers(seconds)).toBe(0);
  });

  test('when it is stopped', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    await expect(
      run('trap "" TERM; setsid sleep 7311 & sleep 7312', { signal: stop.signal }),
    ).rejects.toMatchObject({ code: 'aborted' });
    for (const seconds of [7311, 7312]) expect(sleepers(seconds)).toBe(0);
  });

  test('when it ends by itself and leaves something in the background', async () => {
    expect((await run('nohup sleep 7321 > /dev/null 2>&1 & echo done')).output).toBe('done\n');
    expect(sleepers(7321)).toBe(0);
  });
});

test('endless output keeps its beginning and its end, in bounded memory', async () => {
  const before = process.memoryUsage().rss;
  const result = await run('echo START; yes 0123456789 | head -c 200000000; echo END');
  expect(result.truncated).toBe(true);
  expect(result.outputChars).toBeGreaterThan(200_000_000);
  expect(result.output.length).toBeLessThan(2_000_000);
  expect(result.output).toMatch(/^START\n[\s\S]*END\n$/);
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20);
});

test('terminal codes and overwritten progress are left out, and characters are never cut', async () => {
  const result = await run(
    String.raw`printf '10%%\r50%%\rdone\n\033[31mred\033[0m\n'; printf '\xe2\x82'; sleep 0.2; printf '\xac\n'`,
  );
  expect(result.output).toBe('done\nred\n€\n');
});

test('a question that nobody can answer ends the command and is told', async () => {
  const result = await run('printf "Overwrite the file? [y/N] "; sleep 60');
  expect(result.waitingFor).toBe('Overwrite the file? [y/N]');
  expect(result.exitCode).toBeNull();
});

test('a command sees no secret of this process', async () => {
  const secrets = {
    GITHUB_TOKEN: 'ghp_x',
    OPENAI_API_KEY: 'sk-x',
    AWS_SECRET_ACCESS_KEY: 'a',
    DB_PASSWORD: 'p',
    DATABASE_URL: 'postgres://me:pw@db/x',
    VSCODE_IPC_HOOK: '/tmp/x',
    NODE_OPTIONS: '--require /tmp/x.js',
  };
  const { output } = await run('env', { env: { ...process.env, ...secrets, HARMLESS: 'yes' } });
  for (const name of Object.keys(secrets)) expect(output).not.toContain(`${name}=`);
  expect(output).toContain('HARMLESS=yes');
  expect(commandEnvironment({ MONKEY: '1', KEYBOARD: 'de' })).toMatchObject({
    MONKEY: '1',
    KEYBOARD: 'de',
  });
});

test('a folder that is not there is said', async () => {
  await expect(run('true', { cwd: path.join(cwd, 'none') })).rejects.toMatchObject({
    code: 'process.not_started',
  });
});
