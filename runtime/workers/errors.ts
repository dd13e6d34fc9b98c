// What workers and those who give them work can meet.
import { MemfunError } from '../core/index.js';

/** Thrown by a handler: no other attempt can do better. The task goes to the dead letters with this reason. */
export class TaskRefusedError extends MemfunError {
  readonly code = 'worker.refused';
  constructor(reason: string, remedy = 'Mend the task, then submit it again.') {
    super(reason, { remedy });
  }
}

/** Thrown by a handler: the task should be tried again, not before `delayMs` have passed. */
export class TaskLaterError extends MemfunError {
  readonly code = 'worker.later';
  constructor(
    reason: string,
    readonly delayMs: number,
  ) {
    super(reason, { remedy: 'Nothing: the task is tried again by itself.' });
  }
}

/** A task was written for workers of another version. */
export class WorkProtocolError extends MemfunError {
  readonly code = 'worker.protocol';
  constructor(theirs: number | undefined, ours: number) {
    super(
      `The task speaks version ${theirs ?? 'unknown'} of the protocol of workers; this worker speaks ${ours}.`,
      { remedy: 'Use the same version of Memfun for workers and for those who give them work.' },
    );
  }
}

/** An earlier attempt began an effect that may happen only once, and did not say how it ended. */
export class EffectUnknownError extends MemfunError {
  readonly code = 'worker.effect-unknown';
  constructor(
    readonly taskId: string,
    readonly effect: string,
  ) {
    super(
      `An earlier attempt at task ${taskId} began "${effect}" and was cut off: it may be done, or not.`,
      { remedy: 'Look whether it was done before putting the task back.' },
    );
  }
}

/** The worker was stopped before the task was done. */
export class WorkerDrainedError extends MemfunError {
  readonly code = 'worker.drained';
  constructor(workerId: string) {
    super(`The worker ${workerId} was stopped before the task was done.`, {
      remedy: 'Nothing: another worker takes the task.',
    });
  }
}

/** A task ended without a result. */
export class TaskFailedError extends MemfunError {
  readonly code = 'worker.task-failed';
  constructor(
    readonly taskId: string,
    reason: string,
  ) {
    super(`Task ${taskId} ended without a result: ${reason}`, {
      remedy: 'See the dead letters; put the task back when its cause is mended.',
    });
  }
}

/** Nothing is known of a task under this id. */
export class TaskUnknownError extends MemfunError {
  readonly code = 'worker.task-unknown';
  constructor(readonly taskId: string) {
    super(`There is no task ${taskId} here.`, {
      remedy: 'Look at the list of tasks; records are kept for a week.',
    });
  }
}
