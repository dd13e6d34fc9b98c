// Signing in to servers on the web: through a real authorization server, its token in the secret store alone.
import { expect, test } from 'vitest';
import type { McpConnection } from '../../../runtime/mcp/index.js';
import type { Person } from '../../../runtime/ports/index.js';
import { connectionTo, soon, textOf } from './connections.js';
import { type GuardedServer, guardedServer } from './guarded-server.js';
import { Keys, person } from './person.js';

interface Options {
  readonly secrets?: Keys;
  readonly someone?: Person | undefined;
  readonly headers?: Record<string, string>;
}

function connect(
  server: GuardedServer,
  { secrets = new Keys(), someone, headers = {} }: Options = {},
): McpConnection {
  return connectionTo(
    { kind: 'http', url: server.url, headers },
    { secrets, person: someone, times: { signIn: 1_500 } },
  );
}

const call = async (connection: McpConnection, tool: string): Promise<string> =>
  textOf(await connection.callTool(tool, {}, { signal: soon() }));

test('without a word of the user nobody is sent to a page, and no client is registered', async () => {
  const server = await guardedServer();
  const someone = person(server);
  const connection = connect(server, { someone });
  await expect(connection.ready(soon())).rejects.toMatchObject({ code: 'mcp.sign_in_needed' });
  expect(connection.state).toBe('signed-out');
  expect(someone.pages).toEqual([]);
  expect(server.requests).toEqual([]);
});

test('a sign-in finds the page, proves itself with PKCE and gets the tools', async () => {
  const server = await guardedServer();
  const someone = person(server);
  const connection = connect(server, { someone });
  await connection.signIn(soon());
  expect(connection.state).toBe('ready');
  expect(await call(connection, 'read_note')).toContain('read_note with access-');
  expect(server.requests).toEqual([
    'metadata',
    'register',
    'authorize',
    'token authorization_code',
  ]);
  const [page] = someone.pages;
  const asked = new URL(page?.address ?? '').searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  expect(asked.get('resource')).toBe(server.url);
  expect(asked.get('scope')).toBe('read');
  expect(page?.reason).toContain(new URL(server.issuer).host);
  await expect.poll(() => someone.seen).toContain('You are signed in');
});

test('the sign-in lasts: another window with the same secret store needs no page', async () => {
  const server = await guardedServer();
  const secrets = new Keys();
  await connect(server, { secrets, someone: person(server) }).signIn(soon());
  const other = connect(server, { secrets });
  await other.ready(soon());
  expect(await call(other, 'read_note')).toContain('access-');
});

test('tokens lie in the secret store alone, under a name that no configuration can refer to', async () => {
  const server = await guardedServer();
  const secrets = new Keys();
  const connection = connect(server, { secrets, someone: person(server) });
  await connection.signIn(soon());
  const names = [...secrets.kept.keys()];
  expect(names).toHaveLength(1);
  expect(names[0]).toMatch(/^mcp-sign-in\./);
  await call(connection, 'read_note');
  expect(connection.logs.join('\n')).not.toContain('access-');
});

test('a token that has run out is renewed without a word', async () => {
  const server = await guardedServer();
  const someone = person(server);
  const connection = connect(server, { someone });
  await connection.signIn(soon());
  server.expire();
  expect(await call(connection, 'read_note')).toContain('access-');
  expect(server.requests.at(-1)).toBe('token refresh_token');
  expect(someone.pages).toHaveLength(1);
});

test('a token that was revoked ends the sign-in, and the user is told what to do', async () => {
  const server = await guardedServer();
  const someone = person(server);
  const connection = connect(server, { someone });
  await connection.signIn(soon());
  server.revoke();
  await expect(call(connection, 'read_note')).rejects.toMatchObject({
    code: 'mcp.sign_in_needed',
    remedy: expect.stringContaining('/mcp login peer'),
  });
  expect(connection.state).toBe('signed-out');
  expect(someone.pages).toHaveLength(1);
  await connection.signIn(soon());
  expect(await call(connection, 'read_note')).toContain('access-');
});

