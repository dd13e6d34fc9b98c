// The database of traces on the disk of this machine, and what Doctor says of it.
import path from 'node:path';
import { openSqlFile, TierFormatError, TierNewerError } from '../tiers/index.js';
import {
  type OpenTraceSql,
  TraceDatabaseDamagedError,
  TraceDatabaseNewerError,
  type TraceStore,
} from '../traces/index.js';
import type { DoctorProbe } from './parts.js';
import type { MemfunEnvironment } from './types.js';

/** Nobody writes longer than a few milliseconds, and who waits for them stands still: rather the logs are read. */
const BUSY_MS = 100;

/** Absent where traces do not lie on a disk of this machine. */
export function traceDatabase({
  projectStorage: { localRoot },
  assetsDir,
}: Pick<MemfunEnvironment, 'projectStorage' | 'assetsDir'>): OpenTraceSql | undefined {
  if (localRoot === undefined) return undefined;
  return async (name, versions) => {
    const file = path.join(localRoot, name);
    try {
      return await openSqlFile({ file, assetsDir, busyMs: BUSY_MS, isIndex: true }, versions);
    } catch (error) {
      if (error instanceof TierNewerError) throw new TraceDatabaseNewerError(file, error);
      if (error instanceof TierFormatError) throw new TraceDatabaseDamagedError(file, error);
      throw error;
    }
  };
}

/** Brings the database up to date, and tells why it is not used where that is so. */
export function traceProbe(traces: Pick<TraceStore, 'databaseState'>): DoctorProbe {
  return {
    id: 'traces',
    title: 'Traces of runs',
    async run() {
      const state = await traces.databaseState();
      if (state === undefined)
        return {
          detail: 'They are read from their logs: this storage is no folder of a local disk.',
        };
      const { runs, version, engine, file, problem } = state;
      if (file !== undefined)
        return { detail: `${runs} runs in tables of version ${version} (${engine}), ${file}` };
      return {
        detail: `They are read from their logs, which takes longer: ${problem?.message ?? ''}`,
        warning: problem?.remedy ?? 'Look into the log of Memfun.',
      };
    },
  };
}
