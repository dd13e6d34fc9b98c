// `memfun trace` on runs that were really made: list, show, export, import, send, replay, and what it says when it cannot.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import initSqlJs from 'sql.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMemfun, type Memfun } from '../../../runtime/app/index.js';
import { parseCommandLine } from '../../../runtime/cli/arguments.js';
import { runTraceCommand } from '../../../runtime/cli/trace/index.js';
import { environmentOn } from '../../support/environment.js';
import { turnOf } from '../../support/one-turn.js';

let root = '';
let memfun: Memfun;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'trace-'));
  writeFileSync(path.join(root, 'ports.ts'), '// Ports.\nexport const DEV_PORT = 8080;\n');
  memfun = await createMemfun(environmentOn(root), { prewarm: false });
  await turnOf(memfun, 'Where is DEV_PORT?', { effort: 'agent' });
});
afterAll(async () => {
  await memfun.close();
  rmSync(root, { recursive: true });
});

async function trace(...argv: readonly string[]) {
  let text = '';
  const line = parseCommandLine(['trace', ...argv]);
  const code = await runTraceCommand(line, {
    memfun,
    output: { write: (piece) => (text += piece) },
    signal: new AbortController().signal,
  });
  return { code, text };
}
const json = async (...argv: readonly string[]) =>
  JSON.parse((await trace(...argv, '--json')).text);

it('lists runs, found by their words', async () => {
  const { runs, total } = await json('list', 'dev_port');
  expect(total).toBe(1);
  expect(runs[0]).toMatchObject({ status: 'ok', title: 'Where is DEV_PORT?' });
  expect((await trace('list')).text).toContain('Where is DEV_PORT?');
  expect((await trace('list', 'zebra')).text).toBe('No run is found.\n');
  await expect(trace('list', '--limit', 'many')).rejects.toThrow('no number of runs');
});

it('says once how many runs there were', async () => {
  const { text } = await trace('analyze');
  expect(text).toMatch(/^Last 7 days: 1 runs, 0 of them failed, [^\n]*\nNo waste was found\.\n/);
  expect(text.match(/of them failed/g)).toHaveLength(1);
});

it('shows the tree of a run, and one step with its variables', async () => {
  expect((await trace('show', 'last')).text).toMatch(/· turn Where is DEV_PORT[^]*· step Step 1/);
  const { spans } = await json('show', 'last');
  expect(spans[0].kind).toBe('turn');
  const { text } = await trace('show', 'last', '--step', '1');
  expect(text).toMatch(/cell:[^]*calls:\n {2}· search[^]*variables after:\n {2}\+ /);
  await expect(trace('show', 'last', '--step', '99')).rejects.toThrow('step 99');
  await expect(trace('show', 'trn_none')).rejects.toThrow('There is no trace');
  await expect(trace('show')).rejects.toThrow('There is no run.');
});

it('exports what can be imported again and is the same', async () => {
  const file = path.join(root, 'run.jsonl');
  const [turnId] = (await json('export', 'last', file)).exported;
  expect((await trace('export', turnId)).text).toBe(readFileSync(file, 'utf8'));
  expect(await json('import', file)).toEqual({ imported: [], skipped: [turnId] });
  await trace('remove', turnId);
  expect((await json('list')).total).toBe(0);
  expect(await json('import', file)).toEqual({ imported: [turnId], skipped: [] });
  expect((await trace('export', turnId)).text).toBe(readFileSync(file, 'utf8'));
  await expect(trace('import', path.join(root, 'none'))).rejects.toThrow('cannot be read');
  await expect(trace('import', path.join(root, 'ports.ts'))).rejects.toThrow('Line 1');
  await expect(trace('export', 'last', '--format', 'xml')).rejects.toThrow('no form of export');
});

it('exports a database with a version, in which runs and spans can be asked for', async () => {
  const file = path.join(root, 'runs.sqlite');
  const [turnId] = (await json('export', 'last', file, '--format', 'sqlite')).exported;
  const assets = path.resolve(import.meta.dirname, '../../../dist/sql-wasm.wasm');
  const { Database } = await initSqlJs({ wasmBinary: new Uint8Array(readFileSync(assets)).buffer });
  const database = new Database(readFileSync(file));
  const ask = (sql: string) => database.exec(sql)[0]?.values ?? [];
  expect(ask('pragma user_version')).toEqual([[1]]);
  expect(ask('select turn_id, title, status from runs')).toEqual([
    [turnId, 'Where is DEV_PORT?', 'ok'],
  ]);
  const { spans } = await json('show', 'last');
  expect(ask('select count(*) from spans')).toEqual([[spans.length]]);
  const tools = `select count(*) from spans where json_extract(attributes, '$."gen_ai.operation.name"') = 'execute_tool'`;
  expect(Number(ask(tools)[0]?.[0])).toBeGreaterThan(0);
  database.close();
  await expect(trace('export', 'last', '--format', 'sqlite')).rejects.toThrow('needs a file');
});

it('sends to a collector on this machine that was named, and says when it does not take it', async () => {
  const got: { url: string | undefined; type: string | undefined; body: string }[] = [];
  let status = 200;
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      got.push({ url: request.url, type: request.headers['content-type'], body });
      response.writeHead(status).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await trace('export', 'last', '--otlp', endpoint);
    expect(got[0]).toMatchObject({ url: '/v1/traces', type: 'application/json' });
    expect(JSON.parse(got[0]?.body ?? '')).toEqual(
      JSON.parse((await trace('export', 'last', '--format', 'otlp')).text),
    );
    status = 503;
    await expect(trace('export', 'last', '--otlp', endpoint)).rejects.toThrow('503');
    await expect(trace('export', 'last', '--otlp', 'ftp://x')).rejects.toThrow('http and https');
  } finally {
    server.close();
  }
  await expect(trace('export', 'last', '--otlp', endpoint)).rejects.toThrow();
});

it('rebuilds the variables of a step from the record alone', async () => {
  const { code, text } = await trace('replay', 'last', '--step', '1');
  expect(text).toContain('its variables are what they were.');
  expect(code).toBe(0);
  expect(await json('replay', 'last', '--step', '1')).toMatchObject({ step: 1, differing: [] });
});

it('goes on for real from a step with another cell', async () => {
  const cell = path.join(root, 'cell.js');
  writeFileSync(cell, "final({ answer: 'It is in ports.ts.', citations: [] })");
  const result = await json('replay', 'last', '--step', '1', '--cell', cell);
  expect(result).toMatchObject({ answer: 'It is in ports.ts.', stopReason: 'answered' });
  await expect(trace('replay', 'last', '--cell', path.join(root, 'none'))).rejects.toThrow(
    'cannot be read',
  );
});

it('says what there is when it is not understood', async () => {
  await expect(trace()).rejects.toThrow('Say what to do with traces.');
  await expect(trace('bogus')).rejects.toThrow('no "trace bogus"');
});
