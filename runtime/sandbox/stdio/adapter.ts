// An engine in a program that speaks the protocol over its standard input and output, wherever that program runs.
import type { ChildProcess } from 'node:child_process';
import type {
  EngineAvailability,
  EngineName,
  Sandbox,
  SandboxAdapter,
  SandboxOptions,
  SandboxRecord,
} from '../../ports/index.js';
import { EngineProcess, type Patience } from '../engine-process.js';
import { EngineUnavailableError } from '../errors.js';
import { SandboxSession } from '../session.js';
import { lineChannel } from './lines.js';

/** The files of our own that the program consists of; all lie in one folder. */
export const PROGRAM = 'sandbox-stdio.cjs';
export const PROGRAM_FILES = [PROGRAM, 'quickjs-worker.cjs', 'quickjs.wasm'] as const;
/** What Node itself needs beside the memory of the cells. */
export const ROOM_BESIDE_HEAP_MB = 192;

/** Where the program runs. */
export interface StdioRunner {
  readonly engine: EngineName;
  readonly patience?: Patience;
  /** Whether it can run there now. */
  availability(): Promise<EngineAvailability>;
  /** Starts it. `end` ends it for good, the process here and whatever runs elsewhere. */
  start(options: { readonly memoryMb: number }): {
    readonly child: ChildProcess;
    readonly end: () => void;
  };
}

export class StdioAdapter implements SandboxAdapter {
  constructor(private readonly runner: StdioRunner) {}

  get engine(): EngineName {
    return this.runner.engine;
  }

  availability(): Promise<EngineAvailability> {
    return this.runner.availability();
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
    const { child, end } = this.runner.start({ memoryMb: options.memoryMb });
    const engine = new EngineProcess(this.engine, lineChannel(child, end), this.runner.patience);
    await engine.open(options);
    return engine;
  }
}
