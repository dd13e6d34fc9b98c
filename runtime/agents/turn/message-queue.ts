// Messages that wait while a turn works: for its end, or for the next step of its loop.
import type { IdMaker, QueuedMessage, RunEvent, TurnRequest } from '../../core/index.js';
import { windowCommandIn } from '../commands/window-command.js';

/** Messages that may wait; more are refused, not lost. */
const MAX_WAITING = 50;

/**
 * Told of every change.
 * @param queue all that waits; nothing when that is as it was and only the record changes
 * @param record what a record is to keep: also what was taken and may not be recorded otherwise, so that no crash loses it
 */
export type QueueTold = (
  queue: readonly QueuedMessage[] | undefined,
  record: readonly QueuedMessage[],
) => void;

export class MessageQueue {
  readonly #ids: IdMaker;
  readonly #told: QueueTold;
  #items: readonly QueuedMessage[] = [];
  /** Taken, but not known to be in the record as a turn or as words of one. */
  #taken: readonly QueuedMessage[] = [];

  constructor(ids: IdMaker, told: QueueTold) {
    this.#ids = ids;
    this.#told = told;
  }

  get items(): readonly QueuedMessage[] {
    return this.#items;
  }

  /** As a conversation's record tells it. What was meant for a step waits for a turn: that step never came. */
  restore(events: readonly RunEvent[]): void {
    const last = events.findLast((event) => event.type === 'queue.changed');
    const taken = new Set(events.map(messageIdOf));
    this.#taken = [];
    this.#items = (last?.queue ?? [])
      .filter(({ id }) => !taken.has(id))
      .map((item) => ({ ...item, now: false }));
  }

  /** Nothing is before it, so it does not wait; the record has it from now on. */
  note(request: TurnRequest): TurnRequest {
    const id = this.#ids.next('message');
    this.#taken = [...this.#taken, { id, request, now: false }];
    this.#set(this.#items);
    return { ...request, messageId: id };
  }

  /** What was taken is in the record: the turn is over that began with it or heard it. */
  settle(): void {
    if (this.#taken.length === 0) return;
    this.#taken = [];
    this.#set(this.#items);
  }

  /**
   * @param now for the next step; what has attachments or leaves the conversation waits for the turn's end all the same
   * @returns whether there was room
   */
  add(request: TurnRequest, now: boolean): boolean {
    if (this.#items.length >= MAX_WAITING) return false;
    const isNow = now && isForStep(request);
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
        item.id === id ? { ...item, now: isForStep(item.request) } : item,
      ),
    );
  }

  /** The words that are meant for the next step; they no longer wait. */
  takeNow(): readonly { readonly text: string; readonly messageId: string }[] {
    const now = this.#items.filter((item) => item.now);
    if (now.length === 0) return [];
    this.#take(now);
    return now.map(({ id, request }) => ({ text: request.text, messageId: id }));
  }

  /** One message, whatever waits before it. */
  takeOne(id: string): TurnRequest | undefined {
    return this.#takeTurn(this.#items.find((item) => item.id === id));
  }

  /** The message that comes next: first what no step took. */
  takeNext(): TurnRequest | undefined {
    return this.#takeTurn(this.#items.find(({ now }) => now) ?? this.#items[0]);
  }

  #takeTurn(item: QueuedMessage | undefined): TurnRequest | undefined {
    if (item === undefined) return undefined;
    this.#take([item]);
    return { ...item.request, messageId: item.id };
  }

  /** What was taken could not be sent: it waits again, before all others. */
  putBack({ messageId }: TurnRequest): void {
    const item = this.#taken.find(({ id }) => id === messageId);
    if (item === undefined) return;
    this.#taken = this.#taken.filter((other) => other !== item);
    this.#set([item, ...this.#items]);
  }

  #take(items: readonly QueuedMessage[]): void {
    this.#taken = [...this.#taken, ...items];
    this.#set(this.#items.filter((item) => !items.includes(item)));
  }

  #set(items: readonly QueuedMessage[]): void {
    const isNew = items !== this.#items;
    this.#items = items;
    this.#told(isNew ? items : undefined, [...this.#taken, ...items]);
  }
}

function isForStep({ text, attachments }: TurnRequest): boolean {
  return attachments.length === 0 && windowCommandIn(text) === undefined;
}

/** The waiting message that an event has made a turn, or words of one. */
function messageIdOf(event: RunEvent): string | undefined {
  if (event.type === 'turn.started') return event.request.messageId;
  return event.type === 'turn.steered' ? event.messageId : undefined;
}
