// What can be learned from: the newest traces, and what their conversations say of them.
import { type RunEvent, throwIfAborted } from '../core/index.js';
import type { SessionManager } from '../ports/index.js';
import type { TraceRecord, TraceStore } from '../traces/index.js';
import type { Recorded } from './optimize-access.js';

/** Newest runs that examples are taken from. */
const RUNS = 300;

/** A run or a conversation that cannot be read is left out. @throws AbortedError */
export async function recordedRuns(
  {
    traces,
    sessions,
  }: {
    readonly traces: Pick<TraceStore, 'find' | 'get'> | undefined;
    readonly sessions: Pick<SessionManager, 'load'>;
  },
  signal: AbortSignal,
): Promise<Recorded> {
  const runs = (await traces?.find({ limit: RUNS }))?.runs ?? [];
  const records: TraceRecord[] = [];
  for (const { turnId } of runs) {
    throwIfAborted(signal);
    // A run may be removed meanwhile.
    const record = await traces?.get(turnId).catch(() => undefined);
    if (record !== undefined) records.push(record);
  }
  const events: RunEvent[] = [];
  for (const sessionId of new Set(records.map((record) => record.sessionId))) {
    throwIfAborted(signal);
    events.push(...((await sessions.load(sessionId).catch(() => undefined))?.events ?? []));
  }
  return { records, events };
}
