// The tables of the SQLite tier, and the way to them from earlier versions.
import type { SqlVersions } from './versions.js';

const SCHEMA = [
  `create table state (store text, key blob, value text not null, revision integer not null, expires integer,
     primary key (store, key)) without rowid`,
  'create index state_ends on state (expires) where expires is not null',
  'create table groups (queue text primary key, pattern text not null, seen integer not null) without rowid',
];

/**
 * Numbered in order. The newest change and message are always kept, so that no number is given twice; what is left of
 * the tasks needs only an order. A table of the numbers ever given would be one more page to write with each.
 */
const NUMBERED = [
  {
    table: 'changes',
    columns:
      'revision integer primary key, store text not null, kind text not null, key blob not null, value text',
  },
  {
    table: 'messages',
    columns:
      'position integer primary key, subject blob not null, key blob, payload text not null, published integer not null',
  },
  {
    table: 'tasks',
    columns: `seq integer primary key, id text not null unique, queue blob not null, payload text not null, dedupe blob,
      lane blob, priority integer not null, most integer not null, attempts integer not null, fence integer not null,
      state integer not null, due integer not null, reason text, result text`,
  },
];

/** How far the numbers of changes and messages skip. */
const SKIPPED = 1_000_000;
/** Of changes and messages: what nobody reads, with a number behind all that may have been given. */
const SKIP_NUMBERS = `
  insert into changes (revision, store, kind, key) select coalesce(max(revision), 0) + ${SKIPPED}, '', 'delete', x''
    from changes;
  insert into messages (position, subject, payload, published) select coalesce(max(position), 0) + ${SKIPPED}, x'', '', 0
    from messages`;

/**
 * Each holds only the tasks that it is asked for: every step of a task changes as few of them as can be. Who waits and
 * who is leased stand in one, so that taking a task changes one page of it.
 */
const TASK_INDEXES = [
  'create index tasks_open on tasks (queue, state, priority desc, seq, due) where state < 2',
  'create index tasks_later on tasks (queue, due) where state = 0 and due > 0',
  'create index tasks_lane on tasks (queue, lane, seq) where lane is not null and state < 2',
  'create index tasks_twins on tasks (queue, dedupe) where dedupe is not null and state < 2',
  'create index tasks_failed on tasks (queue, seq) where state = 3',
];

const CREATE = NUMBERED.map(({ table, columns }) => `create table ${table} (${columns})`);
/** What an earlier version has, in tables of this one; the indexes go with the old ones. */
const RENEW = NUMBERED.flatMap(({ table, columns }) => [
  `alter table ${table} rename to before`,
  `create table ${table} (${columns})`,
  `insert into ${table} select * from before`,
  'drop table before',
]);

/** States of a task. `due`: not before (waiting; 0 is at once), lease until (leased), ended at (the others). */
export const WAITING = 0;
export const LEASED = 1;
export const DONE = 2;
export const FAILED = 3;
export const CANCELLED = 4;

export const TIER_TABLES: SqlVersions = {
  version: 4,
  stepsFrom: (found) => [...(found === 0 ? [...SCHEMA, ...CREATE] : RENEW), ...TASK_INDEXES],
  afterLoss: SKIP_NUMBERS,
};
