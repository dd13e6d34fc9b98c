// The QuickJS engine: a JavaScript engine in WebAssembly, in a worker thread. Runs everywhere, 3 to 20 times slower than V8.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EngineAvailability } from '../../ports/index.js';
import { EngineAdapter } from '../engine-adapter.js';
import type { EngineChannel } from '../engine-process.js';
import { EngineProcess } from '../engine-process.js';
import { webAssembly } from './web-assembly.js';

export class QuickJsAdapter extends EngineAdapter {
  readonly engine = 'quickjs';
  #module: Promise<object | undefined> | undefined;

  /** @param assetsDir folder with `quickjs-worker.cjs` and `quickjs.wasm` */
  constructor(private readonly assetsDir: string) {
    super();
  }

  async availability(): Promise<EngineAvailability> {
    const missing = ['quickjs-worker.cjs', 'quickjs.wasm'].find(
      (file) => !existsSync(path.join(this.assetsDir, file)),
    );
    if (missing === undefined)
      return { available: true, detail: 'QuickJS in WebAssembly, in a worker thread' };
    return {
      available: false,
      reason: `${missing} is missing in ${this.assetsDir}.`,
      remedy: 'Install Memfun again.',
    };
  }

  protected async launch(): Promise<EngineProcess> {
    const module = await this.#compiled();
    const interrupt = new SharedArrayBuffer(4);
    const worker = new Worker(path.join(this.assetsDir, 'quickjs-worker.cjs'), {
      workerData: { wasmFile: this.#wasmFile, module, interrupt },
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    return new EngineProcess(this.engine, channelOf(worker, new Int32Array(interrupt)));
  }

  get #wasmFile(): string {
    return path.join(this.assetsDir, 'quickjs.wasm');
  }

  /** Once for all workers: most of what a start costs. Where it fails, the worker tries and tells why. */
  #compiled(): Promise<object | undefined> {
    this.#module ??= readFile(this.#wasmFile)
      .then((bytes) => webAssembly.compile(bytes))
      .catch(() => undefined);
    return this.#module;
  }
}

function channelOf(worker: Worker, flag: Int32Array): EngineChannel {
  return {
    send: (message) => worker.postMessage(message),
    onMessage: (handler) => void worker.on('message', handler),
    onEnd: (handler) => {
      worker.once('exit', (code) => handler(`the worker ended (${code})`));
      worker.once('error', (error) => handler(error.message));
    },
    // The interpreter looks at this flag between instructions.
    interrupt: () => void Atomics.store(flag, 0, 1),
    kill: () => void worker.terminate(),
  };
}
