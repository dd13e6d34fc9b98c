// Messages that wait while a turn works: for its end, or for the next step of its loop.
import type { IdMaker, QueuedMessage, RunEvent, TurnRequest } from '../core/index.js';

/** Messages that may wait; more are refused, not lost. */
const MAX_WAITING = 50;

export class MessageQueue {
  readonly #ids: IdMaker;
  readonly #told: (queue: readonly QueuedMessage[]) => void;
  #items: readonly QueuedMessage[] = [];

  /** @param told of every change, with all that waits then */
  constructor(ids: IdMaker, told: (queue: readonly QueuedMessage[]) => void) {
    this.#ids = ids;
    this.#told = told;
  }

  get items(): readonly QueuedMessage[] {
    return this.#items;
  }

  /** As a conversation's record tells it. What was meant for a step waits for a turn: that step never came. */
  restore(events: readonly RunEvent[]): void {
    const last = events.findLast((event) => event.type === 'queue.changed');
    this.#items = (last?.type === 'queue.changed' ? last.queue : []).map((item) => ({
      ...item,
      now: false,
    }));
  }

  /**
   * @param now for the next step; what has attachments waits for a turn all the same
   * @returns whether there was room
   */
  add(request: TurnRequest, now: boolean): boolean {
    if (this.#items.length >= MAX_WAITING) return false;
    const isNow = now && request.attachments.length === 0;
    this.#set([...this.#items, { id: this.#ids.next('message'), request, now: isNow }]);
    return true;
  }

  /** Of a message that is gone, nothing. */
  edit(id: string, text: string): void {
    this.#set(
      this.#items.map((item) =>
        item.id === id ? { ...item, request: { ...item.request, text } } : item,
      ),
    );
  }

  remove(id: string): QueuedMessage | undefined {
    const found = this.#items.find((item) => item.id === id);
    if (found !== undefined) this.#set(this.#items.filter((item) => item !== found));
    return found;
  }

  /** From now on it waits for the next step. */
  hurry(id: string): void {
    this.#set(
      this.#items.map((item) =>
        item.id === id ? { ...item, now: item.request.attachments.length === 0 } : item,
      ),
    );
  }

  /** The words that are meant for the next step; they no longer wait. */
  takeNow(): readonly string[] {
    const now = this.#items.filter((item) => item.now);
    if (now.length === 0) return [];
    this.#set(this.#items.filter((item) => !item.now));
    return now.map(({ request }) => request.text);
  }

  /** The message that comes next: first what no step took. */
  takeNext(): TurnRequest | undefined {
    const next = this.#items.find(({ now }) => now) ?? this.#items[0];
    if (next === undefined) return undefined;
    this.#set(this.#items.filter((item) => item !== next));
    return next.request;
  }

  #set(items: readonly QueuedMessage[]): void {
    this.#items = items;
    this.#told(items);
  }
}
