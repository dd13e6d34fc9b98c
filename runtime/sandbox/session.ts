// A REPL session over any engine: runs cells, answers host calls, records them, and rebuilds itself by replay
// when its engine had to be ended.
import * as z from 'zod';
import type { Json, VariableInfo } from '../core/index.js';
import { throwIfAborted, variableInfoSchema } from '../core/index.js';
import type {
  CellError,
  CellResult,
  EngineName,
  HostResult,
  RecordedCell,
  Sandbox,
  SandboxOptions,
  SandboxRecord,
} from '../ports/index.js';
import type { CellCall, CellEnd, EngineProcess } from './engine-process.js';
import { SandboxClosedError } from './errors.js';
import { rejectionOf } from './outcome.js';
import { rewriteCell } from './rewrite.js';

type RecordedCall = { name: string; args: readonly Json[]; result: HostResult; settled: number };
type OpenCell = { code: string; hostResults: RecordedCall[]; setBefore: Record<string, Json> };

const UNANSWERED: HostResult = {
  ok: false,
  error: { name: 'AbortError', code: 'aborted', message: 'The cell ended before the answer came.' },
};

/** How much longer than live a cell may take when it is replayed: the machine may be busier than it was then. */
const REPLAY_PATIENCE = 3;

/** Opens a started engine with the given options. */
export type StartEngine = (options: SandboxOptions) => Promise<EngineProcess>;

