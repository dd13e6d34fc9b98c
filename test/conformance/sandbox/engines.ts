// The engines under test and how a session is opened on each: the only part that differs between them.
import path from 'node:path';
import type {
  HostCallHandler,
  Sandbox,
  SandboxAdapter,
  SandboxOptions,
} from '../../../runtime/ports/index.js';
import { createSandboxEngines } from '../../../runtime/sandbox/index.js';
import { node24, root } from '../../host/paths.mjs';

const engines = createSandboxEngines({
  assetsDir: path.join(root, 'dist'),
  node24: node24(),
  prewarm: false,
});

export const ENGINES: readonly (readonly [string, SandboxAdapter])[] = engines.adapters.map(
  (adapter) => [adapter.engine, adapter],
);

/** A host that echoes its arguments, waits, fails, or never answers. */
export const echoHost: HostCallHandler = async (name, args, signal) => {
  if (name === 'slow') await new Promise((resolve) => setTimeout(resolve, Number(args[0])));
  if (name === 'never') await new Promise((resolve) => signal.addEventListener('abort', resolve));
  if (name === 'fails')
    return {
      ok: false,
      error: { name: 'ToolInputError', code: 'tool.input', message: 'no such path' },
    };
  return { ok: true, value: { name, args: [...args] } };
};

export const OPTIONS: SandboxOptions = {
  hostFunctions: ['echo', 'slow', 'never', 'fails', 'memory.search', 'memory.save'],
  onHostCall: echoHost,
  memoryMb: 64,
  cellTimeoutMs: 5_000,
  outputLimit: 400,
  seed: 7,
  startTime: Date.UTC(2026, 0, 1),
};

export async function openOn(
  adapter: SandboxAdapter,
  change: Partial<SandboxOptions> = {},
): Promise<Sandbox> {
  return adapter.open({ ...OPTIONS, ...change });
}
