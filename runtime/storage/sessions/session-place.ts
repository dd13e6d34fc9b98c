// Places where conversations lie, seen as their records: files of this machine, or the state of a tier.
import type { Clock, IdMaker, Json, Logger } from '../../core/index.js';
import type { FileStore, LogOperation, StateStore } from '../../ports/index.js';
import { SessionMissingError } from '../../ports/index.js';
import { HybridClock } from '../hlc.js';
import { SegmentLog } from '../segment-log.js';
import { SessionFolder } from './session-folder.js';
import { inParts, listTierSessions, TierSession } from './tier-session.js';

export interface SessionPlace {
  /** In the order in which they were made. */
  ids(): Promise<readonly string[]>;
  /** All records in order; `undefined` when there is no such conversation, `deleted` when there shall be none. */
  records(sessionId: string): Promise<readonly Json[] | 'deleted' | undefined>;
  /**
   * Adds records behind the first `known` ones, which are all that it has; with 0 it is made. What is cut off leaves a
   * beginning of it, or nothing.
   */
  add(sessionId: string, records: readonly Json[], known: number): Promise<void>;
}

interface Makers {
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly logger: Logger;
}

/** @param dir folder below the store's root */
export function sessionsInFiles(
  files: FileStore,
  { clock, ids }: Makers,
  dir = 'sessions',
): SessionPlace {
  const folder = new SessionFolder(files, dir);
  const window = ids.next('window');
  const hlc = new HybridClock(clock, window);
  const logOf = (sessionId: string): SegmentLog =>
    new SegmentLog({ files, dir, prefix: `${sessionId}.`, window });
  const read = async (log: SegmentLog): Promise<readonly Json[]> => {
    const operations = await log.readNew();
    for (const operation of operations) hlc.observe(operation.hlc);
    return [...operations].sort((a, b) => (a.hlc < b.hlc ? -1 : 1)).map(({ body }) => body);
  };
  return {
    ids: async () => [...(await folder.list()).keys()].sort(),
    records: async (sessionId) => {
      if (await folder.isDeleted(sessionId)) return 'deleted';
      if (!(await folder.list()).has(sessionId)) return undefined;
      const log = logOf(sessionId);
      try {
        return await read(log);
      } finally {
        await log.close();
      }
    },
    add: async (sessionId, records) => {
      folder.refuseOther(sessionId);
      const log = logOf(sessionId);
      try {
        await read(log); // what is added sorts behind what is there
        await log.append(records.map((body) => ({ hlc: hlc.next(), body })));
      } finally {
        await log.close();
      }
    },
  };
}

export function sessionsInTier(store: StateStore, { ids, logger }: Makers): SessionPlace {
  const newName = (): string => ids.next('event');
  const open = (sessionId: string): TierSession =>
    new TierSession(sessionId, { store, newName, logger, snapshotAfter: Number.POSITIVE_INFINITY });
  return {
    ids: async () => (await listTierSessions(store)).map(({ sessionId }) => sessionId).sort(),
    records: async (sessionId) => {
      try {
        return (await open(sessionId).read()).bodies;
      } catch (error) {
        if (error instanceof SessionMissingError) return undefined;
        throw error;
      }
    },
    add: async (sessionId, records, known) => {
      const session = open(sessionId);
      if (known === 0) await session.adopt(records);
      else
        for (const part of inParts(records))
          await session.append(part.map((body): LogOperation => ({ hlc: '', body })));
    },
  };
}
