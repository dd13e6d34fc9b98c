// The engines under test and how a session is opened on each: the only part that differs between them.
import { spawn } from 'node:child_process';
import path from 'node:path';
import type {
  HostCallHandler,
  Sandbox,
  SandboxAdapter,
  SandboxOptions,
} from '../../../runtime/ports/index.js';
import { createSandboxEngines } from '../../../runtime/sandbox/index.js';
import { StdioAdapter, type StdioRunner } from '../../../runtime/sandbox/stdio/adapter.js';
import { node24, root } from '../../host/paths.mjs';

const engines = createSandboxEngines({
  assetsDir: path.join(root, 'dist'),
  node24: node24(),
  prewarm: false,
});

/** The program of a container as a process of its own, where no engine of containers is to be had. */
const withoutContainer: StdioRunner = {
  engine: 'docker',
  availability: () => Promise.resolve({ available: true, detail: 'a process' }),
  start: () => {
    const program = path.join(root, 'dist/sandbox-stdio.cjs');
    const child = spawn(process.execPath, [program], { env: {}, stdio: 'pipe' });
    return { child, end: () => void child.kill('SIGKILL') };
  },
};

/** What cannot be run on this machine, and why. */
const missing: (readonly [engine: string, why: string, adapter: SandboxAdapter])[] = [];

/** Those of this machine; the others run what they would run elsewhere in a plain process. */
async function enginesHere(): Promise<readonly (readonly [string, SandboxAdapter])[]> {
  const here: (readonly [string, SandboxAdapter])[] = [];
  for (const adapter of engines.adapters) {
    const isElsewhere = adapter.engine === 'docker' || adapter.engine === 'modal';
    const state = await adapter.availability();
    if (state.available || !isElsewhere) {
      here.push([adapter.engine, adapter]);
      continue;
    }
    missing.push([adapter.engine, state.reason, adapter]);
    if (adapter.engine === 'docker')
      here.push(['docker, its program alone', new StdioAdapter(withoutContainer)]);
  }
  return here;
}

export const ENGINES = await enginesHere();
export const MISSING: typeof missing = missing;

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
