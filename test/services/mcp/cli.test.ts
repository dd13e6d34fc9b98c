// `memfun mcp servers|show|allow|deny|call`: the servers of a folder from the command line.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { entryOf, folder, put } from './window.js';

const run = promisify(execFile);

test('a server is shown, allowed and called by hand, and not before it is allowed', async () => {
  const root = folder('mcp');
  const storage = folder('mcp-storage');
  put(root, '.mcp.json', { mcpServers: { peer: entryOf('new.mjs'), wrong: { args: [] } } });
  const memfun = async (...words: readonly string[]) =>
    run(process.execPath, [
      path.resolve('dist/memfun.cjs'),
      'mcp',
      ...words,
      '--dir',
      root,
      '--storage',
      storage,
    ])
      .then(({ stdout }) => ({ code: 0, stdout, stderr: '' }))
      .catch((error: { code: number; stdout: string; stderr: string }) => error);

  const listed = await memfun('servers');
  expect(listed.stdout).toContain('peer (.mcp.json) not allowed');
  expect(listed.stdout).toContain('.mcp.json: mcpServers.wrong.command is missing');
  const early = await memfun('call', 'peer', 'get-sum', '{"a":1,"b":2}');
  expect(early.code).toBe(1);
  expect(early.stderr).toContain('is not started');
  expect((await memfun('show', 'peer')).stdout).toContain('new.mjs');
  expect((await memfun('allow', 'peer')).stdout).toContain('allowed, ready');
  const sum = await memfun('call', 'peer', 'get-sum', '{"a":1,"b":2}', '--json');
  expect(JSON.parse(sum.stdout)).toEqual({
    untrusted: true,
    isError: false,
    text: '3',
    data: { sum: 3 },
  });
  const failed = await memfun('call', 'peer', 'fail', '{"why":"no"}');
  expect(failed).toMatchObject({ code: 1, stdout: 'no\n' });
  expect((await memfun('call', 'peer', 'get-sum', 'x')).code).toBe(2);
  expect((await memfun('call', 'peer', 'nothing')).stderr).toContain('has no tool "nothing"');
  expect((await memfun('deny', 'peer')).code).toBe(0);
  expect((await memfun('call', 'peer', 'get-sum', '{"a":1,"b":2}')).code).toBe(1);
});
