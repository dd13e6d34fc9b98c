// Public face of the sandbox: the engines of this build, those that are chosen by themselves first, strongest first.
import type { SandboxAdapter } from '../ports/index.js';
import { DockerRunner } from './docker/runner.js';
import { IsolatedVmAdapter } from './isolated-vm/adapter.js';
import { ModalRunner } from './modal/runner.js';
import { QuickJsAdapter } from './quickjs/adapter.js';
import { StdioAdapter } from './stdio/adapter.js';

export * from './errors.js';
export { IsolatedVmAdapter, QuickJsAdapter };

export interface SandboxAdaptersOptions {
  readonly assetsDir: string;
  readonly node24: string | undefined;
  /** Keep one engine started ahead of time. */
  readonly prewarm: boolean;
}

export interface SandboxEngines {
  readonly adapters: readonly SandboxAdapter[];
  /** Starts what makes the first session fast. */
  prewarm(): Promise<void>;
  close(): void;
}

/** Every engine. Whether one can run here is told by its `availability()`; none replaces another silently. */
export function createSandboxEngines(options: SandboxAdaptersOptions): SandboxEngines {
  const isolatedVm = new IsolatedVmAdapter(options);
  const quickJs = new QuickJsAdapter(options.assetsDir);
  const docker = new StdioAdapter(new DockerRunner(options));
  const modal = new StdioAdapter(new ModalRunner(options));
  return {
    adapters: [isolatedVm, quickJs, docker, modal],
    prewarm: () => isolatedVm.prewarm(),
    close: () => isolatedVm.close(),
  };
}
