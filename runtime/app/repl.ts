// The loop's REPL by hand: the configured sandbox with the workspace's tools as its host functions.
import { loadConfig } from '../config/index.js';
import { silentLogger } from '../core/index.js';
import type { Sandbox, SandboxOptions, SandboxRecord } from '../ports/index.js';
import { createGate } from '../safety/index.js';
import { createSandboxEngines } from '../sandbox/index.js';
import { createReplFace, toolSignature } from '../tools/index.js';
import { chooseSandbox } from './choose-sandbox.js';
import { workspaceTools } from './create.js';
import type { MemfunEnvironment } from './types.js';

/** A sandbox that a person drives. */
export type Repl = Pick<Sandbox, 'engine' | 'run' | 'record' | 'close'>;

const OUTPUT_LIMIT = 100_000;

/**
 * @param record a session to rebuild; its engine is used, and no host function is called for its cells
 * @throws SandboxUnavailableError, ConfigError
 */
export async function openRepl(env: MemfunEnvironment, record?: SandboxRecord): Promise<Repl> {
  const config = loadConfig({ settings: env.settings });
  const engines = createSandboxEngines({
    assetsDir: env.assetsDir,
    node24: env.node24,
    prewarm: false,
  });
  const { adapter } = await chooseSandbox(
    engines.adapters,
    record?.engine ?? config.sandbox.engine,
  );
  const { tools, close } = workspaceTools(env);
  const gate = createGate({
    registry: tools,
    trusted: env.trusted,
    changes: 'off',
    signatureOf: toolSignature,
    logger: env.logger,
  });
  const face = createReplFace(tools, gate);
  const options: SandboxOptions = {
    hostFunctions: face.hostFunctions(),
    onHostCall: async (name, args, signal) =>
      (
        await face.call(name, args, {
          signal,
          logger: silentLogger,
          caller: 'user',
          turnId: 'repl',
          stepId: undefined,
        })
      ).result,
    memoryMb: config.sandbox.memoryMb,
    cellTimeoutMs: config.cellTimeoutMs,
    outputLimit: OUTPUT_LIMIT,
    seed: 1,
    startTime: Date.now(),
  };
  const sandbox =
    record === undefined ? await adapter.open(options) : await adapter.replay(record, options);
  return {
    engine: sandbox.engine,
    run: (code, signal) => sandbox.run(code, signal),
    record: () => sandbox.record(),
    close: async () => {
      await sandbox.close();
      engines.close();
      await close();
    },
  };
}
