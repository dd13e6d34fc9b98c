// The open conversation as numbered events. Inside an epoch numbers have no gaps and never change their event,
// so a view that knows epoch and last number can catch up from anywhere.
import type { RunEvent } from '../../runtime/core/index.js';
import type { Patch } from '../bridge/index.js';

export class PatchLog {
  readonly epoch: string;
  readonly #patches: Patch[] = [];
  #waiting: RunEvent[] = [];

  constructor(epoch: string, events: readonly RunEvent[] = []) {
    this.epoch = epoch;
    this.#waiting = [...events];
    this.flush();
  }

  /** Takes an event. It gets its number at the next `flush`; neighbouring pieces of an answer become one. */
  add(event: RunEvent): void {
    const last = this.#waiting.at(-1);
    if (
      event.type === 'answer.delta' &&
      last?.type === 'answer.delta' &&
      last.turnId === event.turnId
    ) {
      this.#waiting[this.#waiting.length - 1] = { ...last, text: last.text + event.text };
    } else {
      this.#waiting.push(event);
    }
  }

  /** Numbers what has waited and returns it. */
  flush(): readonly Patch[] {
    const fresh = this.#waiting.map((event, i) => ({ seq: this.#patches.length + 1 + i, event }));
    this.#waiting = [];
    this.#patches.push(...fresh);
    return fresh;
  }

  /** What was numbered from `fromSeq` on; everything for a reader of another epoch. */
  since(epoch: string | undefined, fromSeq: number): readonly Patch[] {
    return epoch === this.epoch
      ? this.#patches.slice(Math.max(0, fromSeq - 1))
      : [...this.#patches];
  }

  /** Every event so far, numbered or waiting. */
  events(): readonly RunEvent[] {
    return [...this.#patches.map((patch) => patch.event), ...this.#waiting];
  }
}
