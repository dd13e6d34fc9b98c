// The code service survives aborts, crashes and slow files, and says when it cannot parse.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createCodeService, languageOf } from '../../../runtime/code/index.js';

const language = languageOf('a.ts');
if (language === undefined) throw new Error('no TypeScript');
const assetsDir = path.resolve('dist');

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function workerThat(body: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'code-worker-'));
  folders.push(folder);
  const file = path.join(folder, 'worker.cjs');
  await writeFile(file, `const { parentPort } = require('node:worker_threads');\n${body}`);
  return file;
}

test('an aborted request rejects, and the next one is served', async () => {
  const code = createCodeService({ assetsDir });
  const stop = new AbortController();
  const waiting = code.parse('let a;', language, stop.signal);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
  expect((await code.parse('function f() {}', language)).symbols).toHaveLength(1);
  await code.dispose();
});

test('a crash is reported for its file and the worker starts anew', async () => {
  const workerFile = await workerThat(`parentPort.on('message', ({ id, text }) => {
    if (text === 'crash') process.exit(7);
    parentPort.postMessage({ kind: 'captured', id, captures: [] });
  });`);
  const code = createCodeService({ assetsDir, workerFile });
  await expect(code.query('crash', language)).rejects.toMatchObject({ code: 'code.parse' });
  await expect(code.query('fine', language)).resolves.toEqual([]);
  await code.dispose();
});

test('a file that takes too long is given up', async () => {
  const workerFile = await workerThat(`parentPort.on('message', () => undefined);`);
  const code = createCodeService({ assetsDir, workerFile, timeoutMs: 50 });
  await expect(code.parse('x', language)).rejects.toThrow(/longer than 50 ms/);
  await code.dispose();
});

test('a query the grammar does not know is refused with the reason', async () => {
  const code = createCodeService({ assetsDir });
  await expect(code.query('let a;', language, '(no_such_node) @x')).rejects.toThrow(/no_such_node/);
  const found = await code.query('f(1);', language, '(call_expression) @call');
  expect(found).toMatchObject([{ name: 'call', type: 'call_expression', text: 'f(1)' }]);
  await code.dispose();
});

test('after dispose nothing is parsed any more', async () => {
  const code = createCodeService({ assetsDir });
  await code.dispose();
  await expect(code.parse('let a;', language)).rejects.toMatchObject({ code: 'aborted' });
});
