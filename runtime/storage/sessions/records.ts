// What a conversation's log holds: its title and its events, one operation each.
import * as z from 'zod';
import type { Json, RunEvent } from '../../core/index.js';
import { runEventSchema } from '../../core/index.js';
import type { LogOperation, SessionInfo } from '../../ports/index.js';

const recordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('created'), title: z.string(), at: z.number() }),
  z.object({ kind: z.literal('renamed'), title: z.string(), at: z.number() }),
  z.object({ kind: z.literal('event'), event: runEventSchema }),
]);
export type SessionLogRecord = z.infer<typeof recordSchema>;

/** The record as the body of a log operation. */
export function encodeRecord(record: SessionLogRecord): Json {
  // Optional keys that are undefined are left out, as JSON has them not.
  return JSON.parse(JSON.stringify(record)) as Json;
}

/** The records of a log in the order of their making; those of an unknown form are left out. */
export function decodeRecords(operations: readonly LogOperation[]): readonly SessionLogRecord[] {
  return [...operations]
    .sort((a, b) => (a.hlc < b.hlc ? -1 : a.hlc > b.hlc ? 1 : 0))
    .flatMap(({ body }) => {
      const parsed = recordSchema.safeParse(body);
      return parsed.success ? [parsed.data] : [];
    });
}

/** What the list of conversations shows of one. */
export function summarize(sessionId: string, records: readonly SessionLogRecord[]): SessionInfo {
  let title: string | undefined;
  let asked: string | undefined;
  let turns = 0;
  let createdAt = Number.POSITIVE_INFINITY;
  let updatedAt = 0;
  for (const record of records) {
    const at = record.kind === 'event' ? record.event.at : record.at;
    createdAt = Math.min(createdAt, at);
    updatedAt = Math.max(updatedAt, at);
    if (record.kind !== 'event') title = record.title;
    else if (record.event.type === 'turn.started') {
      turns++;
      asked ??= record.event.request.text;
    }
  }
  return {
    sessionId,
    title: tidyTitle(title ?? asked ?? ''),
    createdAt: Number.isFinite(createdAt) ? createdAt : 0,
    updatedAt,
    turns,
  };
}

const TITLE_CHARS = 120;

/** One line of bounded length; never empty. */
export function tidyTitle(title: string): string {
  const line = title.replaceAll(/\s+/g, ' ').trim();
  if (line === '') return 'Untitled conversation';
  return line.length <= TITLE_CHARS ? line : `${line.slice(0, TITLE_CHARS - 1).trimEnd()}…`;
}

export function eventsOf(records: readonly SessionLogRecord[]): readonly RunEvent[] {
  return records.flatMap((record) => (record.kind === 'event' ? [record.event] : []));
}
