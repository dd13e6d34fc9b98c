// The host's side of the protocol: one running engine, its current cell, its end.
import type { Json } from '../core/index.js';
import { jsonSchema } from '../core/index.js';
import type { CellError, EngineName, SandboxOptions } from '../ports/index.js';
import { CellClock } from './cell-clock.js';
import { EngineStartError } from './errors.js';
import { rejectionOf } from './outcome.js';
import type { CellReport, FromEngine, ToEngine } from './protocol.js';
import { fromEngineSchema } from './protocol.js';

/** A child process or a worker that speaks the protocol. */
export interface EngineChannel {
  send(message: ToEngine): void;
  onMessage(handler: (message: unknown) => void): void;
  /** Called once when the other side is gone, for whatever reason. */
  onEnd(handler: (detail: string) => void): void;
  /** Makes a busy engine look up, where it can. */
  interrupt(): void;
  kill(): void;
}

export type CellEnd =
  | { readonly type: 'done'; readonly report: CellReport }
  | { readonly type: 'died'; readonly kind: CellError['kind']; readonly detail: string };

export interface CellCall {
  readonly cell: number;
  readonly call: number;
  readonly name: string;
  readonly args: readonly Json[];
}

/** How long an engine may take, in milliseconds. */
export interface Patience {
  /** To start. */
  readonly startMs?: number;
  /** To end a cell after it was told to; then it is killed. */
  readonly graceMs?: number;
}

const START_MS = 15_000;
const GRACE_MS = 600;
/** How much later than the engine itself the host ends a cell: an engine that ends its cell keeps its variables. */
const LATER_MS = 150;

export class EngineProcess {
  readonly #channel: EngineChannel;
  readonly #replies = new Map<number, (output: string) => void>();
  #nextQuery = 1;
  #end: ((end: CellEnd) => void) | undefined;
  #runningId = 0;
  #clock: CellClock | undefined;
  #onCall: (call: CellCall) => void = () => undefined;
  #ready: (() => void) | undefined;
  #dying: { kind: CellError['kind']; detail: string } | undefined;
  #dead = false;
  #endedBy = '';

  constructor(
    readonly engine: EngineName,
    channel: EngineChannel,
    private readonly patience: Patience = {},
  ) {
    this.#channel = channel;
    channel.onMessage((raw) => this.#receive(raw));
    channel.onEnd((detail) => this.#ended(detail));
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** @throws EngineStartError when the engine does not come up */
  async open(options: SandboxOptions): Promise<void> {
    const { hostFunctions, memoryMb, outputLimit, seed, startTime } = options;
    const ready = new Promise<void>((resolve) => {
      this.#ready = resolve;
    });
    this.#channel.send({
      type: 'open',
      hostFunctions: [...hostFunctions],
      memoryMb,
      outputLimit,
      seed,
      startTime,
    });
    const { startMs = START_MS } = this.patience;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, startMs);
    });
    await Promise.race([ready, late]);
    clearTimeout(timer);
    if (this.#ready !== undefined || this.#dead) {
      const why = this.#dead ? this.#endedBy : `no answer within ${startMs / 1000} s`;
      this.kill();
      throw new EngineStartError(this.engine, this.#dying?.detail ?? why);
    }
  }

  /**
   * Runs rewritten code. Resolves at the latest a little after the engine's time is up or the signal fires;
   * time in which only the host works does not count.
   */
  async run(
    id: number,
    code: string,
    timeoutMs: number,
    onCall: (call: CellCall) => void,
    signal?: AbortSignal,
  ): Promise<CellEnd> {
    if (this.#dead) return { type: 'died', kind: 'crash', detail: 'the engine is gone' };
    this.#onCall = onCall;
    this.#runningId = id;
    const ended = new Promise<CellEnd>((resolve) => {
      this.#end = resolve;
    });
    let killer: NodeJS.Timeout | undefined;
    let asked: 'timeout' | 'aborted' | undefined;
    const endCell = (kind: 'timeout' | 'aborted'): void => {
      if (asked !== undefined) return;
      asked = kind;
      this.#channel.interrupt();
      this.#channel.send({ type: 'cancel', id, kind });
      killer = setTimeout(() => {
        this.#dying ??= { kind, detail: '' };
        this.kill();
      }, this.patience.graceMs ?? GRACE_MS);
    };
    const clock = new CellClock(timeoutMs + LATER_MS, () => endCell('timeout'));
    this.#clock = clock;
    const onAbort = (): void => endCell('aborted');
    if (signal?.aborted === true) onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    clock.worked();
    this.#channel.send({ type: 'cell', id, code, timeoutMs });
    try {
      const end = await ended;
      // An engine that was interrupted cannot tell a stop from the end of its time.
      if (asked !== 'aborted' || end.type !== 'done' || end.report.error?.kind !== 'timeout')
        return end;
      return { type: 'done', report: { ...end.report, error: rejectionOf('aborted') } };
    } finally {
      clock.stop();
      this.#clock = undefined;
      clearTimeout(killer);
      signal?.removeEventListener('abort', onAbort);
      this.#end = undefined;
    }
  }

  answer(cell: number, call: number, result: Json): void {
    if (this.#dead) return;
    if (cell === this.#runningId) {
      this.#clock?.worked();
      this.#clock?.answered();
    }
    this.#channel.send({ type: 'answer', cell, call, result: JSON.stringify(result) });
  }

  /** Asks the prelude; `{}` when the engine is gone. */
  async query(method: 'set' | 'get' | 'variables', input: Json): Promise<Json> {
    if (this.#dead) return {};
    const id = this.#nextQuery++;
    const reply = new Promise<string>((resolve) => this.#replies.set(id, resolve));
    this.#channel.send({ type: 'query', id, method, input: JSON.stringify(input) });
    const text = await reply;
    return jsonSchema.parse(JSON.parse(text === '' ? '{}' : text));
  }

  kill(): void {
    this.#channel.kill();
    this.#ended('killed');
  }

  #receive(raw: unknown): void {
    const parsed = fromEngineSchema.safeParse(raw);
    if (!parsed.success) {
      this.#dying = { kind: 'crash', detail: 'it sent a message that is not of the protocol' };
      this.kill();
      return;
    }
    this.#take(parsed.data);
  }

  #take(message: FromEngine): void {
    if (message.type === 'ready') {
      this.#ready?.();
      this.#ready = undefined;
    } else if (message.type === 'call') {
      if (message.cell !== this.#runningId) return;
      this.#clock?.asked();
      const args = jsonSchema.safeParse(safeParse(message.args));
      this.#onCall({ ...message, args: args.success && Array.isArray(args.data) ? args.data : [] });
    } else if (message.type === 'idle') {
      if (message.cell === this.#runningId) this.#clock?.idled();
    } else if (message.type === 'done') {
      if (message.id === this.#runningId) this.#end?.({ type: 'done', report: message.report });
    } else if (message.type === 'reply') {
      this.#replies.get(message.id)?.(message.output);
      this.#replies.delete(message.id);
    } else {
      // What it may still say is not to be relied on: a cell that ended in this moment goes with its engine.
      this.#dying = { kind: message.kind, detail: message.detail };
      this.kill();
    }
  }

  #ended(detail: string): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#endedBy = detail;
    this.#ready?.();
    const { kind, detail: said } = this.#dying ?? { kind: 'crash' as const, detail };
    this.#end?.({ type: 'died', kind, detail: said });
    for (const resolve of this.#replies.values()) resolve('{}');
    this.#replies.clear();
  }
}

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}
