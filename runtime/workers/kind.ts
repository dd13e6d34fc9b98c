// Kinds of work: what goes in, what comes out, and how a task of a kind is written down.
import * as z from 'zod';
import type { Json, Logger } from '../core/index.js';
import { TaskRefusedError } from './errors.js';

/** Version of what stands in a task. Workers take only tasks of their own version. */
export const WORK_PROTOCOL = 1;

/** A kind of task, known to those who give work and those who do it. Both schemas must give JSON. */
export interface TaskKind<I, O> {
  /** Short and stable, e.g. `agent.turn`. */
  readonly kind: string;
  readonly input: z.ZodType<I>;
  readonly output: z.ZodType<O>;
}

export interface TaskContext {
  readonly taskId: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Greater than that of every earlier attempt: whoever keeps the greatest can refuse the others. */
  readonly fencingToken: number;
  readonly workerId: string;
  /** For people. */
  readonly workerName: string;
  /** Fires when the lease is lost, the task cancelled, or the time for draining is up. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /** Asks the queue, which knows best, whether the task is still ours. @throws LeaseLostError */
  readonly confirm: () => Promise<void>;
  /**
   * Does an effect at most once over all attempts at the task, and gives later attempts its result. The name tells
   * effects of one task apart.
   * @throws EffectUnknownError when an earlier attempt began it and was cut off
   * @throws LeaseLostError when the task is no longer ours
   */
  readonly once: (effect: string, work: () => Promise<Json>) => Promise<Json>;
  /**
   * The result of an effect that an earlier attempt has done; `undefined` when none has begun it.
   * @throws EffectUnknownError when one began it and was cut off
   */
  readonly past: (effect: string) => Promise<Json | undefined>;
  /** Tells whoever follows the task. In order, and before its outcome. */
  readonly emit: (event: Json) => void;
}

/**
 * Does tasks of a kind. A rejection gives the task back for another attempt; `TaskRefusedError` ends it,
 * `TaskLaterError` names the delay.
 */
export interface TaskHandler<I, O> extends TaskKind<I, O> {
  run(input: I, context: TaskContext): Promise<O>;
}

/** A handler whose types are known to itself alone, for lists of several kinds. */
export interface AnyHandler {
  readonly kind: string;
  /** @throws TaskRefusedError when the input is not of this kind, or the result is not what was promised */
  work(input: unknown, context: TaskContext): Promise<Json>;
}

/** Checks what goes in and what comes out around a handler. */
export function defineHandler<I, O extends Json>(handler: TaskHandler<I, O>): AnyHandler {
  const checked = <T>(schema: z.ZodType<T>, what: string, value: unknown): T => {
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    throw new TaskRefusedError(
      `${handler.kind}: its ${what} is not right: ${z.prettifyError(read.error)}`,
    );
  };
  return {
    kind: handler.kind,
    work: async (input, context) => {
      const result = await handler.run(checked(handler.input, 'input', input), context);
      return checked(handler.output, 'result', result);
    },
  };
}
