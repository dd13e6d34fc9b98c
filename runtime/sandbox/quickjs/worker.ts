// The program of the QuickJS worker: one WebAssembly instance with a hard memory cap, served over the worker's port.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import type { QuickJSContext, QuickJSHandle, QuickJSWASMModule } from 'quickjs-emscripten-core';
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core';
import * as z from 'zod';
import type { OpenVm, Vm, VmOutcome } from '../engine-loop.js';
import { serveEngine } from '../engine-loop.js';
import { PRELUDE } from '../prelude.js';
import { webAssembly } from './web-assembly.js';

const PAGE_BYTES = 65_536;
const INITIAL_PAGES = 256;
const STACK_BYTES = 512 * 1024;

const data = z
  .object({
    wasmFile: z.string(),
    /** Compiled from that file by whoever starts many of these. */
    module: z.instanceof(webAssembly.Module).optional(),
    interrupt: z.instanceof(SharedArrayBuffer),
  })
  .parse(workerData);
const interruptFlag = new Int32Array(data.interrupt);

const openVm: OpenVm = async (options, post) => {
  const maximum = Math.max(INITIAL_PAGES, Math.ceil((options.memoryMb * 1024 * 1024) / PAGE_BYTES));
  // The engine's own memory limit under-counts; the maximum of the memory itself cannot be passed.
  const memory = new webAssembly.Memory({ initial: INITIAL_PAGES, maximum });
  const code =
    data.module === undefined
      ? { wasmBinary: new Uint8Array(readFileSync(data.wasmFile)).buffer }
      : { wasmModule: data.module as never };
  const module = await newQuickJSWASMModuleFromVariant(
    newVariant(variant, { ...code, wasmMemory: memory as never }),
  );
  return new QuickJsVm(module, post);
};

class QuickJsVm implements Vm {
  readonly #context: QuickJSContext;
  readonly #control: QuickJSHandle;
  #deadline = Infinity;
  #interrupted = false;

  constructor(module: QuickJSWASMModule, post: (kind: string, text: string) => void) {
    const runtime = module.newRuntime();
    runtime.setMaxStackSize(STACK_BYTES);
    runtime.setInterruptHandler(() => {
      const ends = Date.now() > this.#deadline || Atomics.load(interruptFlag, 0) === 1;
      this.#interrupted ||= ends;
      return ends;
    });
    this.#context = runtime.newContext();
    const context = this.#context;
    const postHandle = context.newFunction('post', (kind, text) =>
      post(context.getString(kind), context.getString(text)),
    );
    const factory = context.unwrapResult(context.evalCode(`(post=>{${PRELUDE}\n})`, 'prelude.js'));
    this.#control = context.unwrapResult(
      context.callFunction(factory, context.undefined, postHandle),
    );
    factory.dispose();
    postHandle.dispose();
  }

  interrupted(): boolean {
    return this.#interrupted;
  }

  async control(
    method: string,
    text: string,
    timeoutMs: number,
    cell?: { readonly code: string; readonly file: string },
  ): Promise<VmOutcome> {
    const context = this.#context;
    this.#deadline = Date.now() + timeoutMs;
    if (method === 'abandon' || method === 'start') Atomics.store(interruptFlag, 0, 0);
    if (method === 'start') this.#interrupted = false;
    const handles: QuickJSHandle[] = [];
    try {
      const args = [context.newString(method), context.newString(text)];
      handles.push(...args);
      if (cell !== undefined) {
        const compiled = context.evalCode(cell.code, cell.file);
        if (compiled.error !== undefined) return this.#failure(compiled.error);
        handles.push(compiled.value);
        args.push(compiled.value);
      }
      const called = context.callFunction(this.#control, context.undefined, ...args);
      if (called.error !== undefined) return this.#failure(called.error);
      const reply =
        context.typeof(called.value) === 'string' ? context.getString(called.value) : '';
      called.value.dispose();
      return this.#runJobs() ?? { ok: true, text: reply };
    } catch (error) {
      // The instance itself failed (memory cap, host stack): it cannot be trusted any more.
      return {
        ok: false,
        kind: 'memory',
        message: error instanceof Error ? error.message : String(error),
      };
    } finally {
      for (const handle of handles) if (handle.alive) handle.dispose();
      this.#deadline = Infinity;
    }
  }

  #runJobs(): VmOutcome | undefined {
    const done = this.#context.runtime.executePendingJobs();
    return done.error === undefined ? undefined : this.#failure(done.error);
  }

  #failure(handle: QuickJSHandle): VmOutcome {
    const dumped: unknown = this.#context.dump(handle);
    handle.dispose();
    const parsed = z
      .object({ name: z.string().optional(), message: z.string().optional() })
      .safeParse(dumped);
    const message = parsed.success ? (parsed.data.message ?? '') : String(dumped);
    if (/interrupted/.test(message)) return { ok: false, kind: 'timeout', message };
    if (/out of memory/i.test(message) || message === '')
      return { ok: false, kind: 'memory', message };
    return { ok: false, kind: 'exception', message };
  }
}

const port = parentPort;
if (port === null) throw new Error('This program runs as a worker.');
serveEngine(
  openVm,
  {
    send: (message) => port.postMessage(message),
    onMessage: (handler) => void port.on('message', handler),
  },
  () => setTimeout(() => process.exit(1), 5),
);
