// The side that gives work: submits tasks, follows what happens to them, and waits for their ends.
import * as z from 'zod';
import type { Clock, IdMaker, Json, Logger } from '../core/index.js';
import type { SubscribeOptions, TaskDraft, TaskOutcome } from '../ports/index.js';
import {
  channelSubject,
  kindCapability,
  queueOf,
  type TaskEvent,
  taskEventSchema,
  workerMetadataSchema,
} from './envelope.js';
import { TaskFailedError, TaskUnknownError } from './errors.js';
import { type TaskKind, WORK_PROTOCOL } from './kind.js';
import type { WorkPorts } from './worker.js';

export interface SubmitOptions
  extends Pick<TaskDraft, 'dedupeKey' | 'orderKey' | 'priority' | 'delayMs' | 'maxAttempts'> {
  /** For lists: what it is about. */
  readonly title?: string;
  /** Told in order. Events of an attempt that another one has taken over from are left out. */
  readonly onEvent?: (event: TaskEvent) => void;
  /** Told when its events cannot be read at the moment, or were lost. */
  readonly onTrouble?: (error: Error) => void;
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

const recordSchema = z.object({
  taskId: z.string(),
  kind: z.string(),
  title: z.string(),
  channel: z.string(),
  /** Milliseconds since the epoch. */
  submittedAt: z.number(),
});
export type TaskRecord = z.infer<typeof recordSchema>;

export interface ListedTask extends TaskRecord {
  /** `forgotten`: so long ago that its outcome is no longer kept. */
  readonly state: 'waiting' | 'running' | 'done' | 'dead' | 'cancelled' | 'forgotten';
  /** Who does it. */
  readonly worker?: string;
  /** Why it is dead. */
  readonly reason?: string;
}

const RECORD = 'work-task.';
const RECORD_MS = 7 * 24 * 60 * 60 * 1000;
const recordKey = (taskId: string): string => RECORD + taskId;

export interface AbleWorkers {
  /** Ids of living workers that take tasks of the kind. */
  readonly able: readonly string[];
  /** Why others that do this kind leave such tasks alone, in words. */
  readonly unable: readonly string[];
}

export class WorkClient {
  /** Tasks whose end is known for good, so that a list that is shown again and again asks only about the others. */
  readonly #over = new Map<string, 'done' | 'cancelled'>();

  constructor(
    private readonly ports: WorkPorts,
    private readonly ids: IdMaker,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** @throws QueueFullError */
  async submit<I, O>(
    { kind, input: form, output }: TaskKind<I, O>,
    given: I,
    options: SubmitOptions = {},
  ): Promise<SubmittedTask<O>> {
    const { bus, tasks } = this.ports;
    const { onEvent, onTrouble, title = kind, ...draft } = options;
    const channel =
      draft.dedupeKey === undefined ? this.ids.next('event') : `${kind} ${draft.dedupeKey}`;
    // Listening before submitting: a fast worker must not be missed.
    const following =
      onEvent &&
      (await bus.subscribe(
        channelSubject(channel),
        this.#reader(onEvent),
        onTrouble === undefined ? {} : { onTrouble },
      ));
    // As JSON has it: without keys whose value is undefined.
    const input = JSON.parse(JSON.stringify(form.parse(given))) as Json;
    const payload = { protocol: WORK_PROTOCOL, kind, channel, input };
    let taskId: string;
    try {
      taskId = await tasks.enqueue({ ...draft, queue: queueOf(kind), payload });
      const record: TaskRecord = { taskId, kind, title, channel, submittedAt: this.clock.now() };
      await this.ports.state.put(recordKey(taskId), { ...record }, { ttlMs: RECORD_MS });
    } catch (error) {
      await following?.close();
      throw error;
    }
    return this.#submitted(taskId, output, following);
  }

  /**
   * Goes on with a task that was given by anybody: its events from now on, and its end.
   * @throws TaskUnknownError
   */
  async resume<I, O>(
    { output }: TaskKind<I, O>,
    taskId: string,
    { onEvent, onTrouble }: Required<Pick<SubmitOptions, 'onEvent' | 'onTrouble'>>,
  ): Promise<SubmittedTask<O>> {
    const following = await this.follow(taskId, onEvent, { onTrouble });
    return this.#submitted(taskId, output, following);
  }

  /** Tasks that were given in the last week, newest first, with what is known of them. */
  async list(): Promise<readonly ListedTask[]> {
    const records = (await this.ports.state.list(RECORD)).flatMap(({ value }) => {
      const read = recordSchema.safeParse(value);
      return read.success ? [read.data] : [];
    });
    const running = new Map<string, string>();
    for (const { agentId, metadata } of await this.ports.agents.list()) {
      const worker = workerMetadataSchema.safeParse(metadata).data;
      for (const { taskId } of worker?.running ?? []) running.set(taskId, agentId);
    }
    const listed = await Promise.all(
      records.map(async (record): Promise<ListedTask> => {
        const over = this.#over.get(record.taskId);
        if (over !== undefined) return { ...record, state: over };
        const worker = running.get(record.taskId);
        const known = await this.ports.tasks
          .look(record.taskId)
          .catch(() => ({ state: 'forgotten' as const }));
        if (known.state === 'failed') return { ...record, state: 'dead', reason: known.reason };
        if (known.state === 'done' || known.state === 'cancelled')
          this.#over.set(record.taskId, known.state);
        if (known.state !== 'open') return { ...record, state: known.state };
        return worker === undefined
          ? { ...record, state: 'waiting' }
          : { ...record, state: 'running', worker };
      }),
    );
    const kept = new Set(records.map(({ taskId }) => taskId));
    for (const taskId of this.#over.keys()) if (!kept.has(taskId)) this.#over.delete(taskId);
    return listed.sort((a, b) => b.submittedAt - a.submittedAt);
  }

  /** Takes a dead letter away for good; it is no longer listed. @throws UnknownTaskError when it is none */
  async discard(taskId: string): Promise<void> {
    const { tasks, state } = this.ports;
    await tasks.discard(taskId);
    await state.delete(recordKey(taskId));
  }

  /** Follows a task that was given by anybody. @throws UnknownTaskError */
  async follow(
    taskId: string,
    onEvent: (event: TaskEvent) => void,
    options: Pick<SubscribeOptions, 'from' | 'onTrouble'> = {},
  ): Promise<{ close(): Promise<void> }> {
    const read = recordSchema.safeParse((await this.ports.state.get(recordKey(taskId)))?.value);
    if (!read.success) throw new TaskUnknownError(taskId);
    return this.ports.bus.subscribe(
      channelSubject(read.data.channel),
      this.#reader(onEvent),
      options,
    );
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

  #submitted<O>(
    taskId: string,
    output: TaskKind<unknown, O>['output'],
    following: { close(): Promise<void> } | undefined,
  ): SubmittedTask<O> {
    const { tasks } = this.ports;
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
