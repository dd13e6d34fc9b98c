// What the verbs of `memfun task` work with.
import type { Memfun } from '../../app/index.js';
import { createIds, type Logger, systemClock } from '../../core/index.js';
import { WorkClient } from '../../workers/index.js';
import { UsageError } from '../arguments.js';

export interface TaskSite {
  readonly memfun: Memfun;
  readonly logger: Logger;
  readonly output: { write(text: string): unknown };
  readonly signal: AbortSignal;
}

/** @throws UsageError when no other process could do a task */
export async function workClient(memfun: Memfun, logger: Logger): Promise<WorkClient> {
  const tier = await memfun.tier();
  if (tier.capabilities.reach === 'process')
    throw new UsageError(
      'Tasks for workers need a tier that other processes reach.',
      'Say which: --tier sqlite, or --tier redis or nats with --servers ADDRESS.',
    );
  return new WorkClient(tier, createIds(), systemClock, logger);
}
