// The tables of the database of traces, version by version. All of it can be made again from the logs.
import type { TraceTableVersions } from './sql.js';

/**
 * What leads from one version to the next; what a released version holds is never changed. A step that cannot fill
 * what it adds, or after which more is computed of a run, ends with READ_AGAIN.
 */
const STEPS: readonly (readonly string[])[] = [
  [
    // `files`: of its log, when it was read; `summary`: what a list shows, as JSON; the rest is to search and sum by.
    `create table runs (
       id integer primary key, turn_id text not null unique, files text not null, session_id text not null,
       started_ms real not null, ms real not null, status text not null, model text not null,
       input_tokens integer not null, output_tokens integer not null, cost_usd real not null,
       bytes integer not null, changed_ms real not null, words text not null, summary text not null)`,
    'create index runs_by_start on runs (started_ms, turn_id)',
    'create index runs_by_session on runs (session_id)',
  ],
];

export const TRACE_TABLES: TraceTableVersions = {
  version: STEPS.length,
  stepsFrom: (found) => STEPS.slice(found).flat(),
};
