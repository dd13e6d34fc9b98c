// Writes the trace of one run while it goes on: bounded, scrubbed, and never in the way of the run.
import type { Logger, RunEvent } from '../core/index.js';
import { isTraceDetail, toErrorInfo } from '../core/index.js';
import type { LogOperation } from '../ports/index.js';
import { boundEvent, type Redact } from './bound.js';
import { encodeLine, eventLine, headOf, type TraceLine } from './records.js';

/** Milliseconds that events are gathered: what a kill may cost. */
const GATHER_MS = 250;
/** Of one trace. Details (prompts, cells) end first; the frame of the run goes on a little longer. */
const MAX_CHARS = 24_000_000;
const DETAIL_CHARS = 16_000_000;
const MAX_EVENTS = 20_000;

export interface TraceWriterOptions {
  readonly sessionId: string;
  readonly redact: Redact;
  readonly logger: Logger;
  /** Makes the place of a run; called with its first event. */
  readonly open: (turnId: string) => {
    append(operations: readonly LogOperation[]): Promise<void>;
    close(): Promise<void>;
  };
  readonly stamp: () => string;
  /** Called once the run is over and everything of it is written. */
  readonly onEnd: (turnId: string, events: readonly RunEvent[], dropped: number) => Promise<void>;
  /** Called in its place when something of the run could not be kept. */
  readonly onLost: (turnId: string) => Promise<void>;
}

export class TraceWriter {
  readonly #options: TraceWriterOptions;
  readonly #kept: RunEvent[] = [];
  #waiting: TraceLine[] = [];
  #log: ReturnType<TraceWriterOptions['open']> | undefined;
  #turnId = '';
  #chars = 0;
  #dropped = 0;
  #failed = false;
  #timer: NodeJS.Timeout | undefined;
  #written: Promise<void> = Promise.resolve();

  constructor(options: TraceWriterOptions) {
    this.#options = options;
  }

  /** Takes the next event. Never throws. Bound, so that it can be handed on. */
  readonly take = (event: RunEvent): void => {
    try {
      this.#take(event);
    } catch (thrown) {
      this.#lost(thrown);
    }
  };

  /** Resolves when everything so far is kept, or cannot be. */
  async settled(): Promise<void> {
    this.#flush();
    await this.#written;
  }

  #take(event: RunEvent): void {
    if (this.#failed) {
      if (event.type === 'turn.ended') this.#end();
      return;
    }
    const { redact, open, sessionId } = this.#options;
    const bounded = boundEvent(event, redact);
    if (bounded === undefined) return;
    if (this.#log === undefined) {
      this.#turnId = event.turnId;
      this.#log = open(event.turnId);
      this.#waiting.push(headOf(event.turnId, sessionId));
    }
    const isEnd = event.type === 'turn.ended';
    this.#chars += JSON.stringify(bounded).length;
    const room = isTraceDetail(event) ? DETAIL_CHARS : MAX_CHARS;
    if (!isEnd && (this.#chars > room || this.#kept.length >= MAX_EVENTS)) {
      this.#dropped++;
      return;
    }
    this.#kept.push(bounded);
    this.#waiting.push(eventLine(bounded));
    if (!isEnd) {
      this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
      return;
    }
    if (this.#dropped > 0) this.#waiting.push({ kind: 'dropped', count: this.#dropped });
    this.#end();
  }

  #end(): void {
    const log = this.#log;
    if (log === undefined) return;
    this.#flush();
    const { onEnd, onLost } = this.#options;
    this.#written = this.#written
      .then(() => log.close())
      .catch((thrown: unknown) => this.#lost(thrown))
      .then(() =>
        this.#failed
          ? onLost(this.#turnId)
          : onEnd(this.#turnId, this.#kept, this.#dropped).catch(() => undefined),
      );
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const log = this.#log;
    const lines = this.#waiting;
    if (log === undefined || lines.length === 0) return;
    this.#waiting = [];
    const operations = lines.map((line) => ({
      hlc: this.#options.stamp(),
      body: encodeLine(line),
    }));
    this.#written = this.#written
      .then(() => log.append(operations))
      .catch((thrown: unknown) => this.#lost(thrown));
  }

  /** A run goes on when it cannot be traced; the log is told, once. */
  #lost(thrown: unknown): void {
    if (!this.#failed)
      this.#options.logger.error('the trace of a run could not be kept', {
        ...toErrorInfo(thrown),
      });
    this.#failed = true;
  }
}
