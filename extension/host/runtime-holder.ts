// Holds the one running Memfun of this window: opened on first use, told about settings, replaced when its ground changes.
import type { Memfun } from '../../runtime/app/index.js';
import { type Json, type Logger, toErrorInfo } from '../../runtime/core/index.js';

export interface RuntimeHolderOptions {
  /** Builds a Memfun on the window's present ground (folder, trust, settings). */
  readonly open: () => Promise<Memfun>;
  readonly settings: () => Readonly<Record<string, Json>>;
  readonly logger: Logger;
}

export class RuntimeHolder {
  readonly #options: RuntimeHolderOptions;
  #opening: Promise<Memfun> | undefined;

  constructor(options: RuntimeHolderOptions) {
    this.#options = options;
  }

  /** The running Memfun. A failed start is not kept: the next call tries again. */
  readonly get = async (): Promise<Memfun> => {
    if (this.#opening === undefined) {
      const opening = this.#options.open();
      this.#opening = opening;
      opening.catch(() => {
        if (this.#opening === opening) this.#opening = undefined;
      });
    }
    return this.#opening;
  };

  /** The running Memfun, if there is one: it is not started for this, and a failed start is nobody's concern here. */
  readonly ifRunning = async (use: (memfun: Memfun) => void): Promise<void> => {
    const memfun = await this.#opening?.catch(() => undefined);
    if (memfun !== undefined) use(memfun);
  };

  /** Gives changed settings to a running Memfun; one that has not started reads them when it does. */
  async applySettings(): Promise<void> {
    if (this.#opening === undefined) return;
    await (await this.#opening).reconfigure(this.#options.settings());
  }

  /** Closes what runs. The next use opens it again, on the new ground (another folder, trust granted). */
  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    if (opening === undefined) return;
    try {
      await (await opening).close();
    } catch (error) {
      this.#options.logger.warn('the runtime did not close cleanly', { error: toErrorInfo(error) });
    }
  }
}
