// Stand-ins for the sandbox and the gate with just enough of their contracts; no boundary at all.
import type { Json } from '../../../runtime/core/index.js';
import { abortable, isAbort, toErrorInfo } from '../../../runtime/core/index.js';
import type {
  CellResult,
  Sandbox,
  SandboxAdapter,
  SandboxOptions,
  ToolRegistry,
} from '../../../runtime/ports/index.js';
import type { Gate } from '../../../runtime/safety/index.js';

type Runner = (scope: object) => Promise<unknown>;
const AsyncFunction = (async () => undefined).constructor as new (
  argument: string,
  body: string,
) => Runner;

/** Runs cells in this process; top-level `const x =` is kept from cell to cell. */
export const fakeSandbox: SandboxAdapter = {
  engine: 'quickjs',
  availability: async () => ({ available: true, detail: 'stand-in' }),
  open: async (options) => openFake(options),
  replay: async (_record, options) => openFake(options),
};

function openFake(options: SandboxOptions): Sandbox {
  const vars: Record<string, unknown> = {};
  const variables = (): CellResult['variables'] =>
    Object.entries(vars).map(([name, value]) => {
      const text = JSON.stringify(value) ?? '';
      const size = text.length;
      return { name, type: typeof value, shape: typeof value, size, preview: text.slice(0, 100) };
    });
  const run = async (code: string, signal?: AbortSignal): Promise<CellResult> => {
    let output = '';
    const print = (...parts: unknown[]): void => {
      output += `${parts.map((p) => (typeof p === 'string' ? p : JSON.stringify(p))).join(' ')}\n`;
    };
    const scope = new Proxy(vars, {
      has: (_target, name) =>
        name === 'console' || name in vars || options.hostFunctions.includes(String(name)),
      get: (_target, name) => {
        if (typeof name === 'symbol') return undefined;
        if (name === 'console') return { log: print };
        if (options.hostFunctions.includes(name)) return hostFunction(options, name, signal);
        return vars[name];
      },
    });
    const failed = (thrown: unknown): CellResult['error'] => {
      const { name, message } = toErrorInfo(thrown);
      if (isAbort(thrown)) return { name, message, kind: 'aborted' };
      return {
        name,
        message,
        kind: thrown instanceof SyntaxError ? 'syntax' : 'exception',
        line: 1,
      };
    };
    let error: CellResult['error'];
    try {
      const body = code.replaceAll(/^(?:const|let|var) (\w+) =/gm, (_all, name: string) => {
        vars[name] = undefined;
        return `${name} =`;
      });
      const cell = new AsyncFunction('scope', `with (scope) {\n${body}\n}`);
      await abortable(cell(scope), signal);
    } catch (thrown) {
      error = failed(thrown);
    }
    const result = { output, outputChars: output.length, variables: variables(), ms: 1 };
    return error === undefined ? { ...result, ok: true } : { ...result, ok: false, error };
  };
  return {
    engine: 'quickjs',
    run,
    set: async (name, value) => {
      vars[name] = value;
    },
    get: async (name) => vars[name] as Json | undefined,
    variables: async () => variables(),
    record: () => ({
      version: 1,
      engine: 'quickjs',
      seed: options.seed,
      startTime: options.startTime,
      hostFunctions: options.hostFunctions,
      cells: [],
    }),
    close: async () => undefined,
  };
}

function hostFunction(options: SandboxOptions, name: string, signal: AbortSignal | undefined) {
  return async (...args: Json[]): Promise<Json> => {
    const result = await options.onHostCall(name, args, signal ?? new AbortController().signal);
    if (result.ok) return result.value;
    throw Object.assign(new Error(result.error.message), result.error);
  };
}

/** Lets everything through, with the errors and schemas of the contract. */
export function fakeGate(tools: ToolRegistry): Gate {
  return {
    decide: () => ({ allowed: true, by: 'stand-in' }),
    call: async (name, input, context) => {
      const tool = tools.get(name);
      try {
        if (tool === undefined) throw new TypeError(`no tool ${name}`);
        const value = (await tool.run(tool.input.parse(input), context)) as Json;
        return { result: { ok: true, value }, summary: name, ms: 1 };
      } catch (thrown) {
        return { result: { ok: false, error: toErrorInfo(thrown) }, summary: name, ms: 1 };
      }
    },
  };
}
