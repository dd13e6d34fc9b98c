// The one stream of a turn's events: told to the reader at once, recorded in order, summed up on the way.
import type {
  CheckResult,
  Clock,
  EmitEvent,
  FileDiff,
  Logger,
  RunEvent,
  Usage,
} from '../../core/index.js';
import { addUsage, isTraceDetail, toErrorInfo, ZERO_USAGE } from '../../core/index.js';
import type { SessionManager } from '../../ports/index.js';

export interface RecorderOptions {
  readonly sessions: SessionManager;
  readonly sessionId: string;
  readonly turnId: string;
  readonly emit: EmitEvent;
  /** Gets everything, also what nobody else is told. */
  readonly trace?: EmitEvent | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

type WithoutFrame<E> = E extends RunEvent ? Omit<E, 'at' | 'turnId'> : never;

export class TurnRecorder {
  readonly #options: RecorderOptions;
  readonly #startedAt: number;
  #written: Promise<void> = Promise.resolve();
  #failed = false;
  #ended = false;
  #usage: Usage = ZERO_USAGE;
  #streamed = '';
  #applied = 0;
  #checks: readonly CheckResult[] = [];
  readonly #changed = new Map<string, FileDiff>();

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#startedAt = options.clock.monotonic();
  }

  /** Everything that models used in this turn so far. */
  get usage(): Usage {
    return this.#usage;
  }

  /** What this turn has changed, file by file, the last state of each. */
  get changed(): readonly FileDiff[] {
    return [...this.#changed.values()];
  }

  /** How the project's own checks ended, as told last. */
  get checks(): readonly CheckResult[] {
    return this.#checks;
  }

  /** How many times files were changed. */
  get applied(): number {
    return this.#applied;
  }

  /** Files that this turn has changed and that are there. */
  get changedPaths(): readonly string[] {
    return this.changed.filter(({ kind }) => kind !== 'delete').map(({ path }) => path);
  }

  /** Files that this turn has changed, removed ones included, and where moved ones came from. */
  get touchedPaths(): readonly string[] {
    return this.changed.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]));
  }

  /** The answer's text as far as it was streamed. */
  get streamed(): string {
    return this.#streamed;
  }

  get elapsedMs(): number {
    return this.#options.clock.monotonic() - this.#startedAt;
  }

  /** Records an event of this turn, with time and turn filled in. */
  tell(event: WithoutFrame<RunEvent>): void {
    const { clock, turnId } = this.#options;
    this.emit({ ...event, at: clock.now(), turnId });
  }

  /** Takes a finished event. Bound, so that it can be handed on. */
  readonly emit: EmitEvent = (event) => {
    // After a stop, work that was given up may still report; the turn is over for its readers.
    if (this.#ended) return;
    this.#options.trace?.(event);
    if (isTraceDetail(event)) return;
    if (event.type === 'turn.ended') this.#ended = true;
    if (event.type === 'model.called') this.#usage = addUsage(this.#usage, event.usage);
    if (event.type === 'changes.applied') {
      this.#applied++;
      for (const file of event.files) this.#changed.set(file.path, file);
    }
    if (event.type === 'checks.reported') this.#checks = event.results;
    if (event.type === 'answer.delta') this.#streamed += event.text;
    if (event.type === 'answer.reset') this.#streamed = '';
    const { sessions, sessionId } = this.#options;
    this.#written = this.#written
      .then(() => sessions.append(sessionId, event))
      .catch((thrown) => this.#lost(thrown));
    this.#options.emit(event);
  };

  /** Resolves when everything told so far is recorded. */
  async settled(): Promise<void> {
    await this.#written;
  }

  /** A turn goes on when it cannot be recorded, but the user is told, once. */
  #lost(thrown: unknown): void {
    const { logger, clock, turnId, emit } = this.#options;
    const { message, remedy } = toErrorInfo(thrown);
    logger.error('an event could not be recorded', { message });
    if (this.#failed) return;
    this.#failed = true;
    emit({
      type: 'notice',
      at: clock.now(),
      turnId,
      level: 'warning',
      text: `This turn could not be saved, so it will be missing after a restart. ${message}`,
      ...(remedy === undefined ? {} : { remedy }),
    });
  }
}
