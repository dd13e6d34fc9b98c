// The time of one cell: runs while the engine works or has nothing to wait for, and stands still while the host
// answers, because how long a model or a search may take is the host's own limit.
export class CellClock {
  #left: number;
  #working = 0;
  #calls = 0;
  #runsSince: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param limitMs time of the engine's own
   * @param onUp called once when it is used up
   */
  constructor(
    limitMs: number,
    private readonly onUp: () => void,
  ) {
    this.#left = limitMs;
  }

  /** The engine was given work. */
  worked(): void {
    this.#working++;
    this.#turn();
  }

  /** The engine has done a piece of its work. */
  idled(): void {
    this.#working--;
    this.#turn();
  }

  /** The engine asked the host. */
  asked(): void {
    this.#calls++;
    this.#turn();
  }

  /** The host answered. */
  answered(): void {
    this.#calls--;
    this.#turn();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#runsSince = undefined;
  }

  #turn(): void {
    const runs = this.#working > 0 || this.#calls === 0;
    if (runs === (this.#runsSince !== undefined)) return;
    if (this.#runsSince !== undefined) {
      this.#left -= performance.now() - this.#runsSince;
      this.stop();
      return;
    }
    this.#runsSince = performance.now();
    this.#timer = setTimeout(this.onUp, Math.max(0, this.#left));
  }
}
