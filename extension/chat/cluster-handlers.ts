// What the host does for the view of workers: what goes on in the tier, and what a person does about its tasks.
import type { Memfun, TierChange } from '../../runtime/app/index.js';
import { type Clock, createIds, type Logger, MemfunError } from '../../runtime/core/index.js';
import {
  type ListedTask,
  type Overview,
  overviewOf,
  WORK_PROTOCOL,
  WorkClient,
} from '../../runtime/workers/index.js';
import type { ClusterState, ClusterTask, ClusterWorker } from '../bridge/index.js';
import type { BridgeHandlers } from './bridge-server.js';

export type ClusterRequestName = Extract<keyof BridgeHandlers, `cluster.${string}`>;

type Tier = Awaited<ReturnType<Memfun['tier']>>;

export interface ClusterHandlerOptions {
  readonly memfun: () => Promise<Pick<Memfun, 'tier'>>;
  readonly clock: Clock;
  readonly logger: () => Logger;
  /** How the tier is configured. */
  readonly configured: () => Promise<ConfiguredTier>;
  /** Opens the settings of the tier. */
  readonly choose: () => Promise<void>;
}

type ConfiguredTier = TierChange['to'];

/** Rows of tasks that a page gets. */
const SHOWN = 200;
const FIRST: readonly ListedTask['state'][] = ['running', 'waiting', 'dead'];

class NoTasksError extends MemfunError {
  readonly code = 'cluster.local';
  constructor() {
    super('There are no tasks of workers here.', {
      remedy: 'Choose another tier in the settings: memfun.tier.',
    });
  }
}

export function clusterHandlers(
  options: ClusterHandlerOptions,
): Pick<BridgeHandlers, ClusterRequestName> {
  const { memfun, clock, logger, configured, choose } = options;
  const done = {};
  /** It knows which tasks are over, so that they are not asked about again. */
  let last: { readonly tier: Tier; readonly client: WorkClient } | undefined;
  const open = async () => {
    const tier = await (await memfun()).tier();
    if (tier.capabilities.reach === 'process') return undefined;
    if (last?.tier !== tier)
      last = { tier, client: new WorkClient(tier, createIds(), clock, logger()) };
    return last;
  };
  const shared = async () => {
    const found = await open();
    if (found === undefined) throw new NoTasksError();
    return found;
  };
  return {
    'cluster.get': async (): Promise<ClusterState> => {
      const found = await open();
      if (found === undefined) return { reach: 'process' };
      const { tier, client } = found;
      const { reach } = tier.capabilities;
      return {
        reach: reach === 'machine' ? 'machine' : 'network',
        tier: tier.kind,
        start: startCommand(await configured()),
        now: clock.now(),
        ...stateOf(await overviewOf(client, tier, clock)),
      };
    },
    'cluster.requeue': async ({ taskId }) => {
      await (await shared()).tier.tasks.requeue(taskId);
      return done;
    },
    'cluster.discard': async ({ taskId }) => {
      await (await shared()).client.discard(taskId);
      return done;
    },
    'cluster.cancel': async ({ taskId }) => {
      await (await shared()).tier.tasks.cancel(taskId);
      return done;
    },
    'cluster.choose': async () => {
      await choose();
      return done;
    },
  };
}

/** What a person can type as it stands; a password is a stored key and no part of it. */
function startCommand({
  kind,
  servers,
  username,
  space,
}: Pick<ConfiguredTier, 'kind' | 'servers' | 'username' | 'space'>): string {
  const words = ['memfun', 'worker', '--tier', kind];
  if (kind !== 'sqlite') words.push('--servers', servers.join(','));
  if (kind !== 'sqlite' && username !== undefined) words.push('--user', username);
  if (space !== undefined) words.push('--space', space);
  const quoted = words.map((word) => (/^[\w.,:/@+-]+$/.test(word) ? word : JSON.stringify(word)));
  return `${quoted.join(' ')} --dir .`;
}

function stateOf({ workers, kinds, tasks, donePerHour }: Overview) {
  const names = new Map(workers.map(({ agentId, name }) => [agentId, name]));
  const titles = new Map(tasks.map(({ taskId, title }) => [taskId, title]));
  const first = FIRST.flatMap((wanted) => tasks.filter(({ state }) => state === wanted));
  const ordered = [...first, ...tasks.filter((task) => !first.includes(task))];
  return {
    donePerHour,
    workers: workers.map((worker) => workerOf(worker, titles)),
    queues: kinds.map((kind) => ({ ...kind })),
    tasks: ordered.slice(0, SHOWN).map((task) => taskOf(task, names)),
    more: Math.max(0, ordered.length - SHOWN),
  };
}

function workerOf(
  worker: Overview['workers'][number],
  titles: ReadonlyMap<string, string>,
): ClusterWorker {
  const { agentId: id, name, version, host, pid, startedAt, expiresAt } = worker;
  const { concurrency, done, failed, draining, protocol } = worker;
  const unfit = protocol === WORK_PROTOCOL ? (draining ? 'draining' : undefined) : 'protocol';
  return {
    id,
    name,
    version,
    host,
    pid,
    startedAt,
    expiresAt,
    concurrency,
    done,
    failed,
    ...(unfit === undefined ? {} : { unfit }),
    running: worker.running.map(({ taskId, kind, attempt, since }) => ({
      taskId,
      title: titles.get(taskId) ?? kind,
      attempt,
      since,
    })),
  };
}

function taskOf(task: ListedTask, names: ReadonlyMap<string, string>): ClusterTask {
  const { taskId, kind, title, state, submittedAt, worker, reason } = task;
  return {
    taskId,
    kind,
    title,
    state,
    submittedAt,
    ...(worker === undefined ? {} : { worker: names.get(worker) ?? worker }),
    ...(reason === undefined ? {} : { reason }),
  };
}
