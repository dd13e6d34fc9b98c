// A server that hangs, floods, sends rubbish or dies costs its own calls and nothing else, and leaves no process.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { McpConnection } from '../../../runtime/mcp/index.js';
import { connectionTo, isAlive, soon, textOf } from '../../services/mcp/connections.js';
import { folder, openWindow, put } from '../../services/mcp/window.js';

const HOSTILE = path.join(import.meta.dirname, 'hostile.mjs');

function hostile(
  way: string,
  times: object = {},
): { connection: McpConnection; running: () => number } {
  const pids = new Set<number>();
  const connection = connectionTo(
    { kind: 'stdio', command: process.execPath, args: [HOSTILE, way], env: {} },
    { times: { probe: 500, ...times }, onProcess: ({ pid }) => pids.add(pid) },
  );
  return { connection, running: () => [...pids].filter(isAlive).length };
}

const call = (connection: McpConnection) =>
  connection.callTool('weather', { text: 'x' }, { signal: soon() });

describe('messages', () => {
  test('one that is too large ends the server, not us', async () => {
    const { connection, running } = hostile('oversized', { backOff: 60_000 });
    await expect(call(connection)).rejects.toMatchObject({ code: 'mcp.call' });
    expect(connection.logs.join('\n')).toContain('a message of more than 10 MB');
    expect(connection.state).toBe('waiting');
    await expect.poll(running, { timeout: 10_000 }).toBe(0);
  });

  test('malformed ones are put into the log, and the answer among them counts', async () => {
    const { connection } = hostile('malformed');
    expect(textOf(await call(connection))).toBe('sunny x');
    expect(connection.logs.join('\n')).toContain('[no message] Welcome to my server!');
  });

  test('a flood of them ends the server', async () => {
    const { connection, running } = hostile('flood', { backOff: 60_000 });
    await expect(call(connection)).rejects.toMatchObject({ code: 'mcp.call' });
    expect(connection.logs.join('\n')).toContain('too many messages');
    await expect.poll(running, { timeout: 10_000 }).toBe(0);
  });

  test('a flood of other output is kept in bounds', async () => {
    const { connection } = hostile('flood-stderr');
    expect(textOf(await call(connection))).toBe('sunny x');
    await expect
      .poll(() => connection.logs[0], { timeout: 10_000 })
      .toMatch(/older lines left out/);
    expect(connection.logs.length).toBeLessThan(510);
  });
});

describe('a server that does not answer', () => {
  test('when it starts is given up in time', async () => {
    const { connection, running } = hostile('silent', { connect: 1_000 });
    await expect(connection.ready(soon())).rejects.toMatchObject({ code: 'mcp.connect' });
    expect(connection.state).toBe('failed');
    await expect.poll(running, { timeout: 10_000 }).toBe(0);
  });

  test('a call is given up in time, and the call can be stopped before', async () => {
    const { connection } = hostile('hang', { call: 1_000 });
    await expect(call(connection)).rejects.toMatchObject({ code: 'mcp.call' });
    const stop = AbortSignal.timeout(200);
    await expect(connection.callTool('weather', {}, { signal: stop })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(connection.state).toBe('ready');
  });
});

describe('a server that dies', () => {
  test('at once says so', async () => {
    const { connection, running } = hostile('die-at-once');
    await expect(connection.ready(soon())).rejects.toMatchObject({ code: 'mcp.connect' });
    expect(connection.logs.join('\n')).toContain('exit code 4');
    await expect.poll(running, { timeout: 10_000 }).toBe(0);
  });

  test('again and again is not started for ever', async () => {
    const { connection, running } = hostile('die', { backOff: 1 });
    for (let fall = 0; fall < 5; fall++) await call(connection).catch(() => undefined);
    await expect.poll(() => connection.state, { timeout: 20_000 }).toBe('failed');
    expect(connection.problem).toContain('5 times in a row');
    await expect(call(connection)).rejects.toMatchObject({ code: 'mcp.connect' });
    await expect.poll(running, { timeout: 10_000 }).toBe(0);
    await connection.restart(soon());
    expect(connection.state).toBe('ready');
  });
});

test('a server that ignores the end of its input is ended all the same', async () => {
  const { connection, running } = hostile('inject');
  await connection.ready(soon());
  expect(running()).toBe(1);
  await connection.close();
  await expect.poll(running, { timeout: 10_000 }).toBe(0);
});

test('servers of a window that was killed are ended by the next window', async () => {
  const root = folder('left');
  const storage = folder('left-storage');
  put(root, '.mcp.json', {
    mcpServers: { peer: { command: process.execPath, args: [HOSTILE, 'inject'] } },
  });
  const mark = randomUUID();
  const orphan = spawn(process.execPath, [HOSTILE, 'inject'], {
    env: { ...process.env, MEMFUN_RUN: mark },
    stdio: 'ignore',
    detached: true,
  });
  onTestFinished(() => void orphan.kill('SIGKILL'));
  const dead = spawn(process.execPath, ['-e', '0']);
  await once(dead, 'exit');
  put(storage, 'trust/mcp-running-other.json', {
    owner: dead.pid,
    running: [{ pid: orphan.pid, mark }],
  });
  put(storage, 'trust/mcp-running-damaged.json', '{"owner":');
  const window = await openWindow({ root, storage });
  expect(isAlive(orphan.pid ?? 0)).toBe(true);
  await window.say('/mcp allow peer');
  expect(isAlive(orphan.pid ?? 0)).toBe(false);
  const notes = () =>
    readdirSync(path.join(storage, 'trust')).filter((name) => name.startsWith('mcp-running'));
  expect(notes()).toHaveLength(1);
  await window.memfun.close();
  expect(notes()).toHaveLength(0);
});
