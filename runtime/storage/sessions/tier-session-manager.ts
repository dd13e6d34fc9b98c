// Conversations in the state of a tier: a second host, or a worker, goes on where the first one was.
import type { Clock, IdMaker, Logger, RunEvent } from '../../core/index.js';
import type { SessionInfo, SessionManager, SessionRecord, StateStore } from '../../ports/index.js';
import { SessionMissingError } from '../../ports/index.js';
import { HybridClock } from '../hlc.js';
import { foldEvents } from './fold.js';
import { OpenSession } from './open-session.js';
import { eventsOf, tidyTitle } from './records.js';
import { listTierSessions, TierSession } from './tier-session.js';

const PARTIAL_MS = 500;
const SNAPSHOT_AFTER = 128;

export interface TierSessionManagerOptions {
  /** Opens the tier's state when it is first needed; it is not closed here. */
  readonly open: () => Promise<StateStore>;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly logger: Logger;
  /** Longest time in milliseconds that a piece of a streaming answer stays in memory only. Default 500. */
  readonly partialMs?: number;
  /** Writes after which a snapshot takes their place. Default 128. */
  readonly snapshotAfter?: number;
}

interface Opened {
  readonly log: TierSession;
  readonly session: OpenSession;
}

/** A turn without an end counts as interrupted unless this instance is running it. */
export class TierSessionManager implements SessionManager {
  readonly #options: TierSessionManagerOptions;
  readonly #hlc: HybridClock;
  readonly #open = new Map<string, Promise<Opened>>();

  constructor(options: TierSessionManagerOptions) {
    this.#options = options;
    this.#hlc = new HybridClock(options.clock, options.ids.next('window'));
  }

  async create(title: string): Promise<SessionInfo> {
    const { ids, clock } = this.#options;
    const sessionId = ids.next('session');
    const { log } = await this.#opened(sessionId);
    return log.create({ kind: 'created', title: tidyTitle(title), at: clock.now() });
  }

  async append(sessionId: string, event: RunEvent): Promise<void> {
    const { log, session } = await this.#opened(sessionId);
    // A streamed piece is only gathered: whether its conversation is there must be asked now.
    if (event.type === 'answer.delta') await this.#unlessMissing(sessionId, log.mustExist());
    await this.#unlessMissing(sessionId, session.append(event));
  }

  async rename(sessionId: string, title: string): Promise<void> {
    const { session } = await this.#opened(sessionId);
    const at = this.#options.clock.now();
    const renaming = session.record({ kind: 'renamed', title: tidyTitle(title), at });
    await this.#unlessMissing(sessionId, renaming);
  }

  async load(sessionId: string): Promise<SessionRecord> {
    const { log, session } = await this.#opened(sessionId);
    const reading = session.flush().then(() => log.read());
    const { info, records } = await this.#unlessMissing(sessionId, reading);
    return { info, events: foldEvents(eventsOf(records), session.running) };
  }

  async list(): Promise<readonly SessionInfo[]> {
    const infos = await listTierSessions(await this.#options.open());
    return [...infos].sort((a, b) => b.updatedAt - a.updatedAt);
  }

  async delete(sessionId: string): Promise<void> {
    const { log, session } = await this.#opened(sessionId);
    this.#open.delete(sessionId);
    await session.abandon();
    await log.delete();
  }

  async close(): Promise<void> {
    const open = await Promise.allSettled(this.#open.values());
    this.#open.clear();
    const sessions = open.flatMap((one) => (one.status === 'fulfilled' ? [one.value.session] : []));
    await Promise.all(sessions.map((session) => session.close()));
  }

  #opened(sessionId: string): Promise<Opened> {
    let opening = this.#open.get(sessionId);
    if (opening === undefined) {
      opening = this.#start(sessionId);
      this.#open.set(sessionId, opening);
      opening.catch(() => this.#open.delete(sessionId));
    }
    return opening;
  }

  async #start(sessionId: string): Promise<Opened> {
    const {
      open,
      ids,
      logger,
      partialMs = PARTIAL_MS,
      snapshotAfter = SNAPSHOT_AFTER,
    } = this.#options;
    const newName = (): string => ids.next('event');
    const log = new TierSession(sessionId, { store: await open(), newName, logger, snapshotAfter });
    return { log, session: new OpenSession({ log, hlc: this.#hlc, logger, partialMs }) };
  }

  /** What is not there is not kept open. */
  async #unlessMissing<T>(sessionId: string, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof SessionMissingError) this.#open.delete(sessionId);
      throw error;
    }
  }
}