test('what another window has renewed is not thrown away by a renewal that came too late', async () => {
  const server = await guardedServer();
  const secrets = new Keys();
  const first = connect(server, { secrets, someone: person(server) });
  await first.signIn(soon());
  const second = connect(server, { secrets });
  await second.ready(soon());
  server.expire();
  const both = await Promise.allSettled([call(first, 'read_note'), call(second, 'read_note')]);
  expect(both.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
  const third = connect(server, { secrets });
  await third.ready(soon());
  expect(await call(third, 'read_note')).toContain('access-');
});

test('a call that needs more rights asks for them and is made again', async () => {
  const server = await guardedServer();
  const someone = person(server);
  const connection = connect(server, { someone });
  await connection.signIn(soon());
  expect(await call(connection, 'write_note')).toContain('write_note with access-');
  expect(someone.pages).toHaveLength(2);
  expect(new URL(someone.pages[1]?.address ?? '').searchParams.get('scope')).toBe('read write');
});

test('where nobody can be asked, the rights that are missing are named', async () => {
  const server = await guardedServer();
  const secrets = new Keys();
  await connect(server, { secrets, someone: person(server) }).signIn(soon());
  const connection = connect(server, { secrets });
  await expect(call(connection, 'write_note')).rejects.toThrow(
    'more rights than you have given it',
  );
});

test.each(['declined', 'cancelled'] as const)(
  'a page that the user %s is not opened',
  async (no) => {
    const server = await guardedServer();
    const connection = connect(server, { someone: person(server, no) });
    await expect(connection.signIn(soon())).rejects.toThrow(`you ${no} it`);
    expect(server.requests).not.toContain('authorize');
  },
);

test('a page that says no is told as such', async () => {
  const server = await guardedServer({ page: 'deny' });
  const connection = connect(server, { someone: person(server) });
  await expect(connection.signIn(soon())).rejects.toMatchObject({
    code: 'mcp.sign_in_refused',
    message: expect.stringContaining('access_denied'),
  });
});

test('a page that nobody comes back from is given up', async () => {
  const server = await guardedServer({ page: 'silent' });
  const connection = connect(server, { someone: person(server) });
  await expect(connection.signIn(soon())).rejects.toThrow('in time');
  expect(connection.state).toBe('signed-out');
});

test('an answer with another state is no answer', async () => {
  const server = await guardedServer({ page: 'wrong-state' });
  const someone = person(server);
  const connection = connect(server, { someone });
  await expect(connection.signIn(soon())).rejects.toThrow('in time');
  expect(someone.seen).toContain('belongs to no sign-in');
  expect(server.requests).not.toContain('token authorization_code');
});

test('an answer of another authorization server gets no code from us', async () => {
  const server = await guardedServer({ page: 'wrong-issuer' });
  const connection = connect(server, { someone: person(server) });
  await expect(connection.signIn(soon())).rejects.toMatchObject({ code: 'mcp.sign_in_failed' });
  expect(server.requests).not.toContain('token authorization_code');
});

test('metadata under another name is not believed', async () => {
  const server = await guardedServer({ issuer: 'https://other.example' });
  const someone = person(server);
  const connection = connect(server, { someone });
  await expect(connection.signIn(soon())).rejects.toMatchObject({ code: 'mcp.sign_in_failed' });
  expect(someone.pages).toEqual([]);
});

test.each(['http://pages.example/authorize', 'vscode://evil/authorize', 'file:///etc/passwd'])(
  'the browser is not sent to %s',
  async (authorizationEndpoint) => {
    const server = await guardedServer({ authorizationEndpoint });
    const someone = person(server);
    await expect(connect(server, { someone }).signIn(soon())).rejects.toMatchObject({
      code: 'mcp.sign_in_failed',
    });
    expect(someone.pages).toEqual([]);
  },
);

test('a stop ends the wait at once, and the door is shut', async () => {
  const server = await guardedServer({ page: 'silent' });
  const stop = new AbortController();
  const someone = person(server);
  const connection = connect(server, { someone });
  const signing = connection.signIn(stop.signal);
  await expect.poll(() => someone.pages.length).toBe(1);
  stop.abort();
  await expect(signing).rejects.toMatchObject({ code: 'aborted' });
  const back = new URL(someone.pages[0]?.address ?? '').searchParams.get('redirect_uri') ?? '';
  await expect
    .poll(() =>
      fetch(back).then(
        () => 'open',
        () => 'shut',
      ),
    )
    .toBe('shut');
});

test('without a browser the address is told, and the last page can be given back by hand', async () => {
  const server = await guardedServer();
  const connection = connect(server, { someone: person(server, 'no-browser') });
  const told = await connection.signIn(soon()).catch((error: unknown) => error);
  expect(told).toMatchObject({ code: 'mcp.sign_in_elsewhere' });
  const [address = ''] = /http\S+$/.exec((told as Error).message) ?? [];
  const last = await fetch(address, { redirect: 'manual' });
  const back = last.headers.get('location') ?? '';
  await expect(
    connection.finishSignIn(back.replace('state=', 'state=x'), soon()),
  ).rejects.toMatchObject({ code: 'mcp.sign_in_unknown' });
  await connection.finishSignIn(back, soon());
  expect(await call(connection, 'read_note')).toContain('access-');
});

test('the authorization server is sent no header of the configuration', async () => {
  const server = await guardedServer();
  const connection = connect(server, { someone: person(server), headers: { 'x-team': 'blue' } });
  await connection.signIn(soon());
  expect(server.headers.length).toBeGreaterThan(0);
  expect(server.headers.every((one) => one['x-team'] === undefined)).toBe(true);
});

test('a key of the configuration is used as it is: nobody is asked to sign in', async () => {
  const server = await guardedServer();
  const someone = person(server);
  const connection = connect(server, { someone, headers: { Authorization: 'Bearer mine' } });
  await expect(connection.signIn(soon())).rejects.toThrow();
  expect(someone.pages).toEqual([]);
  expect(server.requests).toEqual([]);
});

test('a sign-out leaves nothing behind', async () => {
  const server = await guardedServer();
  const secrets = new Keys();
  const connection = connect(server, { secrets, someone: person(server) });
  await connection.signIn(soon());
  await connection.signOut();
  expect(secrets.kept.size).toBe(0);
  await expect(connection.ready(soon())).rejects.toMatchObject({ code: 'mcp.sign_in_needed' });
});

test('damaged credentials count as none', async () => {
  const server = await guardedServer();
  const secrets = new Keys();
  await connect(server, { secrets, someone: person(server) }).signIn(soon());
  for (const name of secrets.kept.keys()) secrets.kept.set(name, '{"tokens": [');
  await expect(connect(server, { secrets }).ready(soon())).rejects.toMatchObject({
    code: 'mcp.sign_in_needed',
  });
});
