// Choosing the sandbox: the configured engine or none; without one the strongest that works here, and it says so.
import { MemfunError } from '../core/index.js';
import type { EngineName, SandboxAdapter } from '../ports/index.js';

/** No engine can run cells here, or the configured one cannot. */
export class SandboxUnavailableError extends MemfunError {
  readonly code = 'sandbox.unavailable';
}

export interface ChosenSandbox {
  readonly adapter: SandboxAdapter;
  /** What the user should know about the choice: a stronger engine was not to be had. */
  readonly notice: string | undefined;
}

/** Whether it is chosen without being named. The others need a program, or send what cells read elsewhere. */
export function isLocal(engine: EngineName): boolean {
  return engine === 'isolated-vm' || engine === 'quickjs';
}

/**
 * @param adapters the engines of this build, strongest first
 * @throws SandboxUnavailableError with the reason and remedy of every engine that was tried
 */
export async function chooseSandbox(
  adapters: readonly SandboxAdapter[],
  configured: EngineName | undefined,
): Promise<ChosenSandbox> {
  const candidates = adapters.filter(({ engine }) =>
    configured === undefined ? isLocal(engine) : engine === configured,
  );
  const missing: { engine: EngineName; reason: string; remedy: string }[] = [];
  for (const adapter of candidates) {
    const state = await adapter.availability();
    if (state.available) {
      const passed = missing.map(({ engine, reason }) => `${engine} cannot run here: ${reason}`);
      const notice =
        passed.length === 0 ? undefined : `Cells run in ${adapter.engine}. ${passed.join(' ')}`;
      return { adapter, notice };
    }
    missing.push({ engine: adapter.engine, reason: state.reason, remedy: state.remedy });
  }
  const wanted = configured ?? 'any engine';
  const reasons = missing.map(({ engine, reason }) => `${engine}: ${reason}`);
  throw new SandboxUnavailableError(
    `The sandbox (${wanted}) cannot run here, so no cell can run. ${reasons.join(' ')}`.trim(),
    {
      remedy:
        missing.map(({ remedy }) => remedy).join(' ') ||
        'Choose "auto" in "memfun.sandbox.engine".',
    },
  );
}
