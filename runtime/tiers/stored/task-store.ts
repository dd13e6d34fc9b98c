// What a durable queue needs from its storage: single steps, each of which happens as a whole or not at all.
import type { Json } from '../../core/index.js';
import type { DeadLetter, TaskDraft, TaskOutcome, TaskRecord } from '../../ports/index.js';

/** A task in the hands of one worker, known by its token. */
export interface ClaimedTask {
  readonly taskId: string;
  readonly payload: Json;
  /** 1 for the first delivery. */
  readonly attempt: number;
  readonly fencingToken: number;
}

export interface NothingDue {
  /** Milliseconds until a delayed task or a lease may become due; `undefined` when there is none. */
  readonly dueInMs: number | undefined;
}

/** Something changed: work of a queue, the state of a task, or anything at all. */
export type Bell =
  | { readonly kind: 'queue'; readonly queue: string }
  | { readonly kind: 'task'; readonly taskId: string }
  | { readonly kind: 'any' };

export type BellListener = (bell: Bell) => void;

/** The outcome of work that its holder ended. */
export type EndedOutcome = Extract<TaskOutcome, { state: 'done' | 'failed' }>;

/**
 * Every method that takes a claimed task does nothing and gives `false` when the task is no longer held
 * under that token.
 */
export interface TaskStore {
  /** The id of the task, or of the unfinished one with its dedupe key; `undefined` beyond `maxWaiting`. */
  enqueue(id: string, draft: TaskDraft, maxWaiting: number): Promise<string | undefined>;
  /** Gives back what was leased too long, then leases the task that comes next. */
  claim(queue: string, leaseMs: number): Promise<ClaimedTask | NothingDue>;
  /** As if it had never been claimed; only the token stays used. */
  unclaim(task: ClaimedTask): Promise<void>;
  extend(task: ClaimedTask, leaseMs: number): Promise<boolean>;
  end(task: ClaimedTask, outcome: EndedOutcome): Promise<boolean>;
  /** Another attempt after `delayMs`, or the dead letters when there is none left. */
  giveBack(task: ClaimedTask, reason: string, delayMs: number): Promise<boolean>;
  holds(task: ClaimedTask): Promise<boolean>;
  /**
   * Also takes note of a lease that has run out, as `deadLetters` does.
   * @param mayLag what others have just done may be missing: for whoever hears the bell and asks again
   */
  outcome(taskId: string, mayLag?: boolean): Promise<TaskOutcome | 'open' | 'unknown'>;
  /** `false` when there is no such task. What has ended stays as it is. */
  cancel(taskId: string): Promise<boolean>;
  deadLetters(queue: string): Promise<readonly DeadLetter[]>;
  /** `false` when it is no dead letter. */
  requeue(taskId: string): Promise<boolean>;
  /** A dead letter becomes a cancelled task. `false` when it is no dead letter. */
  discard(taskId: string): Promise<boolean>;
  /** As the port says, for queues whose names start with the prefix. */
  dump(prefix: string): Promise<readonly TaskRecord[]>;
  adopt(task: TaskRecord): Promise<boolean>;
  /** Rings after changes, wherever they were made. May ring without need. */
  onBell(listener: BellListener): { dispose(): void };
}

export const DEFAULT_ATTEMPTS = 5;

/** Why a task came back that nobody gave back. */
export const SILENT_WORKER = 'the worker was silent until its lease ran out';

/** Ended tasks whose outcome can still be asked for. */
export const KEPT_OUTCOMES = 10_000;

/** Queues of a kind whose tasks are forgotten as soon as they end: the deliveries to a group of the bus. */
export const GROUP_PREFIX = 'g:';
/** Queues that were named by somebody. */
export const QUEUE_PREFIX = 'q:';
