// Workers and their tasks as a host would tell of them, and what becomes of them when the page decides something.
import type { ClusterState, SharedCluster } from '../../../extension/bridge/index.js';
import type { BridgeHandlers } from '../../../extension/chat/bridge-server.js';
import type { ClusterRequestName } from '../../../extension/chat/cluster-handlers.js';
import { MemfunError } from '../../../runtime/core/index.js';

const NOW = Date.UTC(2026, 10, 2, 12);
const MINUTE = 60_000;
const REPOSITORY = '0a1b2c3d4e5f';

const worker = (name: string, more: Partial<SharedCluster['workers'][number]> = {}) => ({
  id: `agt_${name}`,
  name,
  version: '0.9.0',
  host: `${name}.example.com`,
  pid: 4711,
  startedAt: NOW - 190 * MINUTE,
  expiresAt: NOW + 21_000,
  concurrency: 2,
  running: [],
  done: 37,
  failed: 0,
  ...more,
});
const queue = (kind: string, more: Partial<SharedCluster['queues'][number]> = {}) => ({
  kind,
  workers: 3,
  waiting: 0,
  running: 0,
  dead: 0,
  done: 0,
  ...more,
});

export const CLUSTER: SharedCluster = {
  reach: 'network',
  tier: 'nats',
  start: 'memfun worker --tier nats --servers nats://10.0.0.7:4222 --space parcels --dir .',
  now: NOW,
  donePerHour: 23.4,
  workers: [
    worker('kiel', {
      running: [
        {
          taskId: 'tsk_1',
          title: 'Build the routes of the parcel service, with their tests (coder)',
          attempt: 1,
          since: NOW - 42_000,
        },
        { taskId: 'tsk_2', title: 'Build the sign-in (coder)', attempt: 2, since: NOW - 7_000 },
      ],
    }),
    worker('lyon-build-machine-with-a-long-name-17', { unfit: 'draining', failed: 2 }),
    worker('oslo', { unfit: 'protocol', version: '0.7.2', done: 0 }),
  ],
  queues: [
    queue('turn', { waiting: 1, done: 212 }),
    queue('turn/reviewer', { dead: 1, done: 18 }),
    queue(`plan/coder@${REPOSITORY}`, { running: 2, done: 64 }),
    queue(`plan/tester@${REPOSITORY}`),
    queue('turn/tester'),
  ],
  tasks: [
    {
      taskId: 'tsk_1',
      kind: `plan/coder@${REPOSITORY}`,
      title: 'Build the routes of the parcel service, with their tests (coder)',
      state: 'running',
      submittedAt: NOW - MINUTE,
      worker: 'kiel',
    },
    {
      taskId: 'tsk_2',
      kind: `plan/coder@${REPOSITORY}`,
      title: 'Build the sign-in (coder)',
      state: 'running',
      submittedAt: NOW - MINUTE,
      worker: 'kiel',
    },
    {
      taskId: 'tsk_3',
      kind: 'turn',
      title: 'where is the retry?',
      state: 'waiting',
      submittedAt: NOW - 2 * MINUTE,
    },
    {
      taskId: 'tsk_4',
      kind: 'turn/reviewer',
      title: 'Review src/queue/dead-letters.ts',
      state: 'dead',
      submittedAt: NOW - 200 * MINUTE,
      reason: 'The commit 4d3c2b1a0f9e is not in https://example.com/parcels.git. [cli.checkout]',
    },
    {
      taskId: 'tsk_5',
      kind: 'turn',
      title: 'which tests are slow?',
      state: 'done',
      submittedAt: NOW - 300 * MINUTE,
    },
  ],
  more: 14,
};

class AwayError extends MemfunError {
  readonly code = 'tier.unreachable';
}

/** A cluster that can be looked at from a test, and go away. */
export class ClusterDesk {
  /** Answers every question with a failure. */
  away = false;
  /** What is answered is on its way until this settles. */
  held: Promise<void> = Promise.resolve();
  constructor(public state: ClusterState | 'reading') {}

  get handlers(): Pick<BridgeHandlers, ClusterRequestName> {
    const done = {};
    const without = (taskId: string) => {
      if (this.state === 'reading' || this.state.reach === 'process') return;
      const tasks = this.state.tasks.filter((task) => task.taskId !== taskId);
      this.state = { ...this.state, tasks };
    };
    return {
      'cluster.get': async () => {
        if (this.away)
          throw new AwayError('NATS at nats://10.0.0.7:4222 does not answer.', {
            remedy: 'Start it, or correct memfun.tierServers.',
          });
        if (this.state === 'reading') return new Promise<never>(() => undefined);
        const { state } = this;
        await this.held;
        return state;
      },
      'cluster.requeue': async ({ taskId }) => {
        if (this.state !== 'reading' && this.state.reach !== 'process')
          this.state = {
            ...this.state,
            tasks: this.state.tasks.map(({ reason: _gone, ...task }) =>
              task.taskId === taskId ? { ...task, state: 'waiting' as const } : task,
            ),
          };
        return done;
      },
      'cluster.discard': async ({ taskId }) => {
        without(taskId);
        return done;
      },
      'cluster.cancel': async ({ taskId }) => {
        without(taskId);
        return done;
      },
      'cluster.choose': async () => done,
    };
  }
}
