// Doctor: every part is really used once, and each that fails says how to mend it.
import { abortable, deadlineSignal, MemfunError, toErrorInfo } from '../core/index.js';
import type { MemoryService } from '../memory/index.js';
import type { ConfiguredModels } from '../models/index.js';
import type { EngineName, FileStore, SandboxAdapter } from '../ports/index.js';
import { isLocal } from './choose-sandbox.js';
import type { DoctorProbe } from './parts.js';
import type { DoctorCheck } from './types.js';

/** A probe that has not answered by then has failed. */
const PATIENCE_MS = 30_000;

/** Runs the probes one after the other, so that they do not slow each other down. */
export async function runProbes(
  probes: readonly DoctorProbe[],
  signal: AbortSignal,
): Promise<readonly DoctorCheck[]> {
  const checks: DoctorCheck[] = [];
  for (const probe of probes) checks.push(await runProbe(probe, signal));
  return checks;
}

async function runProbe(probe: DoctorProbe, signal: AbortSignal): Promise<DoctorCheck> {
  const { id, title } = probe;
  const started = performance.now();
  const { signal: patience, clear } = deadlineSignal(PATIENCE_MS, signal);
  const ms = (): number => Math.round(performance.now() - started);
  try {
    const { detail, warning } = await abortable(probe.run(patience), patience);
    if (warning === undefined) return { id, title, state: 'ok', detail, ms: ms() };
    return { id, title, state: 'warning', detail, remedy: warning, ms: ms() };
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const { message, remedy } = toErrorInfo(thrown);
    const detail = patience.aborted ? `No answer within ${PATIENCE_MS / 1000} seconds.` : message;
    const failed = { id, title, state: 'failed' as const, detail, ms: ms() };
    return remedy === undefined ? failed : { ...failed, remedy };
  } finally {
    clear();
  }
}

export function modelProbe(models: ConfiguredModels, role: 'root' | 'sub'): DoctorProbe {
  return {
    id: `models.${role}`,
    title: role === 'root' ? 'The model that answers' : 'The model for sub-calls',
    run: async (signal) => {
      const { id, label, offline } = await models.forRole(role, signal);
      if (offline) {
        return {
          detail: `${label}: works without key or network.`,
          warning: 'It answers by rules. Run "Memfun: Set Up" to use a language model.',
        };
      }
      const { ms } = await models.ping(id, signal);
      return { detail: `${label} answered after ${Math.round(ms)} ms.` };
    },
  };
}

/** Opens the engine and runs a cell in it. One that must be chosen by name, and is not, is only described. */
export function sandboxProbe(
  adapter: SandboxAdapter,
  configured: EngineName | undefined,
): DoctorProbe {
  const isUsed = adapter.engine === configured || isLocal(adapter.engine);
  return {
    id: `sandbox.${adapter.engine}`,
    title: `The sandbox engine ${adapter.engine}`,
    run: async (signal) => {
      const state = await adapter.availability();
      if (!isUsed) {
        const why = state.available ? state.detail : `${state.reason} ${state.remedy}`;
        return { detail: `Not chosen. ${why}` };
      }
      if (!state.available) return { detail: state.reason, warning: state.remedy };
      const sandbox = await adapter.open({
        hostFunctions: ['ping'],
        onHostCall: async () => ({
          ok: true,
          value: 20,
        }),
        memoryMb: 64,
        cellTimeoutMs: 1e4,
        outputLimit: 1e3,
        seed: 1,
        startTime: 0,
      });
      try {
        const result = await sandbox.run('console.log(22 + await ping())', signal);
        if (!result.ok || result.output.trim() !== '42') throw new WrongResultError(result.output);
        return { detail: `A cell ran in ${Math.round(result.ms)} ms. ${state.detail}` };
      } finally {
        await sandbox.close();
      }
    },
  };
}

export function memoryProbe(memory: MemoryService): DoctorProbe {
  return {
    id: 'memory',
    title: 'Memory',
    run: async () => {
      await memory.search({ text: 'doctor', limit: 1 });
      const { memories, operations, damage } = memory.health();
      const conflicts = (await memory.conflicts()).length;
      const detail = `${memories} memories from ${operations} operations, ${conflicts} contradictions.`;
      if (damage.length === 0) return { detail };
      const files = damage.map(({ file, reason }) => `${file} (${reason})`).join(', ');
      return { detail, warning: `Damaged files were set aside: ${files}.` };
    },
  };
}

/** Writes a small file, reads it back and removes it. */
export function storageProbe(id: string, title: string, store: FileStore): DoctorProbe {
  return {
    id,
    title,
    run: async (signal) => {
      const path = `doctor-${process.pid}.txt`;
      await store.ensureDir('');
      try {
        await store.write(path, new TextEncoder().encode('ok'));
        const back = new TextDecoder().decode(await store.read(path, signal));
        if (back !== 'ok') throw new WrongResultError(back);
      } finally {
        await store.remove(path);
      }
      return { detail: `${store.root} can be written.` };
    },
  };
}

/** A part answered, but wrongly. */
class WrongResultError extends MemfunError {
  readonly code = 'doctor.wrong-result';
  constructor(got: string) {
    super(`It answered something wrong: ${JSON.stringify(got.slice(0, 200))}.`, {
      remedy: 'Reinstall Memfun; if it stays, report it with the output of Doctor.',
    });
  }
}
