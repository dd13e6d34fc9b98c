// The conversations of this window: one is open, and those whose runs were left to themselves go on behind it.
import type { RunEvent } from '../../runtime/core/index.js';
import type { ConversationSlice } from '../bridge/index.js';
import { Conversation } from './conversation.js';
import type { ConversationOptions } from './conversation-options.js';

/** What becomes of a run whose conversation is left. */
export type Leave = 'stop' | 'background';
type SessionInfo = ConversationSlice['session'];

export interface ConversationsOptions extends ConversationOptions {
  /** Called with every event of a run that goes on behind the open conversation. Must not throw. */
  readonly onBehind?: (event: RunEvent, session: SessionInfo) => void;
  /** Called when another one goes on behind the open one, or one of them is done. */
  readonly onBehindChanged?: () => void;
}

export class Conversations {
  readonly #options: ConversationsOptions;
  readonly #behind = new Set<Conversation>();
  #open: Conversation;

  constructor(options: ConversationsOptions) {
    this.#options = options;
    this.#open = this.#create();
  }

  /** The one that the person sees. */
  get open(): Conversation {
    return this.#open;
  }

  /** Those that work behind the open one. */
  get behind(): readonly string[] {
    return [...this.#behind].filter(({ running }) => running).map(({ info }) => info.sessionId);
  }

  /** Whether any of them works. */
  get running(): boolean {
    return this.#open.running || this.behind.length > 0;
  }

  /** @throws TurnRunningError when one works and nothing is said about it */
  async startNew(leave?: Leave): Promise<void> {
    this.#leave(leave);
    await this.#open.startNew();
  }

  /** @throws SessionMissingError, TurnRunningError when one works and nothing is said about it */
  async show(sessionId: string, leave?: Leave): Promise<void> {
    const found = [...this.#behind].find(({ info }) => info.sessionId === sessionId);
    this.#leave(leave);
    if (found === undefined) {
      await this.#open.open(sessionId);
      return;
    }
    await this.#open.free('open another conversation');
    this.#open.dispose();
    this.#behind.delete(found);
    this.#open = found;
    this.#options.onReset({ epoch: found.epoch });
    this.#options.onRunning(found.running);
    this.#options.onBehindChanged?.();
    await this.#options.lastOpen.set(sessionId);
  }

  /** One that works behind the open one is stopped. @throws TurnRunningError when the open one works */
  async delete(sessionId: string): Promise<void> {
    const found = [...this.#behind].find(({ info }) => info.sessionId === sessionId);
    found?.stop();
    await (found ?? this.#open).delete(sessionId);
    if (found === undefined) return;
    found.dispose();
    this.#behind.delete(found);
  }

  /** Stops all that work. */
  stop(): void {
    for (const one of [this.#open, ...this.#behind]) one.stop();
  }

  /** Lets go of timers; what works is not stopped. */
  dispose(): void {
    for (const one of [this.#open, ...this.#behind]) one.dispose();
  }

  #leave(leave: Leave | undefined): void {
    const left = this.#open;
    if (!left.running || leave === undefined) return;
    if (leave === 'stop') {
      left.stop();
      return;
    }
    for (const one of this.#behind) if (!one.running) this.#behind.delete(one);
    this.#behind.add(left);
    this.#open = this.#create();
    this.#options.onRunning(false);
    this.#options.onBehindChanged?.();
  }

  /** Only the open one speaks to the page, and is opened again with the window. */
  #create(): Conversation {
    const options = this.#options;
    const isOpen = (): boolean => this.#open === created;
    const created: Conversation = new Conversation({
      ...options,
      lastOpen: {
        get: () => options.lastOpen.get(),
        set: async (sessionId) => {
          if (isOpen()) await options.lastOpen.set(sessionId);
        },
      },
      onPatch: (payload) => {
        if (isOpen()) options.onPatch(payload);
      },
      onReset: (payload) => {
        if (isOpen()) options.onReset(payload);
      },
      onEvent: (event) => {
        if (isOpen()) options.onEvent?.(event);
        else options.onBehind?.(event, created.info);
      },
      onRunning: (running) => {
        if (isOpen()) options.onRunning(running);
        else options.onBehindChanged?.();
      },
    });
    return created;
  }
}
