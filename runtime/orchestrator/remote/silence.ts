// Whether it proves anything that the registry does not know a worker: after an outage its heartbeat has to come back first.
import type { Clock } from '../../core/index.js';
import { HEARTBEAT_MS, type WorkerMetadata } from '../../workers/index.js';

/** After its time a heartbeat has so long to be heard, also from a worker that has to find the server again. */
const ON_ITS_WAY_MS = 2_000;

export class Silence {
  /** Of the slowest worker that was heard of. */
  #heartbeatMs: number | undefined;
  #heardAt: number;
  #provesFrom: number;

  constructor(private readonly clock: Pick<Clock, 'monotonic'>) {
    this.#heardAt = clock.monotonic();
    this.#provesFrom = this.#heardAt;
  }

  /**
   * The registry has answered. Was it silent for longer than a heartbeat, workers may have missed one, and their
   * entries have ended without them.
   * @param living who it knows
   * @returns whether who is not among them is gone
   */
  proves(living: readonly Pick<WorkerMetadata, 'heartbeatMs'>[]): boolean {
    const now = this.clock.monotonic();
    const heartbeatMs = this.#heartbeatMs ?? HEARTBEAT_MS;
    if (now - this.#heardAt > heartbeatMs) this.#provesFrom = now + heartbeatMs + ON_ITS_WAY_MS;
    this.#heardAt = now;
    for (const one of living) this.#heartbeatMs = Math.max(this.#heartbeatMs ?? 0, one.heartbeatMs);
    return now >= this.#provesFrom;
  }
}