export class SandboxSession implements Sandbox {
  readonly #cells: RecordedCell[] = [];
  readonly #reserved: ReadonlySet<string>;
  #setBefore: Record<string, Json> = {};
  #process: EngineProcess;
  #known: readonly VariableInfo[] = [];
  #nextCell = 1;
  #closed = false;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly engine: EngineName,
    readonly options: SandboxOptions,
    private readonly start: StartEngine,
    process: EngineProcess,
  ) {
    this.#process = process;
    this.#reserved = new Set(options.hostFunctions.map((name) => name.split('.')[0] ?? name));
  }

  /** Opens a session, or with a record rebuilds one without calling the host. */
  static async open(
    engine: EngineName,
    options: SandboxOptions,
    start: StartEngine,
    record?: SandboxRecord,
  ): Promise<SandboxSession> {
    const session = new SandboxSession(engine, options, start, await start(options));
    if (record !== undefined) {
      session.#cells.push(...record.cells);
      session.#nextCell = record.cells.length + 1;
      await session.#replayAll();
    }
    return session;
  }

  run(code: string, signal?: AbortSignal): Promise<CellResult> {
    return this.#exclusive(() => this.#run(code, signal));
  }

  set(name: string, value: Json): Promise<void> {
    return this.#exclusive(async () => {
      await this.#revive();
      this.#setBefore[name] = value;
      await this.#process.query('set', { name, value });
    });
  }

  get(name: string): Promise<Json | undefined> {
    return this.#exclusive(async () => {
      await this.#revive();
      return valueSchema.parse(await this.#process.query('get', { name })).value;
    });
  }

  variables(): Promise<readonly VariableInfo[]> {
    return this.#exclusive(async () => {
      await this.#revive();
      return this.#readVariables();
    });
  }

  record(): SandboxRecord {
    const { hostFunctions, seed, startTime } = this.options;
    return {
      version: 1,
      engine: this.engine,
      seed,
      startTime,
      hostFunctions,
      cells: [...this.#cells],
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#process.kill();
  }

  /** One thing at a time: a cell never sees another one's half-done work. */
  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new SandboxClosedError());
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #run(code: string, signal: AbortSignal | undefined): Promise<CellResult> {
    throwIfAborted(signal);
    const started = performance.now();
    await this.#revive();
    const rewritten = rewriteCell(code, this.#reserved);
    if (!rewritten.ok) {
      const error: CellError = {
        ...rejectionOf('syntax'),
        message: rewritten.message,
        line: rewritten.line,
      };
      return failed(error, this.#known, performance.now() - started);
    }
    const cell: OpenCell = { code, hostResults: [], setBefore: this.#setBefore };
    this.#setBefore = {};
    const end = await this.#live(cell, rewritten.code, signal);
    const ok = end.type === 'done' && end.report.ok;
    const replayable =
      end.type === 'done' && (end.report.ok || end.report.error?.kind === 'exception');
    this.#cells.push({ ...cell, ok, replayable });
    const ms = (): number => performance.now() - started;
    if (end.type === 'done') {
      this.#known = end.report.variables;
      return resultOf(end.report, ms());
    }
    const error = rejectionOf(end.kind, end.detail);
    if (this.#closed) return failed(error, [], ms());
    const restarted = await this.#restart();
    return { ...failed(error, this.#known, ms()), restarted };
  }

  /** Runs a cell with host calls answered by the host, and notes their answers. */
  async #live(cell: OpenCell, code: string, signal: AbortSignal | undefined): Promise<CellEnd> {
    const id = this.#nextCell++;
    const process = this.#process;
    const ended = new AbortController();
    const callSignal =
      signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]);
    let settled = 0;
    const answer = async (call: CellCall, note: RecordedCall): Promise<void> => {
      const result = await this.options.onHostCall(call.name, call.args, callSignal);
      if (ended.signal.aborted) return;
      note.result = result;
      note.settled = settled++;
      process.answer(id, call.call, result);
    };
    const onCall = (call: CellCall): void => {
      const note: RecordedCall = {
        name: call.name,
        args: call.args,
        result: UNANSWERED,
        settled: -1,
      };
      cell.hostResults.push(note);
      void answer(call, note).catch((error: unknown) =>
        process.answer(id, call.call, hostFault(error)),
      );
    };
    try {
      return await process.run(id, code, this.options.cellTimeoutMs, onCall, signal);
    } finally {
      ended.abort();
    }
  }

  /** A new engine after the old one died between cells. */
  async #revive(): Promise<void> {
    if (this.#closed) throw new SandboxClosedError();
    if (this.#process.dead) await this.#restart();
  }

  /** Replaces the engine and replays what can be replayed. */
  async #restart(): Promise<{ kept: string[]; lost: string[] }> {
    const before = this.#known.map((variable) => variable.name);
    this.#process.kill();
    this.#process = await this.start(this.options);
    await this.#replayAll();
    const now = new Set(this.#known.map((variable) => variable.name));
    return {
      kept: before.filter((name) => now.has(name)),
      lost: before.filter((name) => !now.has(name)),
    };
  }

  async #replayAll(): Promise<void> {
    for (const [index, cell] of this.#cells.entries()) {
      for (const [name, value] of Object.entries(cell.setBefore))
        await this.#process.query('set', { name, value });
      if (cell.replayable) await this.#replay(index + 1, cell);
    }
    for (const [name, value] of Object.entries(this.#setBefore))
      await this.#process.query('set', { name, value });
    this.#known = await this.#readVariables();
  }

  /** Runs a recorded cell; its host calls get the recorded answers in the recorded order. */
  async #replay(id: number, cell: RecordedCell): Promise<void> {
    const rewritten = rewriteCell(cell.code, this.#reserved);
    if (!rewritten.ok) return;
    const process = this.#process;
    const arrived = new Map<number, { call: number; result: HostResult }>();
    let made = 0;
    let next = 0;
    const limitMs = this.options.cellTimeoutMs * REPLAY_PATIENCE;
    const onCall = (call: CellCall): void => {
      const note = cell.hostResults[made++];
      if (note === undefined || note.settled < 0) return;
      arrived.set(note.settled, { call: call.call, result: note.result });
      for (let due = arrived.get(next); due !== undefined; due = arrived.get(next)) {
        process.answer(id, due.call, due.result);
        next++;
      }
    };
    // The second limit is for a cell that waits for an answer which it did not wait for when it ran live.
    await process.run(id, rewritten.code, limitMs, onCall, AbortSignal.timeout(limitMs));
  }

  async #readVariables(): Promise<readonly VariableInfo[]> {
    const parsed = z
      .array(variableInfoSchema)
      .safeParse(await this.#process.query('variables', {}));
    return parsed.success ? parsed.data : [];
  }
}

const valueSchema = z.object({ value: z.custom<Json>().optional() });

function resultOf(report: Extract<CellEnd, { type: 'done' }>['report'], ms: number): CellResult {
  const { value, error, ...rest } = report;
  return {
    ...rest,
    ms,
    ...(value === undefined ? {} : { value: JSON.parse(value) as Json }),
    ...(error === undefined ? {} : { error: withoutUndefined(error) }),
  };
}

function failed(error: CellError, variables: readonly VariableInfo[], ms: number): CellResult {
  return { ok: false, output: '', outputChars: 0, error, variables, ms };
}

function withoutUndefined(error: {
  name: string;
  message: string;
  line?: number | undefined;
  kind: CellError['kind'];
}): CellError {
  const { line, ...rest } = error;
  return line === undefined ? rest : { ...rest, line };
}

function hostFault(error: unknown): HostResult {
  return {
    ok: false,
    error: {
      name: 'HostError',
      code: 'unexpected',
      message: error instanceof Error ? error.message : String(error),
    },
  };
}
