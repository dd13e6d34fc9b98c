// `memfun mcp` as a gateway: what the user allowed of connected servers goes on under their names, and nothing else.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, onTestFinished, test } from 'vitest';
import { entryOf, folder, put } from './window.js';

const run = promisify(execFile);
const BIN = path.resolve('dist/memfun.cjs');

test('only tools that the user has allowed are re-exposed, called through the gate, and audited', async () => {
  const root = folder('gateway');
  const storage = folder('gateway-storage');
  const place = ['--dir', root, '--storage', storage, '--engine', 'quickjs'];
  put(root, '.mcp.json', { mcpServers: { peer: entryOf('new.mjs') } });
  const connect = async (): Promise<Client> => {
    const client = new Client({ name: 'outsider', version: '1' });
    await client.connect(
      new StdioClientTransport({ command: process.execPath, args: [BIN, 'mcp', ...place] }),
    );
    onTestFinished(() => client.close());
    return client;
  };
  const served = async (client: Client): Promise<readonly string[]> =>
    (await client.listTools()).tools
      .map(({ name }) => name)
      .filter((name) => name.startsWith('mcp'));

  expect(await served(await connect())).toEqual([]);
  await run(process.execPath, [BIN, 'mcp', 'allow', 'peer', ...place]);
  expect(await served(await connect())).toEqual([]);
  await run(process.execPath, [BIN, 'mcp', 'allow', 'peer', 'get-sum', ...place]);

  const client = await connect();
  expect(await served(client)).toEqual(['mcp_peer_get_sum']);
  const sum = await client.callTool({ name: 'mcp_peer_get_sum', arguments: { a: 20, b: 22 } });
  expect(sum.structuredContent).toMatchObject({ untrusted: true, data: { sum: 42 } });
  await expect(client.callTool({ name: 'mcp_peer_die', arguments: {} })).rejects.toThrow(
    'not found',
  );
  const history = await client.callTool({ name: 'ask', arguments: { question: '/history' } });
  expect(JSON.stringify(history.structuredContent)).toMatch(
    /called \| `mcp\.peer\.get_sum.*\| mcp:outsider/,
  );
});
