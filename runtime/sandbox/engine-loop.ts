// The engine's side of the protocol, the same in a child process and in a worker: drives one virtual machine.
import { rejectionOf } from './outcome.js';
import type { FromEngine, ToEngine } from './protocol.js';
import { toEngineSchema } from './protocol.js';

/** How a stretch of work inside the virtual machine ended. */
export type VmOutcome =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly kind: 'timeout' | 'memory' | 'crash' | 'exception';
      readonly message: string;
    };

/** A JavaScript engine whose scope runs the prelude. Methods never reject. */
export interface Vm {
  /** Runs a method of the prelude's `control`; a cell's code is passed to `start` as a function. */
  control(
    method: string,
    text: string,
    timeoutMs: number,
    cell?: { readonly code: string; readonly file: string },
  ): Promise<VmOutcome>;
  /** Whether the running cell was interrupted, which some engines show it as an exception like any other. */
  interrupted?(): boolean;
}

export type OpenVm = (
  options: Extract<ToEngine, { type: 'open' }>,
  post: (kind: string, text: string) => void,
) => Promise<Vm>;

const HOUSEKEEPING_MS = 2_000;

/**
 * Serves one session over a message channel.
 * @param end ends this process or worker for good
 */
export function serveEngine(
  openVm: OpenVm,
  channel: {
    send(message: FromEngine): void;
    onMessage(handler: (message: unknown) => void): void;
  },
  end: () => void,
): void {
  let vm: Vm | undefined;
  let current: { id: number; leftMs: number } | undefined;
  let busy = 0;
  const finished = new Set<number>();

  const die = (kind: 'memory' | 'timeout' | 'crash' | 'aborted', detail: string): void => {
    channel.send({ type: 'dying', kind, detail });
    end();
  };

  const post = (kind: string, text: string): void => {
    const body: Record<string, unknown> = JSON.parse(text);
    if (kind === 'done') {
      if (typeof body['id'] === 'number') finished.add(body['id']);
      if (vm?.interrupted?.() === true) body['report'] = interruptedReport(body['report']);
    }
    channel.send({ type: kind, ...body } as FromEngine);
  };

  /** Work of the current cell, within what is left of its time. */
  const work = async (run: (timeoutMs: number) => Promise<VmOutcome>): Promise<void> => {
    const cell = current;
    if (cell === undefined) return;
    busy++;
    const started = performance.now();
    const outcome = await run(Math.max(1, Math.ceil(cell.leftMs)));
    cell.leftMs -= performance.now() - started;
    busy--;
    channel.send({ type: 'idle', cell: cell.id });
    if (!outcome.ok) await giveUp(cell.id, outcome.kind, outcome.message);
  };

  const giveUp = async (
    id: number,
    kind: 'timeout' | 'memory' | 'crash' | 'exception' | 'aborted',
    message: string,
  ): Promise<void> => {
    if (finished.has(id)) return;
    if (kind === 'memory' || kind === 'crash') return die(kind, message);
    const error = rejectionOf(kind, message);
    const outcome = await vm?.control('abandon', JSON.stringify({ id, error }), HOUSEKEEPING_MS);
    if (outcome?.ok !== true || !finished.has(id))
      die(kind === 'exception' ? 'crash' : kind, message);
  };

  channel.onMessage((raw) => {
    const message = toEngineSchema.parse(raw);
    void handlers[message.type](message as never).catch((error: unknown) =>
      die('crash', String(error)),
    );
  });

  const handlers: {
    readonly [T in ToEngine['type']]: (message: Extract<ToEngine, { type: T }>) => Promise<void>;
  } = {
    async open(message) {
      vm = await openVm(message, post);
      const outcome = await vm.control('open', JSON.stringify(message), HOUSEKEEPING_MS);
      if (!outcome.ok) return die('crash', outcome.message);
      channel.send({ type: 'ready' });
    },
    async cell({ id, code, timeoutMs }) {
      current = { id, leftMs: timeoutMs };
      const cell = { code, file: `cell-${id}.js` };
      await work(async (ms) => (await vm?.control('start', String(id), ms, cell)) ?? NO_VM);
    },
    async answer({ cell, call, result }) {
      if (current?.id !== cell || finished.has(cell)) return;
      const text = JSON.stringify({ cell, call, result });
      await work(async (ms) => (await vm?.control('answer', text, ms)) ?? NO_VM);
    },
    async cancel({ id, kind }) {
      if (current?.id !== id || finished.has(id)) return;
      if (busy > 0) return die(kind, 'the cell was busy');
      await giveUp(id, kind, '');
    },
    async query({ id, method, input }) {
      const outcome = await vm?.control(method, input, HOUSEKEEPING_MS);
      if (outcome?.ok === false && outcome.kind !== 'exception')
        return die('crash', outcome.message);
      channel.send({ type: 'reply', id, output: outcome?.ok === true ? outcome.text : '{}' });
    },
  };
}

function interruptedReport(report: unknown): unknown {
  return typeof report === 'object' && report !== null && 'error' in report
    ? { ...report, error: rejectionOf('timeout') }
    : report;
}

const NO_VM: VmOutcome = { ok: false, kind: 'crash', message: 'no session is open' };
