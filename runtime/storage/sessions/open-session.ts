// One conversation that is being written: events in order, streamed pieces gathered for half a second.
import type { Logger, RunEvent } from '../../core/index.js';
import { toErrorInfo } from '../../core/index.js';
import type { KnowledgeBase } from '../../ports/index.js';
import type { HybridClock } from '../hlc.js';
import type { SessionLogRecord } from './records.js';
import { encodeRecord } from './records.js';

export interface OpenSessionOptions {
  readonly log: Pick<KnowledgeBase, 'append' | 'close'>;
  readonly hlc: HybridClock;
  readonly logger: Logger;
  /** Longest time in milliseconds that a streamed piece stays in memory only. */
  readonly partialMs: number;
}

export class OpenSession {
  readonly #options: OpenSessionOptions;
  readonly #running = new Set<string>();
  #pieces: RunEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writes = 0;

  constructor(options: OpenSessionOptions) {
    this.#options = options;
  }

  /** Turns that were started through this instance and have not ended. */
  get running(): ReadonlySet<string> {
    return this.#running;
  }

  /** Whether nothing runs in it and nothing of it is still to be written: then it can be opened anew at any time. */
  get isIdle(): boolean {
    return this.#running.size === 0 && this.#pieces.length === 0 && this.#writes === 0;
  }

  /** Resolves when the event is durable; for a streamed piece when it is taken. @throws StorageWriteError */
  async append(event: RunEvent): Promise<void> {
    if (event.type === 'turn.started') this.#running.add(event.turnId);
    if (event.type === 'turn.ended') this.#running.delete(event.turnId);
    if (event.type === 'answer.delta') {
      this.#gather(event);
      return;
    }
    // The completed answer says all that its pieces say.
    if (event.type === 'answer.completed' || event.type === 'answer.reset') {
      this.#pieces = this.#pieces.filter(({ turnId }) => turnId !== event.turnId);
    }
    await this.#write([event]);
  }

  async record(record: SessionLogRecord): Promise<void> {
    await this.#options.log.append([{ hlc: this.#options.hlc.next(), body: encodeRecord(record) }]);
  }

  /** Makes the streamed pieces durable. @throws StorageWriteError */
  async flush(): Promise<void> {
    await this.#write([]);
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.#options.log.close();
    }
  }

  /** Lets go without writing, for a conversation that is deleted. */
  async abandon(): Promise<void> {
    this.#takePieces();
    await this.#options.log.close();
  }

  #gather(piece: Extract<RunEvent, { type: 'answer.delta' }>): void {
    const last = this.#pieces.at(-1);
    if (last?.type === 'answer.delta' && last.turnId === piece.turnId) {
      this.#pieces[this.#pieces.length - 1] = { ...piece, text: last.text + piece.text };
    } else this.#pieces.push(piece);
    this.#timer ??= setTimeout(() => {
      this.flush().catch((error: unknown) => {
        const { message } = toErrorInfo(error);
        this.#options.logger.warn('a partial answer could not be written', { message });
      });
    }, this.#options.partialMs);
  }

  #takePieces(): readonly RunEvent[] {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }

  /** Writes the gathered pieces, then the events. Pieces that could not be written are tried again. */
  async #write(events: readonly RunEvent[]): Promise<void> {
    const { log, hlc } = this.#options;
    const pieces = this.#takePieces();
    this.#writes++;
    try {
      await log.append(
        [...pieces, ...events].map((event) => ({
          hlc: hlc.next(),
          body: encodeRecord({ kind: 'event', event }),
        })),
      );
    } catch (error) {
      this.#pieces = [...pieces, ...this.#pieces];
      throw error;
    } finally {
      this.#writes--;
    }
  }
}
