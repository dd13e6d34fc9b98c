// What is going on in a space: who works, what waits, runs and failed, and how fast it goes.
import type { Clock } from '../core/index.js';
import type { ListedTask, WorkClient } from './client.js';
import { type WorkerMetadata, workerMetadataSchema } from './envelope.js';
import { WORK_PROTOCOL } from './kind.js';
import type { WorkPorts } from './worker.js';

export interface KindOverview {
  readonly kind: string;
  /** Workers that take it now. */
  readonly workers: number;
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
  readonly done: number;
}

export interface Overview {
  readonly workers: readonly (WorkerMetadata & {
    readonly agentId: string;
    readonly name: string;
    /** Until when it counts as living, in milliseconds since the epoch. */
    readonly expiresAt: number;
  })[];
  /** Kinds that somebody works on or has tasks of, by name. */
  readonly kinds: readonly KindOverview[];
  /** Tasks of the last week, newest first. */
  readonly tasks: readonly ListedTask[];
  /** Tasks that living workers have done, in an hour of their lives on average. */
  readonly donePerHour: number;
}

const HOUR_MS = 3_600_000;
/** A worker that has just begun says little about its speed. */
const LEAST_LIFE_MS = 60_000;

export async function overviewOf(
  client: WorkClient,
  { agents }: Pick<WorkPorts, 'agents'>,
  clock: Clock,
): Promise<Overview> {
  const workers = (await agents.list()).flatMap(({ agentId, name, metadata, expiresAt }) => {
    const read = workerMetadataSchema.safeParse(metadata);
    return read.success ? [{ agentId, name, expiresAt, ...read.data }] : [];
  });
  const tasks = await client.list();
  const kinds = new Set([...workers.flatMap((one) => one.kinds), ...tasks.map((one) => one.kind)]);
  const now = clock.now();
  return {
    workers,
    kinds: [...kinds].sort().map((kind) => {
      const count = (state: ListedTask['state']): number =>
        tasks.filter((task) => task.kind === kind && task.state === state).length;
      return {
        kind,
        workers: workers.filter((one) => takes(one, kind)).length,
        waiting: count('waiting'),
        running: count('running'),
        dead: count('dead'),
        done: count('done'),
      };
    }),
    tasks,
    donePerHour: workers.reduce(
      (sum, { done, startedAt }) =>
        sum + (done * HOUR_MS) / Math.max(LEAST_LIFE_MS, now - startedAt),
      0,
    ),
  };
}

/** One of another version has the same names of kinds, and takes nothing of what is given here. */
function takes({ draining, protocol, kinds }: WorkerMetadata, kind: string): boolean {
  return !draining && protocol === WORK_PROTOCOL && kinds.includes(kind);
}
