// An engine in a program that speaks the protocol over its standard input and output, wherever that program runs.
import type { ChildProcess } from 'node:child_process';
import type { EngineAvailability, EngineName, SandboxOptions } from '../../ports/index.js';
import { EngineAdapter } from '../engine-adapter.js';
import { EngineProcess, type Patience } from '../engine-process.js';
import { lineChannel } from './lines.js';

/** The files of our own that the program consists of; all lie in one folder. */
export const PROGRAM = 'sandbox-stdio.cjs';
export const PROGRAM_FILES = [PROGRAM, 'quickjs-worker.cjs', 'quickjs.wasm'] as const;
/** The image of a container that runs it, and the folder in there. */
export const IMAGE = 'node:24-bookworm-slim';
export const INSIDE = '/memfun';
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

export class StdioAdapter extends EngineAdapter {
  protected override readonly line = undefined;

  constructor(private readonly runner: StdioRunner) {
    super();
  }

  get engine(): EngineName {
    return this.runner.engine;
  }

  availability(): Promise<EngineAvailability> {
    return this.runner.availability();
  }

  protected launch(options: SandboxOptions): EngineProcess {
    const { child, end } = this.runner.start({ memoryMb: options.memoryMb });
    return new EngineProcess(this.engine, lineChannel(child, end), this.runner.patience);
  }
}
