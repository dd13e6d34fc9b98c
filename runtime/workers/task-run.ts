// One task on its way through a worker: kept alive, done, and given back to the queue in exactly one way.
import type { Clock, Json, Logger } from '../core/index.js';
import { abortable, sleep, throwIfAborted, toErrorInfo } from '../core/index.js';
import type { EventBus, StateStore, TaskLease } from '../ports/index.js';
import { LeaseLostError } from '../ports/index.js';
import { onceOnly, pastEffect } from './effects.js';
import {
  channelSubject,
  type Envelope,
  envelopeSchema,
  heartbeatOf,
  protocolOf,
  type TaskEvent,
} from './envelope.js';
import {
  EffectUnknownError,
  TaskLaterError,
  TaskRefusedError,
  WorkProtocolError,
} from './errors.js';
import { type AnyHandler, type TaskContext, WORK_PROTOCOL } from './kind.js';

export interface TaskSite {
  readonly workerId: string;
  readonly workerName: string;
  readonly handlers: ReadonlyMap<string, AnyHandler>;
  readonly bus: EventBus;
  readonly state: StateStore;
  readonly leaseMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly retryDelayMs: (attempt: number) => number;
}

export type TaskEnd = 'done' | 'again' | 'failed' | 'lost';

const ASK_AGAIN_MS = 200;
/** What a tier says of a result that it cannot take, however often it is asked. */
const TOO_LARGE = 'tier.too-large';

/**
 * Never rejects.
 * @param stop fires when the worker has no more time; the task then goes back for another one
 */
export async function runTask(
  site: TaskSite,
  lease: TaskLease,
  stop: AbortSignal,
): Promise<TaskEnd> {
  const { logger, leaseMs } = site;
  const pulse = setInterval(() => {
    lease.heartbeat().catch((error: unknown) => {
      // A lost lease says so by its signal; a server that does not answer is asked again.
      logger.warn('a task could not be kept alive', {
        taskId: lease.taskId,
        reason: String(error),
      });
    });
  }, heartbeatOf(leaseMs));
  const publish = publisher(site, lease);
  let end: TaskEnd = 'lost';
  let reason = '';
  try {
    const verdict = await decide(site, lease, stop, publish.send);
    reason = verdict.reason ?? '';
    await abortable(publish.settled(), lease.signal);
    end = await untilHeard(lease, verdict);
  } catch (error) {
    reason = toErrorInfo(error).message;
    logger.warn('the end of a task was not accepted', { taskId: lease.taskId, reason });
  } finally {
    clearInterval(pulse);
  }
  publish.send({
    type: 'left',
    taskId: lease.taskId,
    workerId: site.workerId,
    fencingToken: lease.fencingToken,
    outcome: end,
    reason,
  });
  await publish.settled();
  return end;
}

interface Verdict {
  readonly end: TaskEnd;
  readonly reason?: string;
  tell(lease: TaskLease): Promise<void>;
}

async function decide(
  site: TaskSite,
  lease: TaskLease,
  stop: AbortSignal,
  send: (event: TaskEvent) => void,
): Promise<Verdict> {
  const signal = AbortSignal.any([lease.signal, stop]);
  try {
    throwIfAborted(signal);
    const envelope = readEnvelope(lease.payload);
    const handler = site.handlers.get(envelope.kind);
    if (handler === undefined)
      throw new TaskRefusedError(`This worker does no tasks of the kind "${envelope.kind}".`);
    send({
      type: 'taken',
      taskId: lease.taskId,
      workerId: site.workerId,
      workerName: site.workerName,
      attempt: lease.attempt,
      fencingToken: lease.fencingToken,
      at: site.clock.now(),
    });
    const work = handler.work(envelope.input, contextOf(site, lease, signal, send));
    const result = await untilStopped(work, lease.signal, stop);
    return { end: 'done', tell: (held) => held.complete(result) };
  } catch (error) {
    return afterFailure(error, site, lease, stop);
  }
}

function afterFailure(
  error: unknown,
  site: TaskSite,
  lease: TaskLease,
  stop: AbortSignal,
): Verdict {
  if (lease.signal.aborted || error instanceof LeaseLostError)
    throw new LeaseLostError(lease.taskId);
  const { message, code } = toErrorInfo(error);
  const reason = `${message} [${code}]`;
  const isFinal =
    error instanceof TaskRefusedError ||
    error instanceof EffectUnknownError ||
    error instanceof WorkProtocolError;
  if (isFinal) return { end: 'failed', reason, tell: (held) => held.fail(reason) };
  const delayMs =
    error instanceof TaskLaterError
      ? error.delayMs
      : stop.aborted
        ? 0
        : site.retryDelayMs(lease.attempt);
  return { end: 'again', reason, tell: (held) => held.retry(reason, delayMs) };
}

/** @throws WorkProtocolError, TaskRefusedError */
function readEnvelope(payload: Json): Envelope {
  const version = protocolOf(payload);
  if (version !== WORK_PROTOCOL) throw new WorkProtocolError(version, WORK_PROTOCOL);
  const read = envelopeSchema.safeParse(payload);
  if (!read.success) throw new TaskRefusedError('What stands in the task cannot be read.');
  return read.data;
}

function contextOf(
  site: TaskSite,
  lease: TaskLease,
  signal: AbortSignal,
  send: (event: TaskEvent) => void,
): TaskContext {
  const { taskId, attempt, fencingToken } = lease;
  return {
    taskId,
    attempt,
    fencingToken,
    workerId: site.workerId,
    workerName: site.workerName,
    signal,
    logger: site.logger.child('task'),
    confirm: () => lease.heartbeat(),
    once: (effect, work) => onceOnly(site.state, lease, effect, work),
    past: (effect) => pastEffect(site.state, lease, effect),
    emit: (event) => send({ type: 'event', taskId, fencingToken, event }),
  };
}

/** A handler has this long to end after it was told to. After it, its task is given up without it. */
const GRACE_MS = 2_000;

async function untilStopped<T>(work: Promise<T>, lost: AbortSignal, stop: AbortSignal): Promise<T> {
  const signal = AbortSignal.any([lost, stop]);
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const givenUp = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      timer = setTimeout(() => reject(signal.reason), GRACE_MS);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, givenUp]);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}

/** Says a last word again while the server does not answer and the lease may still be ours. */
async function untilHeard(lease: TaskLease, verdict: Verdict): Promise<TaskEnd> {
  for (;;) {
    try {
      await verdict.tell(lease);
      return verdict.end;
    } catch (error) {
      if (error instanceof LeaseLostError || lease.signal.aborted) throw error;
      const { code, message } = toErrorInfo(error);
      if (code === TOO_LARGE) {
        await lease.fail(message);
        return 'failed';
      }
      await sleep(ASK_AGAIN_MS, lease.signal);
    }
  }
}

/** Publishes in order; a failure is logged and does not fail the task. */
function publisher({ bus, logger }: TaskSite, { payload }: TaskLease) {
  const read = envelopeSchema.safeParse(payload);
  let last: Promise<unknown> = Promise.resolve();
  return {
    send: (event: TaskEvent): void => {
      if (!read.success) return;
      const subject = channelSubject(read.data.channel);
      last = last
        .then(() => bus.publish(subject, event))
        .catch((error: unknown) =>
          logger.warn('an event of a task got lost', { reason: String(error) }),
        );
    },
    settled: async (): Promise<void> => {
      await last;
    },
  };
}
