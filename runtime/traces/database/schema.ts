// The tables of the database of traces, version by version. All of it can be made again from the logs.
import type { TraceTableVersions } from './sql.js';

const READ_AGAIN = "update runs set files = ''";

/**
 * What leads from one version to the next; what a released version holds is never changed. A step that cannot fill
 * what it adds, or after which something else is computed of a run, ends with READ_AGAIN.
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
  [
    // Always asked by run: a run is written, removed and summed up as a whole.
    `create table spans (
       run integer not null, place integer not null, parent integer, span_id text not null, kind text not null,
       name text not null, start_ms real not null, ms real not null, status text not null, tokens real not null,
       cost_usd real not null, model text, signature text, agent text, skill text, tool text, cause text,
       primary key (run, place)) without rowid`,
    // `spans`: those that show it, as JSON.
    `create table findings (
       run integer not null, place integer not null, kind text not null, text text not null, spans text not null,
       wasted_tokens real not null, primary key (run, place)) without rowid`,
    READ_AGAIN,
  ],
  [
    // Both empty where not known: what the next run will cost is told by those of its kind that were not cut short.
    "alter table runs add column kind text not null default ''",
    "alter table runs add column stop_reason text not null default ''",
    'create index runs_by_model on runs (model, kind, started_ms)',
    READ_AGAIN,
  ],
  // Calls are told apart by their arguments: other findings.
  [READ_AGAIN],
];

export const TRACE_TABLES: TraceTableVersions = {
  version: STEPS.length,
  stepsFrom: (found) => STEPS.slice(found).flat(),
};
