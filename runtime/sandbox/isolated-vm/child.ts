// The program of the isolated-vm child process: one isolate, served over the process's message channel. It watches
// its own memory, because an isolate that grows a Set or catches its allocation failures passes its heap limit.
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as IsolatedVm from 'isolated-vm';
import type { OpenVm, VmOutcome } from '../engine-loop.js';
import { serveEngine } from '../engine-loop.js';
import { PRELUDE } from '../prelude.js';
import type { FromEngine } from '../protocol.js';

const WATCH_EVERY_MS = 25;
/** What Node itself and the buffers of messages need beside the isolate's heap. */
const ROOM_BESIDE_HEAP_MB = 320;

const { ivm: addon }: { readonly ivm: typeof IsolatedVm } = createRequire(__filename)(
  path.join(__dirname, 'isolated-vm.node'),
);

const openVm: OpenVm = async (options, post) => {
  watchMemory(options.memoryMb + ROOM_BESIDE_HEAP_MB);
  const isolate = new addon.Isolate({
    memoryLimit: options.memoryMb,
    onCatastrophicError: (message) => die('memory', message),
  });
  const context = await isolate.createContext();
  // evalClosure gives the prelude its one way out; `ignored` callbacks need no answer and never block.
  const control: IsolatedVm.Reference<(method: string, text: string, cell?: unknown) => string> =
    await context.evalClosure(
      `const post=$0;${PRELUDE}`,
      [new addon.Callback((kind: string, text: string) => post(kind, text), { ignored: true })],
      { result: { reference: true } },
    );
  return {
    async control(method, text, timeoutMs, cell) {
      try {
        const args: unknown[] = [method, text];
        if (cell !== undefined) {
          const script = await isolate.compileScript(cell.code, { filename: cell.file });
          const fn: IsolatedVm.Reference = await script.run(context, {
            timeout: timeoutMs,
            reference: true,
          });
          args.push(fn.derefInto());
        }
        const reply: unknown = await control.apply(undefined, args as never, {
          timeout: timeoutMs,
          result: { copy: true },
        });
        return { ok: true, text: typeof reply === 'string' ? reply : '' };
      } catch (error) {
        return failureOf(error, isolate.isDisposed);
      }
    },
  };
};

function failureOf(error: unknown, disposed: boolean): VmOutcome {
  const message = error instanceof Error ? error.message : String(error);
  if (disposed || /disposed|memory limit|out of memory/i.test(message))
    return { ok: false, kind: 'memory', message };
  if (/timed out/i.test(message)) return { ok: false, kind: 'timeout', message };
  return { ok: false, kind: 'exception', message };
}

function watchMemory(limitMb: number): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > limitMb * 1024 * 1024)
      die('memory', `the process passed ${limitMb} MB`);
  }, WATCH_EVERY_MS).unref();
}

function send(message: FromEngine): void {
  process.send?.(message);
}

function die(kind: 'memory' | 'crash', detail: string): void {
  process.send?.({ type: 'dying', kind, detail } satisfies FromEngine);
  end();
}

/** An orderly exit after an out-of-memory isolate crashes; give the message time to leave, then be gone. */
function end(): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 20);
}

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
serveEngine(openVm, { send, onMessage: (handler) => void process.on('message', handler) }, end);
