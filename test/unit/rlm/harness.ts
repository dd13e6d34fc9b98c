// Sets up a loop for a test: scripted model, small workspace, and everything else as in a run.
import type { BudgetLimits, RunEvent } from '../../../runtime/core/index.js';
import {
  Budget,
  createIds,
  DEFAULT_LIMITS,
  silentLogger,
  systemClock,
} from '../../../runtime/core/index.js';
import type { AnyTool, FileStore, ToolRegistry } from '../../../runtime/ports/index.js';
import { FileMissingError } from '../../../runtime/ports/index.js';
import type { LoopDeps, LoopOptions, LoopResult } from '../../../runtime/rlm/index.js';
import { runLoop } from '../../../runtime/rlm/index.js';
import { fakeGate, fakeSandbox } from './fake-sandbox.js';
import type { ScriptedPredictor } from './scripted.js';
import { scriptedModel, sourceOf } from './scripted.js';

export interface Run {
  readonly result: LoopResult;
  readonly events: readonly RunEvent[];
  readonly predictor: ScriptedPredictor;
}

export function loopDeps(
  predictor: ScriptedPredictor,
  tools: readonly AnyTool[] = [],
  files: Readonly<Record<string, string>> = { 'src/a.ts': 'one\ntwo\nthree\n' },
): LoopDeps {
  return {
    predictor,
    models: sourceOf(scriptedModel()),
    sandbox: fakeSandbox,
    tools: registryOf(tools),
    gateFor: fakeGate,
    workspace: filesOf(files),
    clock: systemClock,
    ids: createIds(),
    logger: silentLogger,
    memoryMb: 64,
    cellTimeoutMs: 10_000,
  };
}

/** Runs a loop over the question "what?" with a budget of the given limits. */
export async function runScripted(
  predictor: ScriptedPredictor,
  change: Partial<LoopOptions> & {
    readonly limits?: Partial<BudgetLimits>;
    readonly tools?: readonly AnyTool[];
    readonly deps?: Partial<LoopDeps>;
    readonly onEvent?: (event: RunEvent, events: readonly RunEvent[]) => void;
  } = {},
): Promise<Run> {
  const { limits, tools, deps, onEvent, ...options } = change;
  const events: RunEvent[] = [];
  const result = await runLoop(
    { ...loopDeps(predictor, tools), ...deps },
    {
      task: 'what?',
      intent: 'ask',
      memories: [],
      variables: {},
      budget: Budget.open({ ...DEFAULT_LIMITS, ...limits }),
      signal: new AbortController().signal,
      emit: (event) => {
        events.push(event);
        onEvent?.(event, events);
      },
      turnId: 'trn_test',
      ...options,
    },
  );
  return { result, events, predictor };
}

export function registryOf(tools: readonly AnyTool[]): ToolRegistry {
  return {
    register: () => ({ dispose: () => undefined }),
    get: (name) => tools.find((tool) => tool.name === name),
    list: () => tools,
  };
}

/** A workspace of texts. */
export function filesOf(texts: Readonly<Record<string, string>>): FileStore {
  const bytes = (path: string): Uint8Array => {
    const text = texts[path];
    if (text === undefined) throw new FileMissingError(path);
    return new TextEncoder().encode(text);
  };
  return {
    root: '/workspace',
    localRoot: undefined,
    read: async (path) => bytes(path),
    write: async () => undefined,
    list: async () => [],
    stat: async (path) =>
      path in texts
        ? { kind: 'file', symlink: false, size: bytes(path).length, mtime: 0 }
        : undefined,
    remove: async () => undefined,
    ensureDir: async () => undefined,
    realPath: async (path) => path,
  };
}
