// One line of deliveries of the event bus: a single subscriber, or the members of a group who share the messages.
import type { BusMessage } from '../../ports/index.js';

export type Handler = (message: BusMessage) => Promise<void>;
export type Published = Omit<BusMessage, 'attempt'>;

interface Member {
  readonly handler: Handler;
  busy: Promise<void> | undefined;
}

interface Pending {
  readonly message: Published;
  attempt: number;
  /** Waits after a failed delivery; later messages of its key wait behind it. */
  resting: boolean;
}

const FIRST_REST_MS = 10;
const LONGEST_REST_MS = 5_000;

export class Channel {
  readonly #pending: Pending[] = [];
  readonly #members = new Set<Member>();
  /** Keys whose message is with a member: the next one of the key has to wait. */
  readonly #inFlight = new Set<string>();
  readonly #roomWaiters: (() => void)[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(
    readonly subject: string,
    readonly buffer: number,
    /** Whether a rejected message is delivered again. */
    readonly redelivers: boolean,
    readonly onRejected: (message: Published, reason: unknown) => void,
  ) {}

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  matches(subject: string): boolean {
    return this.subject.endsWith('.>')
      ? subject.startsWith(this.subject.slice(0, -1))
      : subject === this.subject;
  }

  get hasRoom(): boolean {
    return this.#pending.length < this.buffer;
  }

  /** Resolves when something has left the line. */
  room(): Promise<void> {
    return new Promise((resolve) => this.#roomWaiters.push(resolve));
  }

  put(message: Published): void {
    this.#pending.push({ message, attempt: 0, resting: false });
    this.#pump();
  }

  /** Adds a member. The result takes it away again and resolves when its handler has come to rest. */
  join(handler: Handler): () => Promise<void> {
    const member: Member = { handler, busy: undefined };
    this.#members.add(member);
    this.#pump();
    return async () => {
      this.#members.delete(member);
      if (this.isEmpty) this.#clear();
      await member.busy;
    };
  }

  #clear(): void {
    this.#pending.length = 0;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#wakePublishers();
  }

  #pump(): void {
    for (const member of this.#members) {
      if (member.busy !== undefined) continue;
      const next = this.#takeable();
      if (next === undefined) return;
      this.#pending.splice(this.#pending.indexOf(next), 1);
      this.#inFlight.add(lane(next.message));
      member.busy = this.#deliver(member, next).finally(() => {
        member.busy = undefined;
        this.#pump();
      });
    }
  }

  /** The oldest message that no earlier one of its key stands in front of. */
  #takeable(): Pending | undefined {
    const blocked = new Set(this.#inFlight);
    for (const pending of this.#pending) {
      const key = lane(pending.message);
      if (!pending.resting && !blocked.has(key)) return pending;
      blocked.add(key);
    }
    return undefined;
  }

  async #deliver(member: Member, pending: Pending): Promise<void> {
    const { message } = pending;
    pending.attempt++;
    try {
      await member.handler({
        ...message,
        payload: structuredClone(message.payload),
        attempt: pending.attempt,
      });
    } catch (reason) {
      this.onRejected(message, reason);
      if (this.redelivers && !this.isEmpty) this.#putBack(pending);
    } finally {
      this.#inFlight.delete(lane(message));
      this.#wakePublishers();
    }
  }

  #putBack(pending: Pending): void {
    const at = this.#pending.findIndex((p) => p.message.position > pending.message.position);
    this.#pending.splice(at < 0 ? this.#pending.length : at, 0, pending);
    pending.resting = true;
    const restMs = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (pending.attempt - 1));
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      pending.resting = false;
      this.#pump();
    }, restMs);
    this.#timers.add(timer);
  }

  #wakePublishers(): void {
    for (const wake of this.#roomWaiters.splice(0)) wake();
  }
}

/** Messages of one lane stay in order; a message without a key has a lane of its own. */
function lane({ subject, key, position }: Published): string {
  return key === undefined ? `#${position}` : `${subject} ${key}`;
}
