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
/** More than a person has before them. */
const KEEP_OPEN = 32;

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
  /** Conversations that are kept open although nothing happens in them. Default 32. */
  readonly keepOpen?: number;
}

interface Opened {
  readonly log: TierSession;
  readonly session: OpenSession;
}

interface Kept {
  readonly opening: Promise<Opened>;
  /** Absent while it is being opened. */
  opened?: Opened;
  /** Calls that are at work with it. */
  uses: number;
}

/** A turn without an end counts as interrupted unless this instance is running it. */
export class TierSessionManager implements SessionManager {
  readonly #options: TierSessionManagerOptions;
  readonly #hlc: HybridClock;
  /** Those used last at the end. */
  readonly #open = new Map<string, Kept>();

  constructor(options: TierSessionManagerOptions) {
    this.#options = options;
    this.#hlc = new HybridClock(options.clock, options.ids.next('window'));
  }

  async create(title: string): Promise<SessionInfo> {
    const { ids, clock } = this.#options;
    const created = { kind: 'created', title: tidyTitle(title), at: clock.now() } as const;
    return this.#with(ids.next('session'), ({ log }) => log.create(created));
  }

  append(sessionId: string, event: RunEvent): Promise<void> {
    return this.#with(sessionId, async ({ log, session }) => {
      // A streamed piece is only gathered: whether its conversation is there must be asked now.
      if (event.type === 'answer.delta') await log.mustExist();
      await session.append(event);
    });
  }

  rename(sessionId: string, title: string): Promise<void> {
    const at = this.#options.clock.now();
    const renamed = { kind: 'renamed', title: tidyTitle(title), at } as const;
    return this.#with(sessionId, ({ session }) => session.record(renamed));
  }

  load(sessionId: string): Promise<SessionRecord> {
    return this.#with(sessionId, async ({ log, session }) => {
      await session.flush();
      const { info, records } = await log.read();
      return { info, events: foldEvents(eventsOf(records), session.running) };
    });
  }

  async list(): Promise<readonly SessionInfo[]> {
    const infos = await listTierSessions(await this.#options.open());
    return [...infos].sort((a, b) => b.updatedAt - a.updatedAt);
  }

  delete(sessionId: string): Promise<void> {
    return this.#with(sessionId, async ({ log, session }) => {
      this.#open.delete(sessionId);
      await session.abandon();
      await log.delete();
    });
  }

  async close(): Promise<void> {
    const open = await Promise.allSettled(Array.from(this.#open.values(), (kept) => kept.opening));
    this.#open.clear();
    const sessions = open.flatMap((one) => (one.status === 'fulfilled' ? [one.value.session] : []));
    await Promise.all(sessions.map((session) => session.close()));
  }

  async #with<T>(sessionId: string, work: (opened: Opened) => Promise<T>): Promise<T> {
    const kept = this.#open.get(sessionId) ?? this.#start(sessionId);
    const forget = (): void => {
      if (this.#open.get(sessionId) === kept) this.#open.delete(sessionId);
    };
    this.#open.delete(sessionId);
    this.#open.set(sessionId, kept);
    kept.uses++;
    try {
      kept.opened ??= await kept.opening;
      return await work(kept.opened);
    } catch (error) {
      // What is not there is not kept open.
      if (kept.opened === undefined || error instanceof SessionMissingError) forget();
      throw error;
    } finally {
      kept.uses--;
      this.#letGo();
    }
  }

  /** Of those in which nothing happens, the ones that were used longest ago. */
  #letGo(): void {
    let over = this.#open.size - (this.#options.keepOpen ?? KEEP_OPEN);
    for (const [sessionId, { opened, uses }] of this.#open) {
      if (over <= 0) return;
      if (uses > 0 || opened?.session.isIdle !== true) continue;
      this.#open.delete(sessionId);
      over--;
    }
  }

  #start(sessionId: string): Kept {
    return { opening: this.#opening(sessionId), uses: 0 };
  }

  async #opening(sessionId: string): Promise<Opened> {
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
}
