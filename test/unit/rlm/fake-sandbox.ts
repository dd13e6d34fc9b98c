// TEMP fake sandbox and gate until the real ones are merged.
import type { Json } from '../../../runtime/core/index.js';
import type { CellResult, Sandbox, SandboxAdapter, SandboxOptions, ToolRegistry } from '../../../runtime/ports/index.js';
import type { Gate } from '../../../runtime/safety/index.js';
import { toErrorInfo } from '../../../runtime/core/index.js';
// oxlint-disable-next-line
const AsyncFunction: any = (async () => {}).constructor;
export const fakeSandbox: SandboxAdapter = {
  engine: 'quickjs',
  availability: async () => ({ available: true, detail: 'fake' }),
  async open(o: SandboxOptions): Promise<Sandbox> {
    const vars: Record<string, unknown> = {};
    const info = () => Object.entries(vars).map(([name, v]) => ({ name, type: typeof v, shape: typeof v, size: JSON.stringify(v).length, preview: JSON.stringify(v).slice(0, 100) }));
    return {
      engine: 'quickjs',
      async run(code, signal): Promise<CellResult> {
        let output = '';
        const host: Record<string, unknown> = {};
        for (const name of o.hostFunctions) host[name] = async (...args: Json[]) => {
          const r = await o.onHostCall(name, args, signal ?? new AbortController().signal);
          if (r.ok) return r.value;
          throw Object.assign(new Error(r.error.message), r.error);
        };
        try {
          await AsyncFunction('vars', 'console', ...Object.keys(host), code)(vars, { log: (...a: unknown[]) => (output += `${a.join(' ')}\n`) }, ...Object.values(host));
          return { ok: true, output, outputChars: output.length, variables: info(), ms: 1 };
        } catch (e) {
          const { name, message } = toErrorInfo(e);
          return { ok: false, output, outputChars: output.length, error: { name, message, kind: 'exception', line: 1 }, variables: info(), ms: 1 };
        }
      },
      set: async (n, v) => void (vars[n] = v),
      get: async (n) => vars[n] as Json,
      variables: async () => info(),
      record: () => ({ version: 1, engine: 'quickjs', seed: 1, startTime: 0, hostFunctions: [], cells: [] }),
      close: async () => undefined,
    };
  },
  replay: async () => { throw new Error('no'); },
};
export function fakeGate(tools: ToolRegistry): Gate {
  return {
    decide: () => ({ allowed: true, by: 'fake' }),
    async call(name, input, context) {
      try {
        const tool = tools.get(name);
        const value = await tool?.run(tool.input.parse(input), context);
        return { result: { ok: true, value: value as Json }, summary: name, ms: 1 };
      } catch (e) {
        return { result: { ok: false, error: toErrorInfo(e) }, summary: name, ms: 1 };
      }
    },
  };
}
