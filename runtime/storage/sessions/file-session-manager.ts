// Conversations on files: one segment log each, all in one folder, with a list that can be rebuilt.
import type { Clock, IdMaker, Logger, RunEvent } from '../../core/index.js';
import type {
  FileStore,
  LogDamage,
  SessionInfo,
  SessionManager,
  SessionRecord,
} from '../../ports/index.js';
import { SessionMissingError } from '../../ports/index.js';
import { StorageWriteError } from '../errors.js';
import { HybridClock } from '../hlc.js';
import { SegmentLog } from '../segment-log.js';
import { foldEvents } from './fold.js';
import { OpenSession } from './open-session.js';
import type { SessionLogRecord } from './records.js';
import { decodeRecords, eventsOf, summarize, tidyTitle } from './records.js';
import { SessionFolder } from './session-folder.js';
import { SessionIndex } from './session-index.js';

const PARTIAL_MS = 500;

export interface FileSessionManagerOptions {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly logger: Logger;
  /** Folder below the store's root. Default `sessions`. */
  readonly dir?: string;
  /** Longest time in milliseconds that a piece of a streaming answer stays in memory only. Default 500. */
  readonly partialMs?: number;
}

/**
 * Several windows may use one folder. A turn without an end counts as interrupted unless this instance
 * is running it.
 */
export function createFileSessionManager(options: FileSessionManagerOptions): FileSessionManager {
  return new FileSessionManager(options);
}

export class FileSessionManager implements SessionManager {
  readonly #options: FileSessionManagerOptions;
  readonly #folder: SessionFolder;
  readonly #index: SessionIndex;
  readonly #window: string;
  readonly #hlc: HybridClock;
  readonly #open = new Map<string, Promise<OpenSession>>();
  readonly #damage = new Map<string, readonly LogDamage[]>();

  constructor(options: FileSessionManagerOptions) {
    const { files, ids, clock, dir = 'sessions' } = options;
    this.#options = options;
    this.#folder = new SessionFolder(files, dir);
    this.#index = new SessionIndex(files, dir);
    this.#window = ids.next('window');
    this.#hlc = new HybridClock(clock, this.#window);
  }

  async create(title: string): Promise<SessionInfo> {
    const sessionId = this.#options.ids.next('session');
    const session = this.#start(sessionId);
    this.#open.set(sessionId, Promise.resolve(session));
    const created = {
      kind: 'created',
      title: tidyTitle(title),
      at: this.#options.clock.now(),
    } as const;
    await session.record(created);
    return summarize(sessionId, [created]);
  }

  async append(sessionId: string, event: RunEvent): Promise<void> {
    await (await this.#opened(sessionId)).append(event);
  }

  async rename(sessionId: string, title: string): Promise<void> {
    const session = await this.#opened(sessionId);
    await session.record({
      kind: 'renamed',
      title: tidyTitle(title),
      at: this.#options.clock.now(),
    });
  }

  async load(sessionId: string): Promise<SessionRecord> {
    const open = await this.#open.get(sessionId)?.catch(() => undefined);
    await open?.flush();
    await this.#mustExist(sessionId);
    const records = await this.#read(sessionId);
    return {
      info: summarize(sessionId, records),
      events: foldEvents(eventsOf(records), open?.running ?? new Set()),
    };
  }

  async list(): Promise<readonly SessionInfo[]> {
    const infos = await this.#index.infos(await this.#folder.list(), async (sessionId) =>
      summarize(sessionId, await this.#read(sessionId)),
    );
    return [...infos].sort((a, b) => b.updatedAt - a.updatedAt);
  }

  async delete(sessionId: string): Promise<void> {
    const open = await this.#open.get(sessionId)?.catch(() => undefined);
    this.#open.delete(sessionId);
    await open?.abandon();
    this.#folder.refuseOther(sessionId);
    try {
      await this.#folder.delete(sessionId);
    } catch (error) {
      throw new StorageWriteError(this.#options.files.root, error);
    }
  }

  /** What was found damaged in the conversations that were read so far. */
  damage(): readonly LogDamage[] {
    return [...this.#damage.values()].flat();
  }

  async close(): Promise<void> {
    const open = await Promise.allSettled(this.#open.values());
    this.#open.clear();
    const sessions = open.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    await Promise.all(sessions.map((session) => session.close()));
  }

  /** The session for writing. Its log is read first, so that what is added now sorts after what is there. */
  async #opened(sessionId: string): Promise<OpenSession> {
    let opening = this.#open.get(sessionId);
    if (opening === undefined) {
      opening = this.#resume(sessionId);
      this.#open.set(sessionId, opening);
      opening.catch(() => this.#open.delete(sessionId));
    }
    return opening;
  }

  async #resume(sessionId: string): Promise<OpenSession> {
    await this.#mustExist(sessionId);
    await this.#read(sessionId);
    return this.#start(sessionId);
  }

  #start(sessionId: string): OpenSession {
    const { logger, partialMs = PARTIAL_MS } = this.#options;
    const log = this.#logOf(sessionId);
    return new OpenSession({ log, hlc: this.#hlc, logger, partialMs });
  }

  async #read(sessionId: string): Promise<readonly SessionLogRecord[]> {
    const log = this.#logOf(sessionId);
    const operations = await log.readNew();
    for (const { hlc } of operations) this.#hlc.observe(hlc);
    this.#damage.set(sessionId, log.damage());
    return decodeRecords(operations);
  }

  #logOf(sessionId: string): SegmentLog {
    const { files } = this.#options;
    return new SegmentLog({
      files,
      dir: this.#folder.dir,
      prefix: `${sessionId}.`,
      window: this.#window,
    });
  }

  async #mustExist(sessionId: string): Promise<void> {
    if (!(await this.#folder.list()).has(sessionId)) throw new SessionMissingError(sessionId);
  }
}
