// The QuickJS engine: a JavaScript engine in WebAssembly, in a worker thread. Runs everywhere, 3 to 20 times slower than V8.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type {
  EngineAvailability,
  Sandbox,
  SandboxAdapter,
  SandboxOptions,
  SandboxRecord,
} from '../../ports/index.js';
import type { EngineChannel } from '../engine-process.js';
import { EngineProcess } from '../engine-process.js';
import { EngineUnavailableError } from '../errors.js';
import { SandboxSession } from '../session.js';

export class QuickJsAdapter implements SandboxAdapter {
  readonly engine = 'quickjs';

  /** @param assetsDir folder with `quickjs-worker.cjs` and `quickjs.wasm` */
  constructor(private readonly assetsDir: string) {}

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

  async open(options: SandboxOptions): Promise<Sandbox> {
    return SandboxSession.open(this.engine, options, (o) => this.#start(o));
  }

  async replay(record: SandboxRecord, options: SandboxOptions): Promise<Sandbox> {
    const same = { ...options, seed: record.seed, startTime: record.startTime };
    return SandboxSession.open(this.engine, same, (o) => this.#start(o), record);
  }

  async #start(options: SandboxOptions): Promise<EngineProcess> {
    const state = await this.availability();
    if (!state.available) throw new EngineUnavailableError(this.engine, state.reason, state.remedy);
    const interrupt = new SharedArrayBuffer(4);
    const worker = new Worker(path.join(this.assetsDir, 'quickjs-worker.cjs'), {
      workerData: { wasmFile: path.join(this.assetsDir, 'quickjs.wasm'), interrupt },
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    const engine = new EngineProcess(this.engine, channelOf(worker, new Int32Array(interrupt)));
    await engine.open(options);
    return engine;
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
