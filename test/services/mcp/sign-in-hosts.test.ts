// Signing in from where people are: `/mcp login` in the chat and `memfun mcp login` at a terminal.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { guardedServer } from './guarded-server.js';
import { Keys, person } from './person.js';
import { calling, folder, openWindow, put } from './window.js';

test('the chat says that a sign-in is missing, shows the page on /mcp login, and has the tools then', async () => {
  const server = await guardedServer();
  const someone = person(server);
  const root = folder('mcp');
  put(root, '.mcp.json', { mcpServers: { notes: { url: server.url } } });
  const { say, memfun } = await openWindow({ root, person: someone, secrets: new Keys() });
  expect((await say('/mcp allow notes')).answer).toContain('signed-out');
  expect(someone.pages).toEqual([]);
  expect((await say('hello', calling('mcp.notes.read_note({})'))).notices.join('\n')).toContain(
    '/mcp login notes',
  );
  const signed = await say('/mcp login notes');
  expect(signed.answer).toContain('ready, 2 tools');
  expect(someone.pages[0]).toMatchObject({ server: 'notes', purpose: 'sign-in' });
  const read = await say('read it', calling('mcp.notes.read_note({})'));
  expect(read.answer).toContain('read_note with');
  expect((await say('/mcp logout notes')).answer).toContain('signed out');
  await expect(memfun.mcp?.restart('notes', AbortSignal.timeout(20_000))).rejects.toMatchObject({
    code: 'mcp.sign_in_needed',
  });
});

test('without a browser the chat tells the address, and takes the last page as a word of the command', async () => {
  const server = await guardedServer();
  const root = folder('mcp');
  put(root, '.mcp.json', { mcpServers: { notes: { url: server.url } } });
  const someone = person(server, 'no-browser');
  const { say } = await openWindow({ root, person: someone, secrets: new Keys() });
  await say('/mcp allow notes');
  const told = (await say('/mcp login notes')).answer;
  const [address = ''] = /http\S+authorize\S+/.exec(told) ?? [];
  const last = await fetch(address, { redirect: 'manual' });
  const done = await say(`/mcp login notes ${last.headers.get('location')}`);
  expect(done.answer).toContain('ready, 2 tools');
});

test('the command line tells the address, waits for the browser, and is signed in for later calls', async () => {
  const server = await guardedServer();
  const root = folder('mcp');
  const storage = folder('mcp-storage');
  put(root, '.mcp.json', { mcpServers: { notes: { url: server.url } } });
  const memfun = async (
    words: readonly string[],
    onText: (text: string) => void = () => undefined,
  ) => {
    const where = ['--dir', root, '--storage', storage];
    const child = spawn(
      process.execPath,
      [path.resolve('dist/memfun.cjs'), 'mcp', ...words, ...where],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        onText(text);
      });
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, text };
  };
  await memfun(['allow', 'notes']);
  const early = await memfun(['call', 'notes', 'read_note']);
  expect(early).toMatchObject({ code: 1, text: expect.stringContaining('login notes') });
  let visited = false;
  const login = await memfun(['login', 'notes'], (text) => {
    const [address] = /http\S+authorize\S+(?=\n)/.exec(text) ?? [];
    if (address === undefined || visited) return;
    visited = true;
    void server.browse(address);
  });
  expect(login).toMatchObject({
    code: 0,
    text: expect.stringContaining('allowed, ready, 2 tools'),
  });
  expect(login.text).not.toContain('access-');
  expect(readdirSync(path.join(storage, 'sign-ins'))).toHaveLength(1);
  const call = await memfun(['call', 'notes', 'read_note']);
  expect(call).toMatchObject({ code: 0, text: expect.stringContaining('read_note with') });
  await memfun(['logout', 'notes']);
  expect(readdirSync(path.join(storage, 'sign-ins'))).toEqual([]);
});
