// The lines of a trace as they are kept and exported. Unknown ones are left out, so that a newer version does no harm.
import * as z from 'zod';
import { type Json, type RunEvent, runEventSchema } from '../core/index.js';
import type { LogOperation } from '../ports/index.js';
import type { TraceRecord } from './types.js';

/** Raised when old readers could no longer make sense of what is written. */
export const TRACE_FORMAT = 1;

/** Also the beginning of a file name. */
export const TURN_ID = /^trn_[a-z0-9]+$/;

const headSchema = z.object({
  kind: z.literal('trace'),
  format: z.number().int(),
  turnId: z.string().regex(TURN_ID),
  sessionId: z.string(),
});
const lineSchema = z.discriminatedUnion('kind', [
  headSchema,
  z.object({ kind: z.literal('event'), event: runEventSchema }),
  /** How many events were not kept. */
  z.object({ kind: z.literal('dropped'), count: z.number().int().min(0) }),
]);
export type TraceLine = z.infer<typeof lineSchema>;

export const headOf = (turnId: string, sessionId: string): TraceLine => ({
  kind: 'trace',
  format: TRACE_FORMAT,
  turnId,
  sessionId,
});
export const eventLine = (event: RunEvent): TraceLine => ({ kind: 'event', event });

/** As JSON has it: without keys whose value is undefined. */
export function encodeLine(line: TraceLine): Json {
  return JSON.parse(JSON.stringify(line)) as Json;
}

export function readLine(value: unknown): TraceLine | undefined {
  const parsed = lineSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** The record that a log holds, as far as it can be read. */
export function recordOf(turnId: string, operations: readonly LogOperation[]): TraceRecord {
  const lines = [...operations]
    .sort((a, b) => (a.hlc < b.hlc ? -1 : a.hlc > b.hlc ? 1 : 0))
    .flatMap(({ body }) => readLine(body) ?? []);
  const head = lines.find((line) => line.kind === 'trace');
  return {
    turnId,
    sessionId: head?.sessionId ?? '',
    events: lines.flatMap((line) => (line.kind === 'event' ? [line.event] : [])),
    dropped: lines.reduce((sum, line) => sum + (line.kind === 'dropped' ? line.count : 0), 0),
  };
}

/** All lines of a record. */
export function linesOf({ turnId, sessionId, events, dropped }: TraceRecord): readonly TraceLine[] {
  return [
    headOf(turnId, sessionId),
    ...events.map(eventLine),
    ...(dropped > 0 ? [{ kind: 'dropped' as const, count: dropped }] : []),
  ];
}
