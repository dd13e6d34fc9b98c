// Who is told what happens in memory: subscribers of changes and of events.
import type { Clock, IdMaker } from '../core/index.js';
import type { MemoryEvent } from './types.js';

export class Notices {
  readonly #clock: Clock;
  readonly #ids: IdMaker;
  readonly #onChange = new Set<() => void>();
  readonly #onEvent = new Set<(event: MemoryEvent) => void>();

  constructor(clock: Clock, ids: IdMaker) {
    this.#clock = clock;
    this.#ids = ids;
  }

  onChange(handler: () => void): { dispose(): void } {
    this.#onChange.add(handler);
    return { dispose: () => this.#onChange.delete(handler) };
  }

  onEvent(handler: (event: MemoryEvent) => void): { dispose(): void } {
    this.#onEvent.add(handler);
    return { dispose: () => this.#onEvent.delete(handler) };
  }

  changed(): void {
    for (const handler of this.#onChange) handler();
  }

  /** Starts the clock of one call. The returned function tells what it did, and how long that took. */
  call(): (type: MemoryEvent['type'], ids: readonly string[]) => void {
    const started = this.#clock.monotonic();
    let correlationId: string | undefined;
    return (type, ids) => {
      if (this.#onEvent.size === 0) return;
      correlationId ??= this.#ids.next('memory');
      const ms = this.#clock.monotonic() - started;
      const event = { type, ids, at: this.#clock.now(), ms, correlationId };
      for (const handler of this.#onEvent) handler(event);
    };
  }

  clear(): void {
    this.#onChange.clear();
    this.#onEvent.clear();
  }
}
