// The program that a container runs: the QuickJS worker, served over lines of JSON on standard input and output.
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { FromEngine } from '../protocol.js';
import { INTERRUPT } from './lines.js';

/** The other files of the program lie beside this one. */
const folder = __dirname;
const interrupt = new SharedArrayBuffer(4);
const flag = new Int32Array(interrupt);
const worker = new Worker(path.join(folder, 'quickjs-worker.cjs'), {
  workerData: { wasmFile: path.join(folder, 'quickjs.wasm'), interrupt },
  env: {},
  execArgv: [],
  stdout: true,
  stderr: true,
});

const say = (message: FromEngine, then?: () => void): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`, () => then?.());
};
const end = (): void => process.exit(0);

worker.on('message', (message: FromEngine) => say(message));
worker.once('error', (error) =>
  say(
    {
      type: 'dying',
      kind: /memory/i.test(error.message) ? 'memory' : 'crash',
      detail: error.message,
    },
    end,
  ),
);
// What it said last is on its way before it is gone.
worker.once('exit', () => setTimeout(end, 5));

// This thread is never busy, so it hears of a stop, and of the end of its host, while a cell runs.
createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
  .on('line', (line) => {
    const message = z.looseObject({ type: z.string() }).parse(JSON.parse(line));
    if (message.type === INTERRUPT) Atomics.store(flag, 0, 1);
    else worker.postMessage(message);
  })
  .on('close', end);
