// What this window alone has open: its page keeps that over a reload. The editor's memory is one for all windows of a folder.
import type { WindowKept } from '../bridge/index.js';

/** What was set here while no page could keep it: the editor's memory knows better than the page then. */
const UNSEEN_KEY = 'memfun.unseen';

export interface WindowMemoryOptions {
  /** The editor's memory, also for a window that is new. */
  readonly state: {
    get(key: string): unknown;
    update(key: string, value: unknown): PromiseLike<void>;
  };
  /** Whether there is a page that hears what it is told. */
  readonly isSeen: () => boolean;
  readonly tell: (kept: WindowKept) => void;
}

export class WindowMemory {
  readonly #options: WindowMemoryOptions;
  readonly #own = new Map<string, unknown>();
  readonly #set = new Set<string>();
  readonly #handlers = new Map<string, (value: unknown) => void>();
  #isOpened = false;

  constructor(options: WindowMemoryOptions) {
    this.#options = options;
  }

  /** Of this window; else what was kept last by any window of the folder. */
  get(key: string): unknown {
    return this.#own.get(key) ?? this.#options.state.get(key);
  }

  async update(key: string, value: unknown): Promise<void> {
    this.#set.add(key);
    this.begin(key, value);
    const { state, isSeen } = this.#options;
    const unseen = this.#unseen();
    if (!isSeen() && !unseen.includes(key)) await state.update(UNSEEN_KEY, [...unseen, key]);
    await state.update(key, value);
  }

  /** The window began with that, and nobody has chosen it here. */
  begin(key: string, value: unknown): void {
    this.#own.set(key, value);
    this.#options.tell(this.#kept());
  }

  /** Called with what this window's page has kept, where that comes after the window has begun with something else. */
  onOpened(key: string, handler: (value: unknown) => void): void {
    this.#handlers.set(key, handler);
  }

  /**
   * The page is there. What it has kept counts the first time, and not for what was set since.
   * @returns what it is to keep
   */
  opened(kept: WindowKept): WindowKept {
    if (!this.#isOpened) this.#take(kept);
    this.#isOpened = true;
    if (this.#unseen().length > 0) void this.#options.state.update(UNSEEN_KEY, []);
    return this.#kept();
  }

  #take(kept: WindowKept): void {
    const unseen = this.#unseen();
    for (const [key, value] of Object.entries(kept)) {
      if (this.#set.has(key) || unseen.includes(key)) continue;
      this.#own.set(key, value);
      this.#handlers.get(key)?.(value);
    }
  }

  #kept(): WindowKept {
    return Object.fromEntries(this.#own);
  }

  #unseen(): readonly unknown[] {
    const unseen = this.#options.state.get(UNSEEN_KEY);
    return Array.isArray(unseen) ? unseen : [];
  }
}
