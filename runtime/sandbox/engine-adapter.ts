// What all engines do alike: a session starts its engine when that is available, also when it is replayed.
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
import { SandboxSession } from './session.js';

export abstract class EngineAdapter implements SandboxAdapter {
  abstract readonly engine: EngineName;

  abstract availability(): Promise<EngineAvailability>;

  /** Starts what runs the engine; asked only when it is available. */
  protected abstract launch(options: SandboxOptions): EngineProcess | Promise<EngineProcess>;

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
    const engine = await this.launch(options);
    await engine.open(options);
    return engine;
  }
}
