// What other assistants of the editor are offered: a few tools that look and remember, and the server as a whole.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import { serversOf } from '../../../extension/assistants/server.js';
import { LANGUAGE_MODEL_TOOLS } from '../../../extension/ids.js';
import { host } from './support/memfun.js';

const invoke = async (name: string, input: object): Promise<string> => {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  return content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
    .join('');
};

describe('other assistants', () => {
  before(host);

  it('are offered the tools that the manifest declares', () => {
    const offered = vscode.lm.tools.map(({ name }) => name);
    for (const name of Object.keys(LANGUAGE_MODEL_TOOLS)) assert.ok(offered.includes(name), name);
  });

  it('search the folder and the memory with them', async () => {
    const { runtime } = await host();
    const { memory } = await runtime.get();
    const saved = await memory.save({
      content: 'Deliveries are retried four times.',
      provenance: { source: 'user' },
    });
    try {
      assert.match(await invoke('memfun_search', { pattern: 'export' }), /\.ts/);
      const found = await invoke('memfun_memory_search', { query: 'deliveries retried' });
      assert.match(found, /four times/);
    } finally {
      await memory.forget(saved.memory.id);
    }
  });

  it('are refused what lies outside of the folder', async () => {
    await assert.rejects(invoke('memfun_read_file', { path: '../../etc/passwd' }));
  });

  it('can start the server on the open folder', async () => {
    const [server] = serversOf((await host()).extension);
    assert.ok(server);
    const child = spawn(server.command, server.args, {
      env: { ...process.env, ...(server.env as Record<string, string>) },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    try {
      const params = {
        protocolVersion: '2025-11-25',
        capabilities: {},
        clientInfo: { name: 'assistant', version: '1' },
      };
      const request = { jsonrpc: '2.0', id: 1, method: 'initialize', params };
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const answer = await new Promise<string>((resolve, reject) => {
        createInterface({ input: child.stdout }).once('line', resolve);
        child.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
      });
      assert.match(answer, /"serverInfo":\{"name":"memfun"/);
    } finally {
      child.kill();
    }
  });
});
