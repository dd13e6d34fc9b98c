// What all engines do alike: a session starts its engine when that is available, also when it is replayed.
import { availableParallelism } from 'node:os';
import { WaitingLine } from '../core/index.js';
import type {
  EngineAvailability,
  EngineName,
  Sandbox,
  SandboxAdapter,
  SandboxOptions,
  SandboxRecord,
} from '../ports/index.js';
import type { EngineProcess } from './engine-process.js';
import { EngineUnavailableError } from './errors.js';
import { SandboxSession, type StartEngine } from './session.js';

/**
 * One for all engines of this process that run on this machine: many starts at once would take every core from the thread
 * that waits for them. One core is left to it.
 */
const here = new WaitingLine(Math.max(1, availableParallelism() - 1));

export abstract class EngineAdapter implements SandboxAdapter {
  abstract readonly engine: EngineName;

  abstract availability(): Promise<EngineAvailability>;

  /** Starts what runs the engine; asked only when it is available. */
  protected abstract launch(options: SandboxOptions): EngineProcess | Promise<EngineProcess>;

  /** Where its starts wait for each other; `undefined`: they cost this machine nothing. */
  protected readonly line: WaitingLine | undefined = here;

  async open(options: SandboxOptions, signal?: AbortSignal): Promise<Sandbox> {
    return SandboxSession.open(this.engine, options, this.#starter(signal));
  }

  async replay(
    record: SandboxRecord,
    options: SandboxOptions,
    signal?: AbortSignal,
  ): Promise<Sandbox> {
    const same = { ...options, seed: record.seed, startTime: record.startTime };
    return SandboxSession.open(this.engine, same, this.#starter(signal), record);
  }

  /** Only the first start ends with the signal: a session that loses its engine later has signals of its own. */
  #starter(signal: AbortSignal | undefined): StartEngine {
    let first = signal;
    return (options) => {
      const started = this.#start(options, first);
      first = undefined;
      return started;
    };
  }

  async #start(options: SandboxOptions, signal: AbortSignal | undefined): Promise<EngineProcess> {
    const state = await this.availability();
    if (!state.available) throw new EngineUnavailableError(this.engine, state.reason, state.remedy);
    const start = async (): Promise<EngineProcess> => {
      const engine = await this.launch(options);
      await engine.open(options);
      return engine;
    };
    return this.line === undefined ? start() : this.line.run(start, signal);
  }
}
