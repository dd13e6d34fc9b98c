// Traces as the tables of a database, for questions in SQL.
import { foldSpans } from './fold.js';
import { summarize } from './summary.js';
import type { TraceRecord } from './types.js';

/** Raised when a column changes its meaning or goes. */
export const TABLES_VERSION = 1;

const SCHEMA = `
create table runs (
  turn_id text primary key, session_id text not null, title text not null, status text not null,
  model text not null, started_ms integer not null, ms real not null, input_tokens integer not null,
  output_tokens integer not null, cost_usd real not null, events_dropped integer not null
);
create table spans (
  turn_id text not null references runs, span_id text not null, parent_id text, kind text not null,
  name text not null, start_ms real not null, end_ms real not null, status text not null, message text,
  attributes text not null, primary key (turn_id, span_id)
);
create index spans_by_kind on spans (kind, name);`;

type Cell = string | number | null;

/** Attributes are JSON with the names of OpenTelemetry: `json_extract(attributes, '$."gen_ai.tool.name"')`. */
export function traceTables(records: readonly TraceRecord[]): {
  readonly version: number;
  readonly schema: string;
  readonly rows: Readonly<Record<'runs' | 'spans', readonly (readonly Cell[])[]>>;
} {
  return {
    version: TABLES_VERSION,
    schema: SCHEMA,
    rows: {
      runs: records.map((record) => {
        const { turnId, sessionId, title, status, model, startedAt, ms, usage } = summarize(
          record,
          false,
        );
        const { inputTokens, outputTokens, costUsd } = usage;
        return [
          turnId,
          sessionId,
          title,
          status,
          model,
          startedAt,
          ms,
          inputTokens,
          outputTokens,
          costUsd,
          record.dropped,
        ];
      }),
      spans: records.flatMap((record) =>
        foldSpans(record).map(
          ({ id, parentId, kind, name, startMs, endMs, status, message, attributes }) => [
            record.turnId,
            id,
            parentId ?? null,
            kind,
            name,
            startMs,
            endMs,
            status,
            message ?? null,
            JSON.stringify(attributes),
          ],
        ),
      ),
    },
  };
}
