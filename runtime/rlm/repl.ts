// The REPL of one loop: a sandbox whose host calls pass the gate and are told as events.
import {
  abortable,
  type Json,
  type RunEventOf,
  toErrorInfo,
  type VariableInfo,
} from '../core/index.js';
import type {
  AnyTool,
  CellResult,
  HostResult,
  Sandbox,
  SandboxOptions,
  SandboxRecord,
  ToolRegistry,
} from '../ports/index.js';
import type { Gate } from '../safety/index.js';
import { UnknownToolError } from '../safety/index.js';
import { bindArguments, hostFunctionNames } from '../tools/index.js';
import { oneLine } from './text.js';
import type { LoopDeps, LoopOptions } from './types.js';

/** Characters of printed text that a sandbox keeps whole; the prompt shows far less. */
const KEPT_OUTPUT = 1_000_000;
/** One seed for every run: a recorded run replays to the same state. */
const SEED = 1;

export interface HostCall {
  readonly tool: string;
  readonly input: Json;
  readonly ok: boolean;
}

export interface CellRun {
  readonly result: CellResult;
  /** In the order in which they were made. */
  readonly calls: readonly HostCall[];
}

export class Repl {
  readonly #deps: LoopDeps;
  readonly #options: LoopOptions;
  readonly #gate: Gate;
  readonly #tools: ToolRegistry;
  #sandbox: Sandbox | undefined;
  #stepId: string | undefined;
  #calls: HostCall[] = [];
  /** Steps of an earlier run that this one goes on from, until they are recorded with it. */
  #earlier: RunEventOf<'cell.recorded'>['earlier'];

  private constructor(deps: LoopDeps, options: LoopOptions, tools: ToolRegistry) {
    this.#deps = deps;
    this.#options = options;
    this.#tools = tools;
    this.#gate = deps.gateFor(tools);
    const { resume } = options;
    this.#earlier = resume && { cells: resume.record.cells, past: resume.past };
  }

  /** Opens a sandbox with every tool as a host function and the given variables set. */
  static async open(
    deps: LoopDeps,
    options: LoopOptions,
    tools: ToolRegistry,
    signal: AbortSignal,
  ): Promise<Repl> {
    const repl = new Repl(deps, options, tools);
    const sandboxOptions: SandboxOptions = {
      hostFunctions: hostFunctionNames(tools.list()),
      onHostCall: (name, args, callSignal) => repl.#hostCall(name, args, callSignal),
      memoryMb: deps.memoryMb,
      cellTimeoutMs: deps.cellTimeoutMs,
      outputLimit: KEPT_OUTPUT,
      seed: SEED,
      startTime: deps.clock.now(),
    };
    const { resume } = options;
    const opening =
      resume === undefined
        ? deps.sandbox.open(sandboxOptions, signal)
        : deps.sandbox.replay(resume.record, sandboxOptions, signal);
    // A stop does not wait for the engine; one that opens too late is closed again.
    try {
      repl.#sandbox = await abortable(opening, signal);
    } catch (thrown) {
      opening.then((late) => late.close()).catch(() => undefined);
      throw thrown;
    }
    const variables = resume === undefined ? options.variables : resume.set;
    for (const [name, value] of Object.entries(variables)) await repl.set(name, value);
    return repl;
  }

  /** Runs one cell on behalf of a step. Rejects only when the signal fires. */
  async run(stepId: string, code: string, signal: AbortSignal): Promise<CellRun> {
    this.#stepId = stepId;
    this.#calls = [];
    const sandbox = this.#open();
    const before = sandbox.record().cells.length;
    const result = await abortable(sandbox.run(code, signal), signal);
    this.#tellRecord(stepId, sandbox.record(), before, result);
    return { result, calls: this.#calls };
  }

  /** A cell that was rejected before it ran leaves no record. */
  #tellRecord(stepId: string, record: SandboxRecord, before: number, result: CellResult): void {
    const { emit, turnId } = this.#options;
    const { engine, seed, startTime, hostFunctions, cells } = record;
    const cell = cells.length > before ? cells.at(-1) : undefined;
    if (cell === undefined) return;
    emit({
      type: 'cell.recorded',
      at: this.#deps.clock.now(),
      turnId,
      stepId,
      engine,
      seed,
      startTime,
      hostFunctions,
      cell,
      ...(this.#earlier === undefined ? {} : { earlier: this.#earlier }),
      output: result.output,
      outputChars: result.outputChars,
    });
    this.#earlier = undefined;
  }

  async set(name: string, value: Json): Promise<void> {
    await this.#open().set(name, value);
  }

  async variables(): Promise<readonly VariableInfo[]> {
    return this.#open().variables();
  }

  async close(): Promise<void> {
    await this.#sandbox?.close();
  }

  #open(): Sandbox {
    if (this.#sandbox === undefined) throw new TypeError('The REPL is not open yet.');
    return this.#sandbox;
  }

  async #hostCall(name: string, args: readonly Json[], signal: AbortSignal): Promise<HostResult> {
    const { deps, stepId } = { deps: this.#deps, stepId: this.#stepId };
    const { emit, turnId, budget } = this.#options;
    const tool = this.#tools.get(name);
    if (tool === undefined) return failure(new UnknownToolError(name, this.#tools.list()));
    let input: Json;
    try {
      input = bindArguments(tool, args);
    } catch (thrown) {
      return failure(thrown);
    }
    const event = {
      type: 'step.call' as const,
      turnId,
      stepId: stepId ?? '',
      callId: deps.ids.next('call'),
      tool: name,
    };
    emit({
      ...event,
      at: deps.clock.now(),
      summary: callText(tool, input),
      state: 'running',
    });
    const { result, summary, ms } = await this.#gate.call(name, input, {
      signal: AbortSignal.any([signal, this.#options.signal]),
      logger: deps.logger.child(name),
      caller: budget.depth === 0 ? 'agent' : `agent.child${budget.depth}`,
      turnId,
      stepId,
    });
    const state = result.ok ? 'done' : 'failed';
    const outputId = result.ok ? tool.outputId?.(result.value) : undefined;
    emit({
      ...event,
      at: deps.clock.now(),
      summary,
      state,
      ms,
      ...(outputId === undefined ? {} : { outputId }),
    });
    this.#calls.push({ tool: name, input, ok: result.ok });
    return result;
  }
}

function failure(thrown: unknown): HostResult {
  const { name, code, message, remedy } = toErrorInfo(thrown);
  const text = remedy === undefined ? message : `${message} ${remedy}`;
  return { ok: false, error: { name, code, message: text } };
}

/** One line for a call that is under way, e.g. `search "timeout"`. */
function callText(tool: AnyTool, input: Json): string {
  const first = tool.positional[0];
  if (first === undefined || input === null || typeof input !== 'object') return tool.name;
  const value = (input as Readonly<Record<string, Json>>)[first];
  return value === undefined ? tool.name : `${tool.name} ${oneLine(JSON.stringify(value), 80)}`;
}
