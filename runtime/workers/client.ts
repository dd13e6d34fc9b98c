// The side that gives work: submits tasks, follows what happens to them, and waits for their ends.
import type { IdMaker, Json, Logger } from '../core/index.js';
import type { TaskDraft, TaskOutcome } from '../ports/index.js';
import {
  channelSubject,
  kindCapability,
  queueOf,
  type TaskEvent,
  taskEventSchema,
  workerMetadataSchema,
} from './envelope.js';
import { TaskFailedError } from './errors.js';
import { type TaskKind, WORK_PROTOCOL } from './kind.js';
import type { WorkPorts } from './worker.js';

export interface SubmitOptions
  extends Pick<TaskDraft, 'dedupeKey' | 'orderKey' | 'priority' | 'delayMs' | 'maxAttempts'> {
  /** Told in order. Events of an attempt that another one has taken over from are left out. */
  readonly onEvent?: (event: TaskEvent) => void;
}

export interface SubmittedTask<O> {
  readonly taskId: string;
  /** @throws TaskFailedError when it failed or was cancelled; AbortedError */
  result(signal: AbortSignal): Promise<O>;
  outcome(signal: AbortSignal): Promise<TaskOutcome>;
  cancel(): Promise<void>;
  /** Stops following. The task goes on. */
  close(): Promise<void>;
}

export interface AbleWorkers {
  /** Ids of living workers that take tasks of the kind. */
  readonly able: readonly string[];
  /** Why others that do this kind leave such tasks alone, in words. */
  readonly unable: readonly string[];
}

export class WorkClient {
  constructor(
    private readonly ports: WorkPorts,
    private readonly ids: IdMaker,
    private readonly logger: Logger,
  ) {}

  /** @throws QueueFullError */
  async submit<I extends Json, O>(
    { kind, output }: TaskKind<I, O>,
    input: I,
    options: SubmitOptions = {},
  ): Promise<SubmittedTask<O>> {
    const { bus, tasks } = this.ports;
    const { onEvent, ...draft } = options;
    const channel =
      draft.dedupeKey === undefined ? this.ids.next('event') : `${kind} ${draft.dedupeKey}`;
    // Listening before submitting: a fast worker must not be missed.
    const following =
      onEvent && (await bus.subscribe(channelSubject(channel), this.#reader(onEvent)));
    const payload = { protocol: WORK_PROTOCOL, kind, channel, input };
    let taskId: string;
    try {
      taskId = await tasks.enqueue({ ...draft, queue: queueOf(kind), payload });
    } catch (error) {
      await following?.close();
      throw error;
    }
    return {
      taskId,
      outcome: (signal) => tasks.outcome(taskId, signal),
      result: async (signal) => {
        const outcome = await tasks.outcome(taskId, signal);
        if (outcome.state === 'done') return output.parse(outcome.result);
        const reason = outcome.state === 'failed' ? outcome.reason : 'it was cancelled.';
        throw new TaskFailedError(taskId, reason);
      },
      cancel: () => tasks.cancel(taskId),
      close: async () => {
        await following?.close();
      },
    };
  }

  /** Which workers would take a task of this kind now. Without any, it waits in the queue until one comes. */
  async workersFor(kind: string): Promise<AbleWorkers> {
    const able: string[] = [];
    const unable: string[] = [];
    for (const { agentId, name, metadata } of await this.ports.agents.list(kindCapability(kind))) {
      const worker = workerMetadataSchema.safeParse(metadata);
      if (!worker.success) unable.push(`${name} (${agentId}) says nothing about its version`);
      else if (worker.data.protocol !== WORK_PROTOCOL)
        unable.push(
          `${name} (${agentId}, version ${worker.data.version}) speaks protocol ${worker.data.protocol}, not ${WORK_PROTOCOL}: install the same version of Memfun there`,
        );
      else if (worker.data.draining) unable.push(`${name} (${agentId}) is being stopped`);
      else able.push(agentId);
    }
    return { able, unable };
  }

  #reader(onEvent: (event: TaskEvent) => void) {
    let newest = 0;
    return async ({ payload }: { readonly payload: Json }): Promise<void> => {
      const read = taskEventSchema.safeParse(payload);
      if (!read.success) {
        this.logger.warn('an event of a task could not be read', { reason: read.error.message });
        return;
      }
      // A worker that was lost may go on for a while; what it says no longer counts.
      if (read.data.fencingToken < newest) return;
      newest = read.data.fencingToken;
      onEvent(read.data);
    };
  }
}
